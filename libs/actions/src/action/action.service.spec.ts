import { NewAction } from './action.dto.js';
import { ActionsModule } from '../actions.module.js';
import { ActionFinder } from './action.finder.js';
import { ActionOwners } from './action-owners.js';
import { ActionService } from './action.service.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { ProgressQuery } from '../progress/progress.dto.js';
import { ProgressService } from '../progress/progress.service.js';
import { SummaryFinder } from '../overview/summary.finder.js';
import { StateFinder } from '@samrad/network';
import { MeetingActions } from '@samrad/meetings';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Search } from '@samrad/platform/search';
import { sql } from '@samrad/platform/database';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';

let world: ActionsWorld;
beforeAll(async () => {
  world = await openActions();
});
afterAll(() => world.close());

const input = (more: object = {}) =>
  NewAction.parse({ title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI', 'SE'], ...more });
const create = async (more: object = {}) => world.get(ActionService).create(organiser, input(more));
const linesOf = (id: string, actor: Actor = system) => world.get(ProgressFinder).ofAction(actor, id);
const one = (id: string, actor: Actor = system) => world.get(ActionFinder).one(actor, id);
const report = (actor: Actor, line: { id: string; version: number }, said: object) =>
  world.get(ProgressService).report(actor, line.id, { note: null, version: line.version, ...said } as never);
const kinds = async (id: string) => (await world.get(ActionFinder).history(id)).map(({ kind }) => kind);

describe('creating an action', () => {
  it('is part of the module', () => expect(world.get(ActionsModule)).toBeDefined());

  it('asks each State on a line of its own and numbers it next in the row', async () => {
    const [first, second] = [await create(), await create()];
    expect(second.number).toBe(first.number + 1);
    expect((await linesOf(first.id)).map(({ stateCode, status }) => [stateCode, status])).toEqual([
      ['FI', 'not_started'],
      ['SE', 'not_started'],
    ]);
    expect(await kinds(first.id)).toEqual(['action.created']);
  });

  it('gives every one its own number also when many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create()));
    expect(new Set(made.map(({ number }) => number)).size).toBe(8);
  });

  it('asks all States that take part today', async () => {
    const { id } = await create({ responsibleKind: 'all_states', stateCodes: [] });
    expect(await linesOf(id)).toHaveLength((await world.get(StateFinder).takingPart()).length);
  });

  it('asks a person', async () => {
    const { id } = await create({ responsibleKind: 'person', personId: world.aino.personId });
    expect((await linesOf(id)).map(({ personName }) => personName)).toEqual(['Aino Virtanen']);
  });

  it.each<[string, object, string]>([
    ['no State', { stateCodes: [] }, 'stateCodes'],
    ['an unknown State', { stateCodes: ['XX'] }, 'stateCodes.0'],
    ['no organisation', { responsibleKind: 'organisation' }, 'organisationId'],
    ['no person', { responsibleKind: 'person' }, 'personId'],
    ['a group without a meeting', { audience: 'group' }, 'audience'],
    ['no title', { title: ' ' }, 'title'],
    ['a day that does not exist', { dueOn: '2026-02-30' }, 'dueOn'],
  ])('refuses %s', (_, more, field) => {
    const result = NewAction.safeParse({ title: 'x', responsibleKind: 'states', stateCodes: ['FI'], ...more });
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });

  it.each<[string, object, string]>([
    ['a due date before the meeting', { dueOn: '2026-11-09', meetingId: 'here' }, 'dueOn'],
    ['a due date that has passed', { dueOn: '2026-11-22' }, 'dueOn'],
    ['an organisation that is not there', { responsibleKind: 'organisation', organisationId: 'o' }, 'organisationId'],
    ['a person who is not there', { responsibleKind: 'person', personId: 'p' }, 'personId'],
    ['a meeting that is not there', { meetingId: 'm' }, 'meetingId'],
    ['an item of another meeting', { itemId: 'i' }, 'itemId'],
  ])('refuses %s and writes nothing', async (_, more, field) => {
    const before = await world.db.row(sql`SELECT COUNT(*) AS n FROM action_item`);
    const place = 'meetingId' in more && more.meetingId === 'here' ? { meetingId: world.meetingId } : {};
    const refusal = await create({ ...more, ...place }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Invalid);
    expect(Object.keys((refusal as Invalid).fields)).toEqual([field]);
    expect(await world.db.row(sql`SELECT COUNT(*) AS n FROM action_item`)).toEqual(before);
  });

  it('is for organisers', async () => {
    await expect(world.get(ActionService).create(world.aino, input())).rejects.toBeInstanceOf(Forbidden);
  });
});

describe('changing an action', () => {
  it('keeps both texts when somebody was first', async () => {
    const { id } = await create();
    const change = { title: 'Mine', description: null, dueOn: '2026-12-01', audience: 'network' as const, version: 1 };
    await world.get(ActionService).change(organiser, id, { ...change, title: 'Theirs' });
    const refusal = await world
      .get(ActionService)
      .change(organiser, id, change)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Conflict);
    expect((refusal as Conflict).texts).toMatchObject({ theirs: { title: 'Theirs' }, yours: { title: 'Mine' } });
    expect((await linesOf(id)).map(({ dueOn }) => dueOn)).toEqual(['2026-12-01', '2026-12-01']);
  });

  it('keeps an old due date and takes no other one that has passed', async () => {
    const { id } = await create({ dueOn: '2026-12-01' });
    const change = { title: 'Later', description: null, dueOn: '2026-12-01', audience: 'network' as const, version: 1 };
    world.clock.at = '2027-01-10T08:00:00.000Z';
    const slip = world.get(ActionService).change(organiser, id, { ...change, dueOn: '2026-12-02' });
    const fields = await slip.catch((error: Invalid) => Object.keys(error.fields));
    await world.get(ActionService).change(organiser, id, change);
    world.clock.at = '2026-11-23T08:00:00.000Z';
    expect(fields).toEqual(['dueOn']);
    expect((await one(id))!.title).toBe('Later');
  });

  it('adds and withdraws a State', async () => {
    const { id } = await create();
    await world.get(ActionOwners).add(organiser, id, { stateCode: 'PL', personId: null });
    const again = world.get(ActionOwners).add(organiser, id, { stateCode: 'PL', personId: null });
    await expect(again).rejects.toBeInstanceOf(Conflict);
    const [finland] = await linesOf(id);
    await world.get(ActionOwners).withdraw(organiser, finland!.id);
    expect((await linesOf(id)).map(({ stateCode }) => stateCode)).toEqual(['PL', 'SE']);
    expect(await kinds(id)).toEqual(['action.state_withdrawn', 'action.state_added', 'action.created']);
  });

  it('never withdraws the last one', async () => {
    const { id } = await create({ stateCodes: ['FI'] });
    const [line] = await linesOf(id);
    await expect(world.get(ActionOwners).withdraw(organiser, line!.id)).rejects.toBeInstanceOf(Conflict);
  });

  it('is deleted only while nobody has reported, and its number is never given again', async () => {
    const { id, number } = await create();
    await world.get(ActionService).remove(organiser, id);
    expect(await one(id)).toBeUndefined();
    const again = await create();
    expect(again.number).toBe(number + 1);
    const [line] = await linesOf(again.id);
    await report(world.aino, line!, { status: 'under_way' });
    await expect(world.get(ActionService).remove(organiser, again.id)).rejects.toBeInstanceOf(Conflict);
  });
});

