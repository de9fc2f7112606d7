import {
  AgendaFinder,
  AgendaService,
  FollowUps,
  Invitation,
  MeetingFinder,
  MinutesFinder,
  MinutesReading,
} from '@samrad/meetings';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { newId } from '@samrad/platform/database';
import { actorWith } from '../../../../test/support/network.js';
import { openSeries, type SeriesWorld } from '../../../../test/support/series.js';
import type { ItemInput } from '../../../meetings/src/agenda/agenda.dto.js';

let world: SeriesWorld;
let first: string;
let second: string;
let member: Actor;
let guest: Actor;

const item = (title: string, more: Partial<ItemInput> = {}): ItemInput => ({
  ...{
    title,
    type: 'discussion',
    minutes: 30,
    presenters: [],
    topicCode: null,
    note: null,
    within: null,
    isSub: false,
  },
  ...more,
});

beforeEach(async () => {
  world = await openSeries();
  first = await world.meet('2026-12');
  await world.get(AgendaService).add(system, first, item('Any other business'));
  second = await world.meet('2027-02');
  const { maria, thomas } = world.people;
  member = actorWith('expert', { personId: maria, groupIds: [world.groupId], stateCodes: ['SE'] });
  guest = actorWith('expert', { personId: thomas, groupIds: [], stateCodes: [] });
});
afterEach(() => world.close());

/** What stands under the item of that title, for that reader. */
async function under(actor: Actor, title: string, audience?: 'group' | 'network' | 'public', meetingId = second) {
  const meeting = (await world.get(MeetingFinder).one(system, meetingId))!;
  const items = await world.get(AgendaFinder).items(meetingId);
  const all = await world.get(FollowUps).under(actor, meeting, { items, audience });
  return all.get(items.find((one) => one.title === title)!.id);
}

async function lists(actor: Actor, audience?: 'group' | 'network' | 'public', meetingId = second) {
  const followUp = await under(actor, 'Follow-up of actions', audience, meetingId);
  if (followUp?.kind !== 'actions') throw new Error('no follow-up');
  const titles = (some: typeof followUp.open) => some.map(({ title }) => title);
  return { late: titles(followUp.late), open: titles(followUp.open), closed: titles(followUp.closed) };
}

/** To the second meeting; the guest is no member of the group. */
async function invite(personId: string) {
  const sentAt = world.clock.instant();
  const place = { id: newId(), meetingId: second, personId, address: 'guest@example.org', linkHash: 'x' };
  const invitation = {
    ...place,
    role: 'required' as const,
    status: 'needs_action' as const,
    sentAt,
    createdAt: sentAt,
  };
  await world.db.tx(() => world.db.repo(Invitation).insert(invitation as never));
}

describe('the follow-up of actions shows', () => {
  it('what is late, what is open and what was closed since the meeting before, as it is now', async () => {
    world.clock.at = '2026-12-11T08:00:00.000Z';
    const done = await world.act('Done', { meetingId: first, dueOn: '2027-01-15' });
    await world.act('Late', { meetingId: first, dueOn: '2027-01-15' });
    await world.act('Open', { meetingId: first, dueOn: '2027-03-01' });
    expect(await lists(system)).toEqual({ late: [], open: ['Done', 'Late', 'Open'], closed: [] });
    await world.finish(done);
    world.clock.at = '2027-02-01T08:00:00.000Z';
    expect(await lists(system)).toEqual({ late: ['Late'], open: ['Open'], closed: ['Done'] });
  });

  it('nothing that was closed before the meeting before', async () => {
    world.clock.at = '2026-12-11T08:00:00.000Z';
    await world.finish(await world.act('Done early', { meetingId: first }));
    const third = await world.meet('2027-05');
    world.clock.at = '2027-04-01T08:00:00.000Z';
    expect(await lists(system, undefined, third)).toEqual({ late: [], open: [], closed: [] });
    expect((await lists(system)).closed).toEqual(['Done early']);
  });

  it('each reader what the policy of actions lets them see', async () => {
    await world.act('Of the organisers', { meetingId: first, audience: 'organisers' });
    await world.act('Of the group', { meetingId: first, audience: 'group' });
    await world.act('Of the network', { meetingId: first, audience: 'network' });
    expect((await lists(system)).open).toEqual(['Of the organisers', 'Of the group', 'Of the network']);
    expect((await lists(member)).open).toEqual(['Of the group', 'Of the network']);
    expect((await lists(guest)).open).toEqual(['Of the network']);
    expect((await lists(anonymous)).open).toEqual([]);
  });

  it('in a file that is passed on only what all its readers may see, whoever makes it', async () => {
    await world.act('Of the organisers', { meetingId: first, audience: 'organisers' });
    await world.act('Of the group', { meetingId: first, audience: 'group' });
    await world.act('Of the public', { meetingId: first, audience: 'public' });
    expect((await lists(system, 'group')).open).toEqual(['Of the group', 'Of the public']);
    expect((await lists(system, 'network')).open).toEqual(['Of the public']);
    expect((await lists(guest, 'group')).open).toEqual(['Of the public']);
  });
});

