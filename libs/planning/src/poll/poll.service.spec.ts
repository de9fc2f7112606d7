import { InvitationFinder, MeetingFinder, MeetingService } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { ExpectationFinder } from '../expectation/expectation.finder.js';
import { PlanningModule } from '../planning.module.js';
import { VoteLink } from '../vote/vote-link.js';
import { VoteService } from '../vote/vote.service.js';
import { PollAsked } from './poll-asked.js';
import type { PollAnswer } from './poll.entity.js';
import { PollFinder } from './poll.finder.js';
import { PollService } from './poll.service.js';
import { PollDecision } from './running/poll-decision.js';
import { PollLife } from './running/poll-life.js';
import { PollReminders } from './running/poll-reminders.js';

type Name = keyof MeetingsWorld['people'];

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings({}, [PlanningModule]);
});
afterEach(() => world.close());

const finder = () => world.get(PollFinder);
const pollOf = async (id: string) => (await finder().one(id))!;
const slotIds = async (id: string) => (await finder().slots(id)).map((slot) => slot.id);

const facts = {
  title: 'Workshop on return counselling',
  description: 'Half a day, on site.',
  seriesId: null,
  place: 'Oslo',
  videoUrl: null,
  respondBy: '2026-12-01',
  showsAnswers: false,
};

const zone = 'Europe/Oslo';
const times = {
  slots: [
    { start: '2026-12-14T09:00', zone, minutes: 180 },
    { start: '2026-12-15T09:00', zone, minutes: 180 },
    { start: '2026-12-16T10:00', zone: 'Europe/Helsinki', minutes: 180 },
  ],
};

async function aPoll({ ask = ['kari', 'samuel', 'maria'], keys = [] }: { ask?: Name[]; keys?: Name[] } = {}) {
  const id = await world.get(PollService).create(system, { ...facts, groupId: world.groupId });
  await world.get(PollService).propose(system, id, times);
  const persons = ask.map((name) => ({ personId: world.people[name], isKey: keys.includes(name) }));
  await world.get(PollAsked).choose(system, id, { persons });
  return id;
}

async function openPoll(given: { ask?: Name[]; keys?: Name[] } = {}) {
  const id = await aPoll(given);
  await world.get(PollLife).send(system, id);
  await world.mails();
  return id;
}

async function answer(id: string, name: Name, answers: (PollAnswer | null)[]) {
  const voter = (await finder().asked(id)).find(({ personId }) => personId === world.people[name])!;
  const ids = await slotIds(id);
  const given = answers.flatMap((value, index) => (value ? [[ids[index]!, value] as const] : []));
  await world.get(VoteService).answer(voter, { answers: Object.fromEntries(given), comment: null });
}

const addressees = async () => (await world.mails()).map(({ toAddress }) => toAddress.split('@')[0]).sort();
const jobs = async () =>
  (await world.db.rows<{ runAt: string }>(sql`SELECT run_at AS runAt FROM job ORDER BY run_at`)).map(
    ({ runAt }) => runAt,
  );

