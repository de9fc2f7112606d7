// A date poll from the first form to the meeting, as the people in it: organiser, somebody asked, and strangers.
import { MeetingFinder } from '@samrad/meetings';
import { PollFinder, VoteLink } from '@samrad/planning';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast, type CastName } from '../support/cast.js';

let app: TestApp;
let organiser: Browser;
beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('secretariat');
});
afterAll(() => app.close());

const dayIn = (days: number) => addDays(app.get(Clock).today(), days);

async function personOf(name: CastName): Promise<string> {
  const row = await app.get(Db).row<{ id: string }>(sql`
    SELECT person_id AS id FROM person_email WHERE address = ${cast[name].email}`);
  return row!.id;
}

async function aPoll(more: Record<string, string> = {}) {
  const created = await organiser.post('/polls', { title: 'Which day?', respondBy: dayIn(7), ...more });
  expect(created.status).toBe(303);
  const id = /\/polls\/([^/]+)\/times/.exec(created.headers.location!)![1]!;
  const form = {
    zone: 'Europe/Oslo',
    minutes: '120',
    date: [dayIn(20), '', dayIn(21)],
    time: ['09:00', '09:00', '13:00'],
  };
  expect((await organiser.post(`/polls/${id}/times`, form)).status).toBe(303);
  return id;
}

async function ask(id: string, names: CastName[], keys: CastName[] = []) {
  const form = { person: await Promise.all(names.map(personOf)), key: await Promise.all(keys.map(personOf)) };
  expect((await organiser.post(`/polls/${id}/people`, form)).status).toBe(303);
  expect((await organiser.post(`/polls/${id}/sending`, {})).status).toBe(303);
  const voters = await app.get(PollFinder).asked(id);
  return new Map(voters.map((voter) => [voter.name, app.get(VoteLink).pathOf(voter.id)]));
}

const linkOf = (links: Map<string, string>, name: CastName) =>
  links.get(`${cast[name].givenName} ${cast[name].familyName}`)!;
const slotsOf = async (id: string) => (await app.get(PollFinder).slots(id)).map((slot) => slot.id);

