import { join } from 'node:path';
import { Env } from '../../config/env.js';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { lastMail, Outbox, Sender, TakenJournal } from '@samrad/platform/mail';
import { InvitationService } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { openMeetings, type MeetingsWorld } from '../support/meetings.js';
import { SmtpSink } from '../support/smtp-sink.js';

let sink: SmtpSink;
let world: MeetingsWorld;
beforeEach(async () => {
  sink = await SmtpSink.start();
  world = await openMeetings({ SMTP_URL: sink.url });
});
afterEach(async () => {
  await world.close();
  await sink.stop();
});

const letter = (address: string) => ({
  to: { name: 'A', address },
  subject: 'Test',
  text: 'text',
  html: '<p>text</p>',
});
const queue = (...addresses: string[]) => world.get(Outbox).queueAll(addresses.map(letter));
const state = (address: string) =>
  world.db.row<{ status: string; error: string | null; attempts: number }>(
    sql`SELECT status, error, attempts FROM mail_message WHERE to_address = ${address}`,
  );
/** Another process on the same database. */
const another = () => new Sender(world.get(Db), world.get(Clock), world.get(Env));

describe('sending what waits in the outbox', () => {
  it('brings a thousand invitations to a thousand people, once each, though two senders run', async () => {
    const persons = [];
    for (let n = 0; n < 1000; n += 1) {
      const contact = { givenName: 'Person', familyName: `No ${n}`, email: `person${n}@example.org` };
      const personId = await world.get(PersonService).createContact(system, contact);
      persons.push({ personId, role: 'required' as const });
    }
    const id = await world.plan();
    expect(await world.get(InvitationService).invite(system, id, { persons, contacts: [] })).toBe(1000);
    const second = another();
    const sent = await Promise.all([world.get(Sender).sendDue(), second.sendDue()]);
    await second.onModuleDestroy();
    expect(sent[0] + sent[1]).toBe(1000);
    expect(sink.messages).toHaveLength(1000);
    expect(new Set(sink.messages.map(({ to }) => to.join())).size).toBe(1000);
    expect(sink.messages.every(({ to, raw }) => to.length === 1 && raw.includes('method=REQUEST'))).toBe(true);
  }, 600_000);

  it('forgets the last mail to somebody who is erased as soon as it is out, not before', async () => {
    const about = { noun: lastMail, id: 'erasure' };
    const letters = ['gone@example.org', 'busy@example.org'].map((address) => ({ ...letter(address), about }));
    await world.get(Outbox).queueAll(letters);
    sink.refuse('busy@example.org', { code: 451, text: 'Mailbox is busy', times: 1 });
    expect(await world.get(Sender).sendDue()).toBe(1);
    expect(await state('gone@example.org')).toBeUndefined();
    expect(await state('busy@example.org')).toMatchObject({ status: 'queued' });
  });

  it('tries again after a temporary refusal', async () => {
    await queue('busy@example.org');
    sink.refuse('busy@example.org', { code: 451, text: 'Mailbox is busy', times: 1 });
    expect(await world.get(Sender).sendDue()).toBe(0);
    const waiting = await state('busy@example.org');
    expect(waiting).toMatchObject({
      status: 'queued',
      attempts: 1,
      error: expect.stringContaining('Mailbox is busy') as string,
    });
    world.clock.at = '2026-11-23T08:01:00.000Z';
    expect(await world.get(Sender).sendDue()).toBe(1);
    expect(await state('busy@example.org')).toMatchObject({ status: 'sent', error: null });
  });

  it('shows a final refusal with the server’s words, and sends the others', async () => {
    await queue('gone@example.org', 'here@example.org');
    sink.refuse('gone@example.org', { code: 550, text: 'No such user' });
    expect(await world.get(Sender).sendDue()).toBe(1);
    const failed = await state('gone@example.org');
    expect(failed).toMatchObject({ status: 'failed', error: expect.stringContaining('No such user') as string });
    expect(sink.to('here@example.org')).toHaveLength(1);
  });

  it('loses nothing while the server is down, and uses up no tries', async () => {
    const { port } = sink;
    await sink.stop();
    await queue('patient@example.org');
    for (let tries = 0; tries < 12; tries += 1) {
      expect(await world.get(Sender).sendDue()).toBe(0);
      world.clock.at = new Date(Date.parse(world.clock.at) + 3 * 3_600_000).toISOString();
    }
    expect(await state('patient@example.org')).toMatchObject({ status: 'queued' });
    sink = await SmtpSink.start(port);
    expect(await world.get(Sender).sendDue()).toBe(1);
    expect(await state('patient@example.org')).toMatchObject({ status: 'sent' });
  }, 60_000);

  it('sends again what a sender left behind that died', async () => {
    await queue('left@example.org');
    await world.db.tx(() =>
      world.db.run(sql`UPDATE mail_message SET status = 'sending', lease_until = '2026-11-23T08:05:00.000Z'`),
    );
    expect(await world.get(Sender).sendDue()).toBe(0);
    world.clock.at = '2026-11-23T08:06:00.000Z';
    expect(await world.get(Sender).sendDue()).toBe(1);
  });

  it('does not send again what the mail server had taken from a sender that died', async () => {
    await queue('taken@example.org', 'not-yet@example.org');
    await world.db.tx(() =>
      world.db.run(
        sql`UPDATE mail_message SET status = 'sending', claimed_by = 'dead', lease_until = '2026-11-23T07:00:00.000Z'`,
      ),
    );
    const { id } = (await world.db.row<{ id: string }>(
      sql`SELECT id FROM mail_message WHERE to_address = 'taken@example.org'`,
    ))!;
    const journal = new TakenJournal(join(world.get(Env).values.DATA_DIR, 'outgoing'), 'dead');
    journal.add(id);
    expect(await world.get(Sender).sendDue()).toBe(1);
    expect(sink.messages.map(({ to }) => to.join())).toEqual(['not-yet@example.org']);
    expect(await state('taken@example.org')).toMatchObject({ status: 'sent', error: null });
    expect(journal.of('dead')).toEqual([]);
  });

  it('gives one message its end after the other, though several are under way', async () => {
    await queue(...Array.from({ length: 20 }, (_, n) => `row${n}@example.org`));
    let [atOnce, most] = [0, 0];
    sink.slowly = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
    };
    expect(await world.get(Sender).sendDue()).toBe(20);
    expect(most).toBe(1);
    expect(sink.connections).toBeGreaterThan(1);
  });
});
