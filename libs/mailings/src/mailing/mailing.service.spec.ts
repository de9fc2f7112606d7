import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MembershipService, PersonService, RecipientsFinder, CompositionService } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, Invalid } from '@samrad/platform/errors';
import { Sender } from '@samrad/platform/mail';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { organiser } from '../../../../test/support/network.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { DeliveryFinder } from '../delivery/delivery.finder.js';
import { MailingRecipients } from '../delivery/mailing-recipients.js';
import { SendingService } from '../delivery/sending.service.js';
import { MailingsModule } from '../mailings.module.js';
import { SuppressionService } from '../suppression/suppression.service.js';
import { mailingInput } from './mailing.dto.js';
import { MailingFinder } from './mailing.finder.js';
import { MailingService } from './mailing.service.js';

let sink: SmtpSink;
let world: MeetingsWorld;
let service: MailingService;

beforeEach(async () => {
  sink = await SmtpSink.start();
  world = await openMeetings({ SMTP_URL: sink.url }, [MailingsModule]);
  service = world.get(MailingService);
});
afterEach(async () => {
  await world.close();
  await sink.stop();
});

const english = { subjectEn: 'Call', textEn: '# Hello\n\nPlease **read** <this>.' };
const draft = (more: object = {}) =>
  service.create(organiser, mailingInput.parse({ kind: 'duty', groupId: world.groupId, ...english, ...more }));
const row = async (id: string) => (await world.get(MailingFinder).one(id))!;
const able = async (id: string) =>
  (await world.get(MailingRecipients).of(await row(id))).filter(({ reason }) => reason === null);

async function letGo(id: string, sendAt: string | null = null) {
  const { version } = await row(id);
  await service.queue(organiser, id, { version, count: (await able(id)).length, sendAt });
}

const log = async (id: string) => (await world.get(DeliveryFinder).page(id, { page: 1, per: 100 })).rows;
const to = () => sink.messages.map(({ to: one }) => one.join()).sort();

