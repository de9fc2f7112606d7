import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { PersonService } from '@samrad/network';
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
const leave = async (name: keyof MeetingsWorld['people'], leftOn: string) => {
  const id = world.people[name];
  const { version } = (await world.db.row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${id}`))!;
  await world.get(PersonService).leave(system, id, { leftOn, version });
  await world.work();
};

describe('somebody who leaves the network', () => {
  it('is off the lists of coming meetings at once, without a mail, and the history says so', async () => {
    const id = await world.plan();
    await ask(id, 'kari', 'maria');
    await world.mails();
    await leave('maria', world.clock.today());
    expect(await listed(id)).toEqual(['kari']);
    expect(await world.mails()).toEqual([]);
    const [event] = await world.get(Events).history('meeting', id);
    expect(event).toMatchObject({ kind: 'meeting.uninvited', data: { name: 'Maria Lindqvist', context: 'left' } });
  });

  it('stays on the lists until the day comes, and is not told of a hold that is taken back after it', async () => {
    const [called, held] = [await world.plan(), await world.plan({ title: 'Later' })];
    await ask(called, 'kari', 'maria');
    await world.get(InvitationService).hold(system, held);
    await leave('maria', '2026-12-05');
    expect(await listed(called)).toEqual(['kari', 'maria']);
    world.clock.at = '2026-12-05T06:00:00.000Z';
    await world.get(Jobs).runHourly();
    expect(await listed(called)).toEqual(['kari']);
    await world.mails();
    await world.get(InvitationService).release(system, held);
    expect((await world.mails()).map(({ toAddress }) => toAddress)).not.toContain('maria@se.example.org');
  });

  it('stays in what is over', async () => {
    const id = await world.plan();
    await ask(id, 'kari', 'maria');
    world.clock.at = '2027-01-10T06:00:00.000Z';
    await leave('maria', '2027-01-10');
    expect(await listed(id)).toEqual(['kari', 'maria']);
  });

  it('cannot be asked any more, and the refusal names them', async () => {
    const id = await world.plan();
    await leave('maria', world.clock.today());
    const refused = await ask(id, 'kari', 'maria').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Invalid);
    expect(JSON.stringify((refused as Invalid).fields)).toContain('Maria Lindqvist');
    expect(await listed(id)).toEqual([]);
  });
});
