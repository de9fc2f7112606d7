import { AddressStanding, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Sender, SentMails } from '@samrad/platform/mail';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { SmtpSink } from '../../../../../test/support/smtp-sink.js';
import { asked, rowOf } from '../../../../../test/support/told.js';
import { hashOf } from '@samrad/platform/auth';
import { AnswerLink } from './answer-link.js';
import { InvitationFinder } from '../invitation.finder.js';
import { InvitationService } from '../invitation.service.js';
import { ReplyService } from '../../reply/reply.service.js';
import { Bounces } from './bounces.js';

let sink: SmtpSink;
let world: MeetingsWorld;
beforeEach(async () => {
  sink = await SmtpSink.start();
  world = await openMeetings({ SMTP_URL: sink.url, MAIL_BOUNCE: 'bounces@samrad.example.org' });
});
afterEach(async () => {
  await world.close();
  await sink.stop();
});

const failing = (name: keyof MeetingsWorld['people']) => world.get(AddressStanding).failingOf(world.people[name]);
const bounced = (recipient: string, kind: 'hard' | 'soft' = 'hard') =>
  world
    .get(Db)
    .tx(() =>
      world
        .get(Bounces)
        .record({ recipients: [recipient] }, { kind, isFinal: kind === 'hard', words: '5.1.1 No such user' }),
    );
async function invited(...names: (keyof MeetingsWorld['people'])[]): Promise<string> {
  const id = await world.plan();
  await world.get(InvitationService).invite(system, id, asked(world, ...names));
  await world.get(Sender).sendDue();
  return id;
}
const envelopeOf = (address: string) => sink.to(address).at(-1)!.from;
const mailOf = (address: string) =>
  world.db.row<{ status: string; bouncedAt: string | null; error: string | null }>(sql`
    SELECT status, bounced_at AS bouncedAt, error FROM mail_message WHERE to_address = ${address}
    ORDER BY id DESC LIMIT 1`);

describe('mail that comes back', () => {
  it('comes back to an address of its own, which names mail, meeting and person', async () => {
    const id = await invited('kari', 'maria');
    const from = envelopeOf('kari@no.example.org');
    expect(from).toMatch(/^bounces\+[0-9a-f-]{36}@samrad\.example\.org$/);
    expect(from).not.toBe(envelopeOf('maria@se.example.org'));
    const mail = await world.get(SentMails).find({ recipients: ['reg@samrad.example.org', from] });
    expect(mail).toMatchObject({ toAddress: 'kari@no.example.org', aboutId: id, personId: world.people.kari });
    expect(await world.get(SentMails).find({ messageIds: [mail!.messageId] })).toEqual({ ...mail, byAddress: false });
    expect(await world.get(SentMails).find({ recipients: ['bounces@samrad.example.org'] })).toBeUndefined();
  });

  it('marks the mail, the address and the row of the board; the first day counts', async () => {
    const id = await invited('kari');
    await bounced(envelopeOf('kari@no.example.org'));
    world.clock.at = '2026-11-24T08:00:00.000Z';
    await bounced(envelopeOf('kari@no.example.org'));
    expect(await mailOf('kari@no.example.org')).toMatchObject({ status: 'failed', bouncedAt: world.clock.at });
    const [address] = await failing('kari');
    expect(address).toMatchObject({ failedSince: '2026-11-23T08:00:00.000Z', failedWords: '5.1.1 No such user' });
    expect((await rowOf(world, id, 'kari')).failedSince).toBe('2026-11-23T08:00:00.000Z');
  });

  it('is only noted while the other server still tries', async () => {
    await invited('kari');
    await bounced(envelopeOf('kari@no.example.org'), 'soft');
    expect(await mailOf('kari@no.example.org')).toMatchObject({ status: 'sent', bouncedAt: null });
    expect(await failing('kari')).toEqual([]);
  });

  it.each([
    ['550 5.1.1 No such user', 1],
    ['550 No such user', 1],
    ['554 5.7.1 Message refused by policy', 0],
    ['552 5.2.2 Mailbox full', 0],
  ] as const)('counts a refusal “%s” as an address that fails: %i', async (words, count) => {
    sink.refuse('kari@no.example.org', { code: Number(words.slice(0, 3)) as 550, text: words.slice(4) });
    await invited('kari');
    await world.work();
    expect(await failing('kari')).toHaveLength(count);
  });

  it('is forgotten when a later mail is answered by link, or when a coordinator knows better', async () => {
    const id = await invited('kari');
    await bounced(envelopeOf('kari@no.example.org'));
    const link = world.get(AnswerLink);
    const answer = async (comment: string) => {
      const row = await rowOf(world, id, 'kari');
      const own = (await world.get(InvitationFinder).byLink(hashOf(link.tokenOf(row.id))))!;
      await world.get(ReplyService).byLink(system, own, { choice: 'maybe', comment, sequence: null });
    };
    await answer('from the first mail');
    expect(await failing('kari')).toHaveLength(1);
    world.clock.at = '2026-11-24T08:00:00.000Z';
    await world.get(InvitationService).resend(system, (await rowOf(world, id, 'kari')).id);
    await world.get(Sender).sendDue();
    world.clock.at = '2026-11-24T09:00:00.000Z';
    await answer('from the second');
    expect(await failing('kari')).toEqual([]);
    await bounced(envelopeOf('kari@no.example.org'));
    expect(await failing('kari')).toHaveLength(1);
    await world.get(AddressStanding).works(system, world.people.kari, 'KARI@no.example.org');
    expect(await failing('kari')).toEqual([]);
  });

  it('stays marked when something else about the person is changed', async () => {
    await invited('kari');
    await bounced(envelopeOf('kari@no.example.org'));
    const persons = world.get(PersonService);
    const fields = (await persons.fields(world.people.kari))!;
    await persons.change(system, world.people.kari, { ...fields, phone: '22 00 00 00' });
    expect(await failing('kari')).toHaveLength(1);
  });
});

describe('mail that waited too long', () => {
  it('is not sent after the meeting', async () => {
    const id = await world.plan();
    await world.get(InvitationService).invite(system, id, asked(world, 'kari'));
    world.clock.at = '2026-12-10T14:00:00.000Z';
    expect(await world.get(Sender).sendDue()).toBe(0);
    expect(sink.messages).toHaveLength(0);
    expect(await mailOf('kari@no.example.org')).toMatchObject({ status: 'failed' });
  });
});