describe('mail to a group', () => {
  it('reaches each member once in their language, and the log says what became of it', async () => {
    const id = await draft({ subjectNb: 'Innkalling', textNb: 'Hei' });
    await letGo(id);
    await world.work();
    await world.get(Sender).sendDue();
    expect(to()).toEqual(expect.arrayContaining([expect.stringContaining('kari')]));
    expect(new Set(to()).size).toBe(sink.messages.length);
    const subjects = sink.messages.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)![1]);
    expect(subjects.sort()).toEqual(['Call', 'Call', 'Innkalling', 'Innkalling']);
    const samuel = sink.messages.find(({ to: one }) => one.join().includes('samuel'))!;
    expect(samuel.raw.replace(/=\r\n/g, '')).toContain('finst ikkje p=C3=A5 nynorsk');
    expect(samuel.raw).not.toMatch(/List-Unsubscribe/i);
    const html = sink.messages.find(({ raw }) => raw.includes('Subject: Call'))!.raw.replace(/=\r\n/g, '');
    expect(html).toContain('&lt;this&gt;');
    expect((await log(id)).map(({ standing }) => standing)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(await row(id)).toMatchObject({ status: 'sent' });
  });

  it('leaves out who has no address that works, who has left and who is blocked, and says why', async () => {
    const { kari, samuel, maria } = world.people;
    const address = (await world.db.row<{ a: string }>(
      sql`SELECT address AS a FROM person_email WHERE person_id = ${kari}`,
    ))!.a;
    await world.get(SuppressionService).suppress(organiser, { address, why: 'Asked by phone' });
    await world.db.tx(() =>
      world.db.run(sql`UPDATE person_email SET failed_since = '2026-11-20T08:00:00.000Z' WHERE person_id = ${samuel}`),
    );
    const { version } = (await world.db.row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${maria}`))!;
    await world.get(PersonService).leave(organiser, maria, { leftOn: '2026-11-20', version });
    const id = await draft();
    const judged = await world.get(MailingRecipients).of(await row(id));
    expect(Object.fromEntries(judged.map(({ personId, reason }) => [personId, reason]))).toEqual({
      ...{ [kari]: 'suppressed', [samuel]: 'bounced', [maria]: 'left', [world.people.thomas]: null },
    });
    await letGo(id);
    await world.work();
    expect((await log(id)).filter(({ standing }) => standing === 'left_out')).toHaveLength(3);
    expect((await log(id)).filter(({ standing }) => standing === 'queued')).toHaveLength(1);
  });

  it('can go to those whom a name means, also to alternates of States without an answer', async () => {
    const meetingId = await world.plan();
    const names = { nameEn: 'A', nameNb: 'A', nameNn: 'A', roles: ['alternate' as const] };
    const name = { ...names, states: 'without_answer' as const };
    const recipientsId = await world.get(CompositionService).name(organiser, world.groupId, name);
    expect(await world.get(RecipientsFinder).ofGroup(world.groupId)).toHaveLength(1);
    await expect(draft({ recipientsId })).rejects.toBeInstanceOf(Invalid);
    const id = await draft({ recipientsId, meetingId });
    expect(await able(id)).toEqual([]);
  });

  it('goes out at its time to those who are in the group then', async () => {
    const id = await draft();
    await letGo(id, '2026-11-24T09:00');
    await world.work();
    expect((await row(id)).status).toBe('queued');
    const memberships = world.get(MembershipService);
    const term = (await world.db.row<{ id: string; version: number }>(
      sql`SELECT id, version FROM membership WHERE person_id = ${world.people.thomas}`,
    ))!;
    await memberships.end(system, term.id, { validTo: '2026-11-23', version: term.version });
    world.clock.at = '2026-11-24T08:00:00.000Z';
    await world.work();
    await world.get(Sender).sendDue();
    expect(to().join()).not.toContain('thomas');
    expect(sink.messages).toHaveLength(3);
  });

  it('can be cancelled while it waits, and nothing goes out', async () => {
    const id = await draft();
    await letGo(id, '2026-11-24T09:00');
    await service.cancel(organiser, id, (await row(id)).version);
    world.clock.at = '2026-11-24T08:00:00.000Z';
    await world.work();
    expect(await world.get(Sender).sendDue()).toBe(0);
    expect((await row(id)).status).toBe('cancelled');
  });

  it('takes back what is in the outbox and has not left', async () => {
    const id = await draft();
    await letGo(id);
    await world.get(SendingService).begin({ id, sendAt: (await row(id)).sendAt! });
    await world.get(SendingService).handOver(id);
    expect(await service.cancel(organiser, id, (await row(id)).version)).toBe(4);
    expect(await world.get(Sender).sendDue()).toBe(0);
    expect((await log(id)).map(({ standing }) => standing)).toEqual(Array(4).fill('cancelled'));
  });

  it('wants another look when others get it than somebody saw, and what is missing', async () => {
    const id = await draft();
    const { version } = await row(id);
    await expect(service.queue(organiser, id, { version, count: 99, sendAt: null })).rejects.toBeInstanceOf(Conflict);
    const half = await draft({ subjectNb: 'Uten tekst' });
    await expect(service.queue(organiser, half, { version: 1, count: 4, sendAt: null })).rejects.toBeInstanceOf(
      Invalid,
    );
    const past = service.queue(organiser, id, { version, count: 4, sendAt: '2026-11-22T09:00' });
    await expect(past).rejects.toBeInstanceOf(Invalid);
    await letGo(id);
    const change = {
      ...mailingInput.parse({ kind: 'duty', groupId: world.groupId, ...english }),
      version: version + 1,
    };
    await expect(service.change(organiser, id, change)).rejects.toBeInstanceOf(Conflict);
  });

  it('is tried on oneself in every language, and says that it is a test', async () => {
    const id = await draft({ subjectNb: 'Innkalling', textNb: 'Hei' });
    const self: Actor = { ...organiser, personId: world.people.kari, email: 'me@example.org' };
    expect(await service.test(self, id)).toBe(2);
    await world.get(Sender).sendDue();
    expect(sink.to('me@example.org')).toHaveLength(2);
    expect(await log(id)).toEqual([]);
  });
});

describe('a worker that falls over', () => {
  it('leaves nobody out and reaches nobody twice, wherever it falls', async () => {
    for (let n = 0; n < 230; n += 1) {
      const contact = { givenName: 'P', familyName: `${n}`, email: `p${n}@example.org` };
      const personId = await world.get(PersonService).createContact(system, contact);
      const term = { personId, role: 'observer', stateCode: null, validFrom: null, validTo: null };
      await world.get(MembershipService).add(system, world.groupId, term as never);
    }
    const id = await draft();
    await letGo(id);
    const sending = world.get(SendingService);
    const { sendAt } = await row(id);
    for (const after of [0, 1, 2]) await fallingOver(() => sending.begin({ id, sendAt: sendAt! }), after);
    expect(await log(id)).toEqual([]);
    await sending.begin({ id, sendAt: sendAt! });
    await sending.begin({ id, sendAt: sendAt! });
    for (const after of [2, 40, 90]) await fallingOver(() => sending.handOver(id), after);
    await Promise.all([sending.handOver(id), sending.handOver(id)]);
    await world.work();
    await world.get(Sender).sendDue();
    expect(sink.messages).toHaveLength(234);
    expect(new Set(to()).size).toBe(234);
    expect((await row(id)).status).toBe('sent');
  }, 120_000);
});

/** The process ends after so many statements: the transaction is never committed. */
async function fallingOver(work: () => Promise<void>, after: number): Promise<void> {
  const db = world.get(Db);
  const run = db.run.bind(db);
  let left = after;
  db.run = (query) => {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return run(query);
  };
  await expect(work()).rejects.toThrow('killed');
  db.run = run;
}
