import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { MembershipService, PersonTopic } from '@samrad/network';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { InvitationFinder } from '../invitation.finder.js';
import { InvitationService } from '../invitation.service.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

const ask = (id: string, ...names: (keyof MeetingsWorld['people'])[]) => {
  const persons = names.map((name) => ({ personId: world.people[name], role: 'required' as const }));
  return world.get(InvitationService).invite(system, id, { persons, contacts: [] });
};
const listed = async (id: string) =>
  (await world.get(InvitationFinder).invited(id)).map(({ name }) => name.split(' ')[0]!.toLowerCase()).sort();
const endTerm = async (name: keyof MeetingsWorld['people'], validTo: string) => {
  const { id, version } = (await world.db.row<{ id: string; version: number }>(sql`
    SELECT id, version FROM membership WHERE person_id = ${world.people[name]}`))!;
  await world.get(MembershipService).end(system, id, { validTo, version });
  await world.work();
};
const says = (name: keyof MeetingsWorld['people'], topicCode: string) =>
  world.db.tx(() =>
    world.db.insert(PersonTopic, {
      ...{ personId: world.people[name], topicCode, sortName: name, statedBy: 'person', isConfirmed: false },
    }),
  );

describe('a member whose term ends', () => {
  it('is off the lists of the group’s coming meetings at once, without a mail, and the history says so', async () => {
    const id = await world.plan();
    await ask(id, 'kari', 'maria');
    await world.mails();
    world.clock.at = '2026-11-23T09:00:00.000Z';
    await endTerm('maria', '2026-11-22');
    expect(await listed(id)).toEqual(['kari']);
    expect(await world.mails()).toEqual([]);
    const [event] = await world.get(Events).history('meeting', id);
    expect(event).toMatchObject({ kind: 'meeting.uninvited', data: { name: 'Maria Lindqvist', context: 'term' } });
  });

  it('stays on them to the end of the last day, and is off in the first round of the next', async () => {
    const id = await world.plan();
    await ask(id, 'kari', 'maria');
    await endTerm('maria', '2026-12-04');
    world.clock.at = '2026-12-04T22:59:00.000Z';
    await world.get(Jobs).runRound();
    expect(await listed(id)).toEqual(['kari', 'maria']);
    world.clock.at = '2026-12-04T23:00:10.000Z';
    await world.get(Jobs).runRound();
    expect(await listed(id)).toEqual(['kari']);
  });

  it('stays on them when the rule of the group still finds the person, also by their own word', async () => {
    const id = await world.plan();
    await ask(id, 'kari', 'maria');
    const rule = JSON.stringify({ topics: ['statistics'] });
    await world.db.tx(() =>
      world.db.run(sql`UPDATE network_group SET member_rule = ${rule} WHERE id = ${world.groupId}`),
    );
    await says('maria', 'statistics');
    world.clock.at = '2026-11-23T09:00:00.000Z';
    await endTerm('maria', '2026-11-22');
    expect(await listed(id)).toEqual(['kari', 'maria']);
  });

  it('can be asked again as a guest, and stays then', async () => {
    const id = await world.plan();
    await ask(id, 'kari', 'maria');
    world.clock.at = '2026-11-23T09:00:00.000Z';
    await endTerm('maria', '2026-11-22');
    world.clock.at = '2026-11-24T09:00:00.000Z';
    await ask(id, 'kari', 'maria');
    await world.get(Jobs).runHourly();
    await world.work();
    expect(await listed(id)).toEqual(['kari', 'maria']);
  });

  it('stays on the lists of meetings that are over, and of those that are of no group', async () => {
    const over = await world.plan();
    await ask(over, 'kari', 'maria');
    world.clock.at = '2026-12-11T06:00:00.000Z';
    const later = { start: '2026-12-20T09:00', end: '2026-12-20T10:00', answerBy: null };
    const elsewhere = await world.plan({ groupId: null, audience: 'network', ...later });
    await ask(elsewhere, 'maria');
    await endTerm('maria', '2026-12-10');
    await world.get(Jobs).runHourly();
    expect(await listed(over)).toEqual(['kari', 'maria']);
    expect(await listed(elsewhere)).toEqual(['maria']);
  });
});