describe('making a poll', () => {
  it('tells nobody, and leaves out a time that is proposed twice', async () => {
    const id = await aPoll();
    expect(await world.get(PollService).propose(system, id, times)).toBe(0);
    expect(await pollOf(id)).toMatchObject({ status: 'draft', title: facts.title });
    expect(await finder().slots(id)).toMatchObject([
      { startWall: '2026-12-14T09:00', endWall: '2026-12-14T12:00' },
      { startWall: '2026-12-15T09:00' },
      { startWall: '2026-12-16T10:00', zone: 'Europe/Helsinki', startAt: '2026-12-16T08:00:00.000Z' },
    ]);
    expect(await world.mails()).toEqual([]);
  });

  it('refuses what is past, what does not exist, and others than organisers', async () => {
    const service = world.get(PollService);
    const id = await aPoll();
    const propose = (start: string) => service.propose(system, id, { slots: [{ start, zone, minutes: 60 }] });
    await expect(propose('2026-11-20T09:00')).rejects.toThrow(Invalid);
    await expect(propose('2027-03-28T02:30')).rejects.toThrow(Invalid);
    await expect(service.create(system, { ...facts, groupId: null, respondBy: '2026-11-20' })).rejects.toThrow(Invalid);
    await expect(service.create(system, { ...facts, groupId: 'unknown' })).rejects.toThrow(Invalid);
    await expect(service.create(anonymous, { ...facts, groupId: null })).rejects.toThrow(Forbidden);
  });

  it('shows both texts to whoever saves second', async () => {
    const id = await aPoll();
    const { version } = await pollOf(id);
    const change = (title: string) =>
      world.get(PollService).change(system, id, { ...facts, groupId: world.groupId, title, version });
    await change('First');
    await expect(change('Second')).rejects.toMatchObject({
      texts: { theirs: { title: 'First' }, yours: { title: 'Second' } },
    });
  });

  it('enters pasted people in the register and refuses lines that cannot be read', async () => {
    const id = await aPoll({ ask: [] });
    const form = { person: [world.people.kari], key: [world.people.kari], stateCode: 'SE' };
    const asked = world.get(PollAsked);
    await expect(asked.chooseFrom(system, id, { ...form, addresses: 'no address' })).rejects.toThrow(Invalid);
    await expect(asked.chooseFrom(system, id, { ...form, addresses: 'new@example.org' })).rejects.toThrow(Invalid);
    await asked.chooseFrom(system, id, { ...form, addresses: 'Nils Ny <nils@example.org>\nmaria@se.example.org' });
    expect((await finder().voters(id)).map(({ name, stateCode, isKey }) => [name, stateCode, Number(isKey)])).toEqual([
      ['Kari Nordmann', 'NO', 1],
      ['Maria Lindqvist', 'SE', 0],
      ['Nils Ny', 'SE', 0],
    ]);
  });
});

describe('asking', () => {
  it('sends one mail each in the language of the person, with a link of their own and their own clock', async () => {
    const id = await aPoll();
    expect(await world.get(PollLife).send(system, id)).toBe(3);
    const mails = await world.mails();
    const subjects = mails.map(({ toAddress, subject }) => [toAddress, subject.split('?')[0]]).sort();
    expect(subjects).toEqual([
      ['kari@no.example.org', 'Når passer det'],
      ['maria@se.example.org', 'Which times suit you'],
      ['samuel@no.example.org', 'Når passar det'],
    ]);
    const voters = await finder().asked(id);
    const links = voters.map((voter) => world.get(VoteLink).pathOf(voter.id));
    expect(new Set(links).size).toBe(3);
    for (const voter of voters) {
      const raw = mails.find(({ toAddress }) => toAddress === voter.address)!.raw.replaceAll('=\r\n', '');
      expect(raw).toContain(world.get(VoteLink).pathOf(voter.id));
      expect(links.filter((link) => raw.includes(link))).toHaveLength(1);
      expect(raw).toContain('09:00=E2=80=9312:00 (Oslo)');
      expect(raw).toContain('09:00=E2=80=9312:00 (' + (voter.stateCode === 'SE' ? 'Stockholm)' : 'Oslo)'));
    }
    const stored = await world.db.rows<{ hash: string }>(sql`SELECT link_hash AS hash FROM poll_voter`);
    expect(stored.some(({ hash }) => links.some((link) => link.endsWith(hash)))).toBe(false);
  });

  it('asks nobody twice, and later only those who were added', async () => {
    const id = await openPoll({ ask: ['kari'] });
    await expect(world.get(PollLife).send(system, id)).rejects.toThrow(Conflict);
    const persons = [{ personId: world.people.thomas, isKey: true }];
    await world.get(PollAsked).choose(system, id, { persons });
    expect(await world.get(PollLife).send(system, id)).toBe(1);
    expect(await addressees()).toEqual(['thomas']);
    expect((await finder().asked(id)).length).toBe(2);
  });

  it('refuses without a time ahead, and writes neither mail nor status', async () => {
    const id = await world.get(PollService).create(system, { ...facts, groupId: null });
    await world.get(PollAsked).choose(system, id, { persons: [{ personId: world.people.kari, isKey: false }] });
    await expect(world.get(PollLife).send(system, id)).rejects.toThrow(Conflict);
    await world.get(PollService).propose(system, id, times);
    world.clock.at = '2026-12-17T08:00:00.000Z';
    await expect(world.get(PollLife).send(system, id)).rejects.toThrow(Conflict);
    expect(await pollOf(id)).toMatchObject({ status: 'draft' });
    expect(await world.mails()).toEqual([]);
  });
});

