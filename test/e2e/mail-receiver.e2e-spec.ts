import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { sql } from '@samrad/platform/database';
import { MailReceiver } from '@samrad/platform/mail';
import { IncomingMailService, InvitationFinder, InvitationService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { openMeetings, type MeetingsWorld } from '../support/meetings.js';
import { aReply, clients, type Reply } from '../support/replies/clients.js';

let world: MeetingsWorld;
let meetingId: string;
let uid: string;
let count = 0;

beforeAll(() => Logger.overrideLogger(false));
beforeEach(async () => {
  world = await openMeetings({ SMTP_IN: '127.0.0.1:0', LMTP_IN: '127.0.0.1:0', MAIL_BOUNCE: 'reg@samrad.example.org' });
  meetingId = await world.plan();
  const persons = Object.values(world.people).map((personId) => ({ personId, role: 'required' as const }));
  await world.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
  uid = (await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${meetingId}`))!.uid;
  await world.get(MailReceiver).start();
});
afterEach(async () => {
  await world.get(MailReceiver).stop();
  await world.close();
});

const answer = (change: Partial<Reply>) => {
  count += 1;
  const moment = { stamp: '20261123T073000Z', date: 'Mon, 23 Nov 2026 07:30:05 +0000' };
  return clients.Kontact!(aReply({ uid, sequence: 0, messageId: `<r${count}@x.example>`, ...moment, ...change }));
};
async function deliver(raw: Buffer, { to = 'reg@samrad.example.org', lmtp = false } = {}) {
  const port = world.get(MailReceiver).ports[lmtp ? 1 : 0]!;
  const transport = createTransport({ host: '127.0.0.1', port, lmtp, ignoreTLS: true } as never);
  await transport.sendMail({ envelope: { from: '', to: [to] }, raw }).finally(() => transport.close());
}
const statusOf = async (personId: string) =>
  (await world.get(InvitationFinder).invited(meetingId)).find((row) => row.personId === personId)!.status;
const incoming = () =>
  world.db.rows<{ ruling: string; source: string }>(sql`SELECT ruling, source FROM incoming_mail ORDER BY id`);

describe('mail that the mail server of the house hands over', () => {
  it.each([
    ['SMTP', false],
    ['LMTP', true],
  ])('by %s is confirmed once it is recorded', async (_name, lmtp) => {
    await deliver(answer({ address: 'kari@no.example.org' }), { lmtp });
    expect(await statusOf(world.people.kari)).toBe('accepted');
    expect(await incoming()).toEqual([{ ruling: 'ACCEPTED', source: 'smtp' }]);
  });

  it('is taken for our own address only, with any tag', async () => {
    await expect(deliver(answer({}), { to: 'somebody@samrad.example.org' })).rejects.toThrow('Not known here');
    await deliver(answer({ address: 'maria@se.example.org' }), { to: 'Reg+tag@Samrad.example.org' });
    expect(await statusOf(world.people.maria)).toBe('accepted');
  });

  it('is known as a bounce by the address it comes to', async () => {
    const [mail] = (await world.mails()).filter(({ toAddress }) => toAddress.startsWith('thomas'));
    const report = [
      'From: MAILER-DAEMON@mx.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; thomas@de.example.org',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n');
    await deliver(Buffer.from(report), { to: `reg+${mail!.id}@samrad.example.org` });
    expect(await incoming()).toEqual([{ ruling: 'BOUNCE', source: 'smtp' }]);
    const row = await world.db.row(sql`SELECT status FROM mail_message WHERE id = ${mail!.id}`);
    expect(row).toMatchObject({ status: 'failed' });
  });

  it('is refused for now when it cannot be recorded, and after some tries kept for people to look at', async () => {
    const judge = jest.spyOn(world.get(IncomingMailService), 'judge').mockRejectedValue(new Error('a fault of ours'));
    const raw = answer({ address: 'kari@no.example.org' });
    await expect(deliver(raw)).rejects.toThrow('try again later');
    await expect(deliver(raw)).rejects.toThrow('try again later');
    await deliver(raw);
    judge.mockRestore();
    expect(await incoming()).toEqual([{ ruling: 'NEEDS_REVIEW', source: 'smtp' }]);
    await deliver(answer({ address: 'samuel@no.example.org' }));
    expect(await statusOf(world.people.samuel)).toBe('accepted');
  });

  it('of more than ten mebibytes is judged by its beginning', async () => {
    const raw = Buffer.concat([answer({ address: 'kari@no.example.org' }), Buffer.alloc(10.5 * 1024 * 1024, 'a\r\n')]);
    await deliver(raw);
    expect(await incoming()).toEqual([{ ruling: 'REJECTED_MALFORMED', source: 'smtp' }]);
  });
});