describe('the personal link', () => {
  it('shows the times without sign-in and changes nothing, however often it is opened', async () => {
    const id = await aPoll();
    const link = linkOf(await ask(id, ['expert']), 'expert');
    const page = await app.visitor().get(`${link}?lang=en`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Which day?');
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    expect(await app.get(PollFinder).votes(id)).toEqual([]);
  });

  it('takes an answer, shows it again, and takes another', async () => {
    const id = await aPoll();
    const link = linkOf(await ask(id, ['expert']), 'expert');
    const [first, second] = await slotsOf(id);
    const visitor = app.visitor();
    const answered = await visitor.post(link, { [`slot-${first}`]: 'if_needed', comment: 'By <b>train</b>' });
    expect([answered.status, answered.headers.location]).toEqual([303, `${link}?done`]);
    expect((await visitor.get(`${link}?done&lang=en`)).text).toContain('Thank you, Samuel Tesfay');
    expect((await visitor.get(`${link}?lang=en`)).text).toMatch(/value="if_needed" checked/);
    await visitor.post(link, { [`slot-${first}`]: 'no', [`slot-${second}`]: 'yes' });
    const votes = await app.get(PollFinder).votes(id);
    expect(new Map(votes.map((vote) => [vote.slotId, vote.answer]))).toEqual(
      new Map([
        [first, 'no'],
        [second, 'yes'],
      ]),
    );
    const page = await organiser.get(`/polls/${id}?lang=en`);
    expect(page.text).toContain('Samuel Tesfay');
    expect(page.text).not.toContain('<b>train');
  });

  it('keeps what was typed when nothing is ticked, and refuses what is no answer', async () => {
    const id = await aPoll();
    const link = linkOf(await ask(id, ['expert']), 'expert');
    const [first] = await slotsOf(id);
    const empty = await app.visitor().post(link, { comment: 'Perhaps <b>' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Perhaps &lt;b&gt;');
    expect((await app.visitor().post(link, { [`slot-${first}`]: 'surely' })).status).toBe(422);
    expect((await app.visitor().post(link, { 'slot-0192f000-0000-7000-8000-000000000000': 'yes' })).status).toBe(409);
    expect(await app.get(PollFinder).votes(id)).toEqual([]);
  });

  it('shows what others answered only where the poll is set so, and never their words', async () => {
    for (const [showsAnswers, seen] of [
      ['true', true],
      ['', false],
    ] as const) {
      const id = await aPoll({ showsAnswers });
      const links = await ask(id, ['expert', 'stateContact']);
      const [first] = await slotsOf(id);
      await app.visitor().post(linkOf(links, 'stateContact'), { [`slot-${first}`]: 'yes', comment: 'a secret word' });
      const page = await app.visitor().get(linkOf(links, 'expert'));
      expect(page.text.includes(cast.stateContact.familyName)).toBe(seen);
      expect(page.text).not.toContain('a secret word');
    }
  });

  it('that was altered tells nothing and is slowed down when guessed', async () => {
    const id = await aPoll();
    const link = linkOf(await ask(id, ['expert']), 'expert');
    const wrong = `${link.slice(0, -3)}abc`;
    const page = await app.visitor().get(wrong);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain('Which day?');
    let status = 404;
    for (let tries = 0; tries < 40 && status === 404; tries++) status = (await app.visitor().get(wrong)).status;
    expect(status).toBe(429);
    expect((await app.visitor().get(link)).status).toBe(200);
  });
});

describe('an organiser', () => {
  it('makes, asks, and turns the best time into a meeting with the answers beside the choice of whom to invite', async () => {
    const id = await aPoll();
    const links = await ask(id, ['expert', 'stateContact', 'coordinator']);
    const [first, second] = await slotsOf(id);
    await app.visitor().post(linkOf(links, 'expert'), { [`slot-${first}`]: 'no', [`slot-${second}`]: 'yes' });
    await app.visitor().post(linkOf(links, 'stateContact'), { [`slot-${first}`]: 'yes', [`slot-${second}`]: 'no' });
    const page = await organiser.get(`/polls/${id}?lang=en`);
    expect(page.text).toContain('2 of 3');
    const { version } = (await app.get(PollFinder).one(id))!;
    const chosen = await organiser.post(`/polls/${id}/choice`, { slotId: second!, version: String(version) });
    expect(chosen.status).toBe(303);
    const meetingId = chosen.headers.location!.split('/').at(-1)!;
    expect(await app.get(MeetingFinder).one(system, meetingId)).toMatchObject({ status: 'draft', title: 'Which day?' });
    const choice = (await organiser.get(`/meetings/${meetingId}/invitations/new?lang=en`)).text;
    expect(choice).toContain('1 yes, 0 if need be, 1 no, 1 without an answer');
    const ticked = (personId: string) => new RegExp(`value="${personId}" checked`).test(choice);
    expect(ticked(await personOf('expert'))).toBe(true);
    expect(ticked(await personOf('coordinator'))).toBe(true);
    expect(ticked(await personOf('stateContact'))).toBe(false);
    expect((await organiser.get(`/meetings/${meetingId}?lang=en`)).text).toContain('Expected after the poll');
    expect((await app.visitor().get(`${linkOf(links, 'expert')}?lang=en`)).text).toContain('The date is found');
  });

  it('is warned before choosing a time that every key person refused', async () => {
    const id = await aPoll();
    const links = await ask(id, ['expert', 'stateContact'], ['stateContact']);
    const [first] = await slotsOf(id);
    await app.visitor().post(linkOf(links, 'stateContact'), { [`slot-${first}`]: 'no' });
    const { version } = (await app.get(PollFinder).one(id))!;
    const form = { slotId: first!, version: String(version) };
    const refused = await organiser.post(`/polls/${id}/choice?lang=en`, form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Suits none of the key persons');
    expect((await app.get(PollFinder).one(id))!.status).toBe('open');
    expect((await organiser.post(`/polls/${id}/choice`, { ...form, isConfirmed: 'true' })).status).toBe(303);
  });

  it('finds the same through the API', async () => {
    const body = { title: 'By API', respondBy: dayIn(5), showsAnswers: true };
    const { status, body: poll } = await organiser.api('post', '/polls', body);
    expect([status, poll.status]).toEqual([201, 'draft']);
    const slots = [{ start: `${dayIn(12)}T09:00`, zone: 'Europe/Athens', minutes: 60 }];
    await organiser.api('post', `/polls/${poll.id}/times`, { slots });
    const persons = [{ personId: await personOf('expert'), isKey: true }];
    await organiser.api('post', `/polls/${poll.id}/persons`, { persons });
    expect((await organiser.api('post', `/polls/${poll.id}/sending`, {})).body).toEqual({ sent: 1 });
    const { body: read } = await organiser.api('get', `/polls/${poll.id}`);
    expect(read).toMatchObject({ status: 'open', slots: [{ zone: 'Europe/Athens', unanswered: 1, isBest: false }] });
    expect(read.persons).toMatchObject([{ isKey: true, hasAnswered: false, answers: [] }]);
    expect(JSON.stringify(read)).not.toContain('linkHash');
    expect((await organiser.api('post', `/polls/${poll.id}/cancellation`, {})).status).toBe(422);
    expect((await organiser.api('delete', `/polls/${poll.id}`)).status).toBe(409);
  });
});

it('a poll that waits stands on the first page of the person, with a link that works', async () => {
  const id = await aPoll();
  await ask(id, ['stateContact']);
  const page = await (await app.as('stateContact')).get('/?lang=en');
  const link = /href="(\/p\/[^"]+)"/.exec(page.text)![1]!;
  expect((await app.visitor().get(link)).status).toBe(200);
});