describe('answering', () => {
  it('counts the last answer and keeps all in the history', async () => {
    const id = await openPoll();
    await answer(id, 'kari', ['yes', 'no', 'if_needed']);
    await answer(id, 'kari', ['no', 'yes', null]);
    expect((await finder().votes(id)).map((vote) => vote.answer).sort()).toEqual(['no', 'yes']);
    const answered = (await world.get(Events).history('poll', id)).filter(({ kind }) => kind === 'poll.answered');
    expect(answered.map(({ actorName, data }) => [actorName, data])).toEqual([
      ['Kari Nordmann', { yes: 1, ifNeeded: 0, no: 1 }],
      ['Kari Nordmann', { yes: 1, ifNeeded: 1, no: 1 }],
    ]);
  });

  it('refuses a time of another poll or one that was taken away, and changes nothing', async () => {
    const id = await openPoll();
    const [first] = await slotIds(id);
    await answer(id, 'kari', ['yes']);
    const voter = (await finder().asked(id)).find(({ personId }) => personId === world.people.kari)!;
    await world.get(PollService).withdraw(system, id, first!);
    const late = world.get(VoteService).answer(voter, { answers: { [first!]: 'no' }, comment: 'x' });
    await expect(late).rejects.toMatchObject({ key: 'planning.vote.changed' });
    expect(await finder().votes(id)).toEqual([]);
  });

  it('ends when the poll is closed, and goes on when it is opened again', async () => {
    const id = await openPoll();
    await world.get(PollLife).close(system, id, { reason: null, tells: false });
    await expect(answer(id, 'kari', ['yes'])).rejects.toThrow(Conflict);
    expect(await world.mails()).toEqual([]);
    await world.get(PollLife).reopen(system, id, { reason: 'One more week', respondBy: '2026-12-08', tells: true });
    expect(await addressees()).toEqual(['kari', 'maria', 'samuel']);
    await answer(id, 'kari', ['yes']);
    expect(await pollOf(id)).toMatchObject({ status: 'open', respondBy: '2026-12-08' });
  });
});

describe('reminders', () => {
  it('go only to those who have not answered, and to nobody twice within a day', async () => {
    const id = await openPoll();
    await answer(id, 'kari', ['yes']);
    const reminders = world.get(PollReminders);
    expect(await reminders.remind(system, id)).toBe(2);
    expect(await addressees()).toEqual(['maria', 'samuel']);
    expect(await reminders.remind(system, id)).toBe(0);
    world.clock.at = '2026-11-24T09:00:00.000Z';
    expect(await reminders.remind(system, id)).toBe(2);
  });

  it('go also to those who answered before a time was added', async () => {
    const id = await openPoll({ ask: ['kari', 'samuel'] });
    await answer(id, 'kari', ['yes']);
    world.clock.at = '2026-11-23T12:00:00.000Z';
    await world.get(PollService).propose(system, id, { slots: [{ start: '2026-12-17T09:00', zone, minutes: 60 }] });
    await answer(id, 'samuel', ['yes', 'no', 'no', 'no']);
    expect((await world.get(PollReminders).toRemind(id)).map(({ name }) => name)).toEqual(['Kari Nordmann']);
  });

  it('go out by themselves two days before answers are due, and not for a day that was changed', async () => {
    const id = await openPoll();
    await answer(id, 'kari', ['yes']);
    const { version } = await pollOf(id);
    await world.get(PollService).change(system, id, { ...facts, groupId: null, respondBy: '2026-12-05', version });
    expect((await jobs()).filter((at) => at > world.clock.at)).toEqual([
      '2026-11-29T08:00:00.000Z',
      '2026-12-03T08:00:00.000Z',
    ]);
    world.clock.at = '2026-11-29T08:00:01.000Z';
    await world.work();
    expect(await addressees()).toEqual([]);
    world.clock.at = '2026-12-03T08:00:01.000Z';
    await world.work();
    expect(await addressees()).toEqual(['maria', 'samuel']);
    world.clock.at = '2026-12-09T08:00:00.000Z';
    await world.work();
    expect(await addressees()).toEqual([]);
  });
});