describe('a topic on the agenda says why it is there', () => {
  it('counting for each reader the actions they may see', async () => {
    const topicId = await world.topic('Figures', true);
    await world.get(AgendaService).add(system, first, item('Figures', { topicId }));
    await world.hold(first, { Figures: 'not_discussed' });
    await world.act('Hidden', { topicId, audience: 'organisers' });
    await world.act('Shown', { topicId, audience: 'network' });
    await world.finalise(first);
    const kinds = async (actor: Actor) => {
      const followUp = await under(actor, 'Figures');
      if (followUp?.kind !== 'topic') throw new Error('no topic');
      return followUp.reasons.map((reason) => (reason.kind === 'actions' ? reason.actions.length : reason.kind));
    };
    expect(await kinds(system)).toEqual(['not_discussed', 'recurring', 2]);
    expect(await kinds(guest)).toEqual(['not_discussed', 'recurring', 1]);
    expect(await under(system, 'Figures')).toMatchObject({ reasons: [{ meeting: 'REG 1' }, {}, {}] });
  });
});

describe('the minutes', () => {
  const read = async (actor: Actor) => {
    const minutes = (await world.get(MinutesFinder).ofMeeting(actor, second))!;
    const { snapshot } = await world.get(MinutesReading).of(actor, minutes, { draft: false });
    const followUp = snapshot.parts.find(({ title }) => title === 'Follow-up of actions')!.followUp!;
    return followUp.kind === 'actions' ? followUp.open.map(({ title }) => title) : null;
  };

  it('keep what stood there when they were closed', async () => {
    const action = await world.act('Write the text', { meetingId: first });
    await world.hold(second);
    expect(await read(system)).toEqual(['Write the text']);
    await world.finalise(second);
    await world.finish(action);
    expect((await lists(system)).open).toEqual([]);
    expect(await read(system)).toEqual(['Write the text']);
    // What became of the action since is no change of the minutes.
    await expect(world.finalise(second)).rejects.toMatchObject({ key: 'meetings.minutes.refused.unchanged' });
    expect(await read(member)).toEqual(['Write the text']);
  });

  it('show members what is for the group, and others who may read them what is for more', async () => {
    await world.act('Of the group', { meetingId: first, audience: 'group' });
    await world.act('Of the network', { meetingId: first, audience: 'network' });
    await world.act('Of the organisers', { meetingId: first, audience: 'organisers' });
    await invite(world.people.thomas);
    await world.hold(second);
    await world.finalise(second);
    expect(await read(system)).toEqual(['Of the group', 'Of the network']);
    expect(await read(member)).toEqual(['Of the group', 'Of the network']);
    expect(await read(guest)).toEqual(['Of the network']);
  });

  it('for everybody have only what is public', async () => {
    await world.act('Of the network', { meetingId: first, audience: 'network' });
    await world.act('Of the public', { meetingId: first, audience: 'public' });
    await world.hold(second);
    await world.finalise(second, 'public');
    expect(await read(system)).toEqual(['Of the public']);
  });
});
