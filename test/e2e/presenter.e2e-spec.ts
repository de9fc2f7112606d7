// Presenters confirm by link: the organiser who asks, the presenter without an account, and strangers.
import { AskedFinder, AskedLink } from '@samrad/preparation';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let organiser: Browser;
let id: string;
beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('secretariat');
});
afterAll(() => app.close());

beforeEach(async () => {
  const times = { start: '2027-02-10T09:00', end: '2027-02-10T12:00', zone: 'Europe/Oslo' };
  const body = { title: 'Return <b>', ...times, place: 'Oslo', languages: ['en'], audience: 'network' };
  id = (await organiser.api('post', '/meetings', body)).body.id as string;
  const expert = await app.get(Db).row<{ id: string }>(sql`
    SELECT person_id AS id FROM person_email WHERE address = ${cast.expert.email}`);
  const presenters = [{ personId: expert!.id }];
  await organiser.api('post', `/meetings/${id}/agenda`, { title: 'Counselling', minutes: 30, presenters });
});

async function askedLink(): Promise<string> {
  await organiser.get(`/meetings/${id}/presenters`);
  const answer = await organiser.post(`/meetings/${id}/presenters`, { respondBy: '2027-02-01' });
  expect(answer.status).toBe(303);
  const [asked] = await app.get(AskedFinder).all('presenter', id);
  return app.get(AskedLink).pathOf(asked!);
}

const fieldOf = (page: string) => /name="answer-([^"]+)"/.exec(page)![1]!;

it('says at the item who has confirmed, with the title of the talk, to organisers only', async () => {
  const link = await askedLink();
  const visitor = app.visitor();
  const page = await visitor.get(`${link}?lang=en`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Counselling');
  expect(page.text).toContain('09:00–09:30 (Oslo)');
  expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
  const field = fieldOf(page.text);
  const said = { [`answer-${field}`]: 'yes', [`title-${field}`]: 'Ten <i>years', [`needs-${field}`]: 'A screen' };
  const done = await visitor.post(link, said);
  expect([done.status, done.headers.location]).toEqual([303, `${link}?done`]);
  expect((await visitor.get(`${link}?done&lang=en`)).text).toContain('Thank you, Samuel Tesfay');
  const list = (await organiser.get(`/meetings/${id}/presenters?lang=en`)).text;
  expect(list).toContain('Confirmed');
  expect(list).toContain('Ten &lt;i&gt;years');
  expect(list).toContain('A screen');
  const json = (await organiser.api('get', `/meetings/${id}/presenters`)).body as object;
  expect(json).toMatchObject({ items: [{ answer: 'yes', talkTitle: 'Ten <i>years', needs: 'A screen' }] });
  expect((await organiser.get(`/meetings/${id}?lang=en`)).text).toMatch(/item__note[\s\S]*Confirmed/);
  expect((await organiser.get(`/meetings/${id}/agenda/edit?lang=en`)).text).toMatch(/item__note[\s\S]*Confirmed/);
  await organiser.post(`/meetings/${id}/agenda/publication`);
  await app
    .get(Db)
    .tx(() =>
      app
        .get(Db)
        .run(sql`UPDATE meeting SET status = 'called', called_at = '2026-11-23T08:00:00.000Z' WHERE id = ${id}`),
    );
  expect((await (await app.as('expert')).get(`/meetings/${id}?lang=en`)).text).not.toContain('item__note');
});

it('changes nothing when the link is opened, and keeps what was typed when no answer was chosen', async () => {
  const link = await askedLink();
  for (const _ of [1, 2]) await app.visitor().get(link);
  const [asked] = await app.get(AskedFinder).all('presenter', id);
  expect(asked!.answeredAt).toBeNull();
  const field = fieldOf((await app.visitor().get(link)).text);
  const empty = await app.visitor().post(link, { [`title-${field}`]: 'My talk' });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain('My talk');
  expect((await app.visitor().post(link, { [`answer-${field}`]: 'surely' })).status).toBe(422);
  expect((await app.visitor().post(link, { 'answer-unknown': 'yes' })).status).toBe(409);
});

it('lets nobody in with an altered link, nor with the link of another kind, and sends lost links anew', async () => {
  const link = await askedLink();
  expect((await app.visitor().get(`${link.slice(0, -3)}abc`)).status).toBe(404);
  expect((await app.visitor().get(link.replace('/f/', '/p/'))).status).toBe(404);
  await app.visitor().post('/lost-link', { address: cast.expert.email });
  await app.work();
  const mail = (await app.mails()).at(-1)!;
  expect(mail.raw.replace(/=\r\n/g, '')).toContain(link);
});

it('takes no answer once the meeting is cancelled', async () => {
  const link = await askedLink();
  const field = fieldOf((await app.visitor().get(link)).text);
  await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'cancelled' WHERE id = ${id}`));
  expect((await app.visitor().post(link, { [`answer-${field}`]: 'yes' })).status).toBe(409);
  expect((await app.visitor().get(`${link}?lang=en`)).text).toContain('No answer is needed now');
});