describe('choosing the date', () => {
  const choose = async (id: string, index: number, isConfirmed = false) => {
    const { version } = await pollOf(id);
    const slotId = (await slotIds(id))[index]!;
    return world.get(PollDecision).choose(system, id, { slotId, isConfirmed, version });
  };

  it('makes a draft meeting in the group, tells those asked, and invites nobody', async () => {
    const id = await openPoll();
    await answer(id, 'kari', [null, null, 'yes']);
    await answer(id, 'maria', ['yes', 'yes', 'no']);
    const meetingId = await choose(id, 2);
    expect(await world.get(MeetingFinder).one(system, meetingId)).toMatchObject({
      ...{ status: 'draft', title: facts.title, groupId: world.groupId, place: 'Oslo', zone: 'Europe/Helsinki' },
      ...{ startWall: '2026-12-16T10:00', endWall: '2026-12-16T13:00', audience: 'group' },
    });
    expect(await pollOf(id)).toMatchObject({ status: 'decided', meetingId });
    expect(await addressees()).toEqual(['kari', 'maria', 'samuel']);
    expect(await world.get(InvitationFinder).all(meetingId)).toEqual([]);
    const { people } = (await world.get(ExpectationFinder).ofMeeting(meetingId))!;
    expect(people.map((one) => one.answer ?? 'none').sort()).toEqual(['no', 'none', 'yes']);
    await expect(answer(id, 'kari', ['yes'])).rejects.toThrow(Conflict);
  });

  it('refuses a time that every key person refused, until that is confirmed', async () => {
    const id = await openPoll({ keys: ['kari', 'maria'] });
    await answer(id, 'kari', ['no', 'yes']);
    await answer(id, 'maria', ['no', 'no']);
    await answer(id, 'samuel', ['yes', 'yes']);
    await expect(choose(id, 0)).rejects.toMatchObject({ fields: { isConfirmed: {} } });
    expect(await pollOf(id)).toMatchObject({ status: 'open', meetingId: null });
    expect(await world.db.rows(sql`SELECT id FROM meeting`)).toEqual([]);
    await expect(choose(id, 0, true)).resolves.toBeTruthy();
  });

  it('needs no confirmation when one key person refused', async () => {
    const id = await openPoll({ keys: ['kari', 'maria'] });
    await answer(id, 'kari', ['no', 'yes']);
    await expect(choose(id, 0)).resolves.toBeTruthy();
  });

  it('refuses a past time, a second choice, and a version that is not the newest', async () => {
    const id = await openPoll();
    const [slotId] = await slotIds(id);
    const stale = world.get(PollDecision).choose(system, id, { slotId: slotId!, isConfirmed: false, version: 1 });
    await expect(stale).rejects.toThrow(Conflict);
    expect(await world.db.rows(sql`SELECT id FROM meeting`)).toEqual([]);
    expect(await world.mails()).toEqual([]);
    world.clock.at = '2026-12-14T12:00:00.000Z';
    await expect(choose(id, 0)).rejects.toThrow(Invalid);
    await choose(id, 1);
    await expect(choose(id, 1)).rejects.toThrow(Conflict);
  });

  it('is undone by deleting the draft meeting and opening the poll again', async () => {
    const id = await openPoll();
    await answer(id, 'kari', ['yes']);
    const meetingId = await choose(id, 0);
    const again = { reason: null, respondBy: '2026-12-08', tells: false };
    await expect(world.get(PollLife).reopen(system, id, again)).rejects.toThrow(Conflict);
    await world.get(MeetingService).remove(system, meetingId);
    await world.get(PollLife).reopen(system, id, again);
    expect(await pollOf(id)).toMatchObject({ status: 'open', chosenSlotId: null });
    expect(await finder().votes(id)).toHaveLength(1);
  });
});

it('cancelling tells everybody why, once', async () => {
  const id = await openPoll();
  await world.get(PollLife).cancel(system, id, { reason: 'Too few answers' });
  const mails = await world.mails();
  expect(mails).toHaveLength(3);
  expect(mails.every(({ raw }) => raw.includes('Too few answers'))).toBe(true);
  await expect(world.get(PollLife).cancel(system, id, { reason: 'x' })).rejects.toThrow(Conflict);
});
