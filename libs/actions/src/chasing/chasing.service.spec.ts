import { simpleParser } from 'mailparser';
import { NewAction } from '../action/action.dto.js';
import { ActionFinder } from '../action/action.finder.js';
import { ActionService } from '../action/action.service.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { ProgressService } from '../progress/progress.service.js';
import { ReminderMails } from '../reminder/reminder-mails.js';
import { ChasingService } from './chasing.service.js';
import { AgendaService, SessionService } from '@samrad/meetings';
import { AccountService } from '@samrad/access';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { confidential } from '../../../../test/support/held-meeting.js';
import { organiser } from '../../../../test/support/network.js';

let world: ActionsWorld;
beforeEach(async () => {
  world = await openActions();
});
afterEach(() => world.close());

interface Mail {
  toAddress: string;
  subject: string;
  raw: string;
}
const mails = () =>
  world.db.rows<Mail>(sql`SELECT to_address AS toAddress, subject, raw FROM mail_message ORDER BY id`);
const run = () => world.get(ChasingService).run();
const at = (instant: string) => {
  world.clock.at = instant;
};
const create = async (more: object = {}) => {
  const facts = {
    title: 'Send figures',
    responsibleKind: 'person',
    personId: world.aino.personId,
    audience: 'network',
  };
  return world.get(ActionService).create(organiser, NewAction.parse({ ...facts, dueOn: '2026-12-10', ...more }));
};
const lineOf = async (id: string) => (await world.get(ProgressFinder).ofAction(system, id))[0]!;

describe('reminding by itself', () => {
  it('writes on the days of the schedule, from seven in the morning, once', async () => {
    await create();
    expect(await run()).toBe(0);
    at('2026-12-03T05:59:00.000Z');
    expect(await run()).toBe(0);
    at('2026-12-03T06:00:00.000Z');
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    at('2026-12-09T08:00:00.000Z');
    expect(await run()).toBe(0);
    at('2026-12-10T08:00:00.000Z');
    expect(await run()).toBe(1);
    expect((await mails()).map(({ toAddress }) => toAddress)).toEqual([
      'aino.virtanen@example.org',
      'aino.virtanen@example.org',
    ]);
  });

  it('puts everything of one person into one mail, what is late first', async () => {
    await create({ title: 'Late thing', dueOn: '2026-12-01' });
    await create({ title: 'Soon thing', dueOn: '2026-12-15' });
    at('2026-12-08T08:00:00.000Z');
    expect(await run()).toBe(1);
    const [mail] = await mails();
    const raw = mail!.raw;
    expect(raw.indexOf('Late thing')).toBeGreaterThan(0);
    expect(raw.indexOf('Soon thing')).toBeGreaterThan(raw.indexOf('Late thing'));
  });

  it('is silent about what is finished, not shared, without a due date, or has no days', async () => {
    const done = await create({ title: 'Done' });
    await create({ title: 'Private', audience: 'organisers' });
    await create({ title: 'No date', dueOn: '' });
    const quiet = await create({ title: 'Quiet' });
    await world.get(ChasingService).schedule(organiser, quiet.id, { days: [], forSeries: false, version: 1 });
    const line = await lineOf(done.id);
    await world.get(ProgressService).report(organiser, line.id, { status: 'done', note: null, version: line.version });
    at('2026-12-10T08:00:00.000Z');
    expect(await run()).toBe(0);
  });

  it('tells the organisers openly when nobody responsible can be reached', async () => {
    const nobody = await world
      .get(PersonService)
      .createContact(system, { givenName: 'No', familyName: 'Address', email: 'no@example.org', stateCode: null });
    const { id } = await create({ personId: nobody });
    await world.db.tx(() => world.db.run(sql`DELETE FROM person_email WHERE person_id = ${nobody}`));
    at('2026-12-10T08:00:00.000Z');
    await run();
    const history = await world.get(ActionFinder).history(id);
    expect(history).toContainEqual(
      expect.objectContaining({
        kind: 'action.escalated',
        data: { context: 'nobody', state: null, personId: nobody, organisationId: null },
      }),
    );
  });

  it('tells of what comes from a closed session only those who report for their State', async () => {
    const session = await world.get(SessionService).add(system, world.meetingId, {
      ...{ title: 'States', access: 'states' as const, attribution: 'attributable' as const, groups: [] },
      ...confidential,
    });
    const item = { title: 'Closed', type: 'discussion' as const, minutes: 30, topicCode: null, note: null };
    const within = { sessionId: session };
    const itemId = await world
      .get(AgendaService)
      .add(system, world.meetingId, { ...item, presenters: [], isSub: false, within });
    const finland = { responsibleKind: 'states', stateCodes: ['FI'], personId: null, meetingId: world.meetingId };
    await create({ ...finland, title: 'Open to members' });
    await create({ ...finland, title: 'Closed to members', itemId });
    at('2026-12-10T08:00:00.000Z');
    await run();
    const told = await Promise.all(
      (await mails()).map(async ({ toAddress, raw }) => [toAddress, (await simpleParser(raw)).text!] as const),
    );
    const ofClosed = told.filter(([, text]) => text.includes('Closed to members')).map(([to]) => to);
    expect(ofClosed).toEqual(['aino.virtanen@example.org']);
    expect(told.filter(([, text]) => text.includes('Open to members'))).toHaveLength(2);
  });

  it('mails nobody twice and misses nobody when it is cut off at any point and started again', async () => {
    const people: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const email = `p${n}@example.org`;
      people.push(
        await world.get(PersonService).createContact(system, { givenName: 'P', familyName: `${n}`, email } as never),
      );
    }
    for (let n = 0; n < 24; n += 1) await create({ title: `Thing ${n}`, personId: people[n % 6] });
    at('2026-12-10T08:00:00.000Z');
    const db = world.get(Db);
    const whole = db.run.bind(db);
    for (let cut = 1; cut <= 50; cut += 1) {
      let left = cut;
      db.run = (query) => (left-- > 0 ? whole(query) : Promise.reject(new Error('cut off')));
      await run().catch(() => undefined);
    }
    db.run = whole;
    await run();
    const written = await mails();
    expect(written.map(({ toAddress }) => toAddress).sort()).toEqual(people.map((_, n) => `p${n}@example.org`).sort());
    for (const { raw } of written) {
      const { text } = await simpleParser(Buffer.from(raw, 'latin1'));
      expect(new Set(text!.match(/Thing \d+/g)).size).toBe(4);
    }
  });
});