describe('reporting', () => {
  it('is recorded with status, note and the day it was finished', async () => {
    const { id } = await create();
    const [line] = await linesOf(id);
    await report(world.aino, line!, { status: 'done', note: 'Sent on Monday' });
    const [after] = await linesOf(id);
    const [event] = await world.get(Events).history('progress', line!.id);
    expect(after).toMatchObject({
      status: 'done',
      isFinished: 1,
      finishedOn: '2026-11-23',
      updatedBy: 'Aino Virtanen',
    });
    expect(event).toMatchObject({
      kind: 'progress.reported',
      data: { from: 'not_started', status: 'done', state: 'FI' },
    });
  });

  it('shows both texts to the one who comes second', async () => {
    const { id } = await create();
    const [line] = await linesOf(id);
    await report(organiser, line!, { status: 'waiting', note: 'For the ministry' });
    const refusal = await report(world.aino, line!, { status: 'done', note: 'Ready' }).catch((error: unknown) => error);
    expect((refusal as Conflict).texts).toEqual({
      theirs: { status: 'waiting', note: 'For the ministry' },
      yours: { status: 'done', note: 'Ready' },
      version: 2,
    });
  });

  it('refuses steps that the life of a line does not have', async () => {
    const { id } = await create();
    const [line] = await linesOf(id);
    await report(world.aino, line!, { status: 'done' });
    await expect(report(world.aino, { ...line!, version: 2 }, { status: 'not_started' })).rejects.toBeInstanceOf(
      Conflict,
    );
  });

  it('is not for the expert or for another State', async () => {
    const { id } = await create({ audience: 'network' });
    const [finland] = await linesOf(id);
    for (const actor of [world.expert, world.maria, world.outsider]) {
      await expect(report(actor, finland!, { status: 'done' })).rejects.toBeInstanceOf(Forbidden);
    }
  });

  it('closes what is left', async () => {
    const { id } = await create();
    const [finland] = await linesOf(id);
    await report(world.aino, finland!, { status: 'declined', note: 'No figures' });
    expect(await world.get(ProgressService).closeAll(organiser, id, { status: 'done', note: null })).toBe(1);
    expect((await linesOf(id)).map(({ status }) => status)).toEqual(['declined', 'done']);
    await expect(world.get(ProgressService).closeAll(organiser, id, { status: 'done', note: null })).rejects.toThrow();
  });
});