describe('what the mail says', () => {
  const text = async (address: string) => {
    const own = (await mails()).filter(({ toAddress }) => toAddress === address).at(-1)!;
    return (await simpleParser(Buffer.from(own.raw, 'latin1'))).text!;
  };

  it('says openly to those who are late that the State contact or the organisers are told as well', async () => {
    const facts = { responsibleKind: 'states', stateCodes: ['FI'], personId: null, meetingId: world.meetingId };
    const { id } = await create({ ...facts, dueOn: '2026-12-01' });
    at('2026-12-29T08:00:00.000Z');
    await run();
    expect(await text('eero.expert@example.org')).not.toContain('told of this as well');
    const contact = { givenName: 'Ola', familyName: 'Hansen', email: 'ola@example.org', stateCode: null };
    const personId = await world.get(PersonService).createContact(system, contact);
    const account = { personId, roles: ['secretariat'], password: 'a long password' };
    await world.get(AccountService).create(system, account as never);
    await world.db.tx(() => world.db.run(sql`UPDATE action_progress SET chased_on = '2026-12-20', reminded_at = NULL`));
    await run();
    expect(await text('eero.expert@example.org')).toContain('The organisers have been told of this as well.');
    expect(await text('ola@example.org')).toContain('because those responsible have not finished');
    const history = await world.get(ActionFinder).history(id);
    expect(history.filter(({ kind }) => kind === 'action.escalated')).toHaveLength(1);
  });

  it('writes to the others when one mail cannot be written, and tries that one again', async () => {
    await create();
    await create({ personId: world.maria.personId });
    at('2026-12-10T08:00:00.000Z');
    const mailsOf = world.get(ReminderMails);
    const whole = mailsOf.queue.bind(mailsOf);
    mailsOf.queue = (some) =>
      some[0]!.letter.personId === world.aino.personId ? Promise.reject(new Error('no')) : whole(some);
    expect(await run()).toBe(1);
    mailsOf.queue = whole;
    expect(await run()).toBe(1);
    expect((await mails()).map(({ toAddress }) => toAddress).sort()).toEqual([
      'aino.virtanen@example.org',
      'maria.lindqvist@example.org',
    ]);
  });
});