describe('who sees an action', () => {
  const readers = ['visitor', 'outsider', 'expert', 'aino', 'maria', 'organiser'] as const;
  const actorOf = (name: (typeof readers)[number]): Actor =>
    ({ ...world, visitor: anonymous, organiser })[name] as unknown as Actor;
  /** Asked is Finland; the group of the meeting are the people of Finland and Sweden. */
  const grid: [string, boolean, string][] = [
    ['organisers', true, 'organiser'],
    ['group', true, 'expert aino maria organiser'],
    ['network', false, 'outsider expert aino maria organiser'],
    ['public', false, 'outsider expert aino maria organiser'],
  ];

  it.each(grid)('for %s (of the meeting: %s): %s', async (audience, ofMeeting, expected) => {
    const meetingId = ofMeeting ? world.meetingId : null;
    const { id } = await create({ title: `Zebra ${audience}`, stateCodes: ['FI'], audience, meetingId });
    for (const name of readers) {
      const actor = actorOf(name);
      const may = expected.split(' ').includes(name);
      const query = ProgressQuery.parse({ q: `zebra ${audience}` });
      const listed = await world.get(ProgressFinder).rows(actor, query, { limit: 10, offset: 0 });
      const hits = await world.get(Search).find(actor, `zebra ${audience}`, { noun: 'action' });
      const found = [await one(id, actor), listed[0], hits[0]].map((thing) => thing !== undefined);
      expect([name, ...found]).toEqual([name, may, may, may]);
    }
  });

  it('those asked see it whatever the audience, once it is shared', async () => {
    const asked = { responsibleKind: 'person', personId: world.outsider.personId, stateCodes: [] };
    const draft = await create({ ...asked, audience: 'organisers', meetingId: world.meetingId });
    const shared = await create({ ...asked, audience: 'group', meetingId: world.meetingId });
    expect(await one(draft.id, world.outsider)).toBeUndefined();
    expect(await one(shared.id, world.outsider)).toBeDefined();
    expect(await one(shared.id, { ...world.outsider, personId: 'another' })).toBeUndefined();
  });

  it('counts what the list shows', async () => {
    for (const name of readers) {
      const actor = actorOf(name);
      const query = ProgressQuery.parse({ status: 'open', per: 200, total: 'true' });
      const page = await world.get(ProgressFinder).page(actor, query);
      const { open } = await world.get(SummaryFinder).kpis(actor);
      const states = await world.get(SummaryFinder).perState(actor);
      const ofStates = page.rows.filter((row) => row.stateCode !== null).length;
      expect([open, page.total]).toEqual([page.rows.length, page.rows.length]);
      expect(states.reduce((sum, state) => sum + state.open, 0)).toBe(ofStates);
    }
  });
});

describe('what happens to a meeting', () => {
  it('shares its actions when the minutes are published, and tells of a cancellation once', async () => {
    const { id } = await create({ meetingId: world.meetingId, stateCodes: ['FI'] });
    expect((await one(id))!.audience).toBe('organisers');
    const events = world.get(Events);
    await world.db.tx(() => events.record('minutes.published', world.meetingId, organiser, { audience: 'network' }));
    await world.get(Jobs).runDue();
    expect((await one(id, world.outsider))!.audience).toBe('network');
    await world.db.tx(() => events.record('meeting.cancelled', world.meetingId, organiser, { reason: 'Strike' }));
    await world.get(Jobs).runDue();
    expect(await kinds(id)).toEqual(['action.meeting_cancelled', 'action.shared', 'action.created']);
    expect((await linesOf(id))[0]!.status).toBe('not_started');
  });

  it('tells the minutes which actions were agreed', async () => {
    const actions = await world.get(MeetingActions).forMeeting(system, world.meetingId);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions[0]).toMatchObject({ ref: expect.stringMatching(/^A-\d+$/), responsible: { kind: 'states' } });
  });
});
