import { system } from '@samrad/platform/auth';
import { newId, sql } from '@samrad/platform/database';
import { PersonEmail } from '@samrad/network';
import { openMeetings, type MeetingsWorld, type SentMail } from '../../../../test/support/meetings.js';
import { aReply, clients, type Reply } from '../../../../test/support/replies/clients.js';
import { InvitationFinder } from '../invitation/invitation.finder.js';
import { InvitationService } from '../invitation/invitation.service.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { IncomingMailService } from './incoming-mail.service.js';
import { ReplyFinder } from './reply.finder.js';
import { presentAnswers } from './reply.presenter.js';
import { ReplyService } from './reply.service.js';

let world: MeetingsWorld;
let meetingId: string;
let uid: string;
let sent: SentMail[];
let count = 0;

beforeEach(async () => {
  world = await openMeetings({ MAIL_AUTHSERV_ID: 'mx.samrad.example' });
  meetingId = await world.plan();
  const persons = Object.values(world.people).map((personId) => ({ personId, role: 'required' as const }));
  await world.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
  uid = (await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${meetingId}`))!.uid;
  sent = await world.mails();
});
afterEach(() => world.close());

const writers = Object.keys(clients);
const answer = (change: Partial<Reply> = {}, writer = writers[0]!) => {
  count += 1;
  const given = { uid, sequence: 0, address: 'kari@no.example.org', messageId: `<a${count}@x.example>` };
  const moment = { stamp: '20261123T073000Z', date: 'Mon, 23 Nov 2026 07:30:05 +0000' };
  const raw = clients[writer]!(aReply({ ...given, ...moment, ...change }));
  return Buffer.concat([Buffer.from('Authentication-Results: mx.samrad.example; dmarc=pass\r\n'), raw]);
};
const ingest = (raw: Buffer) => world.get(IncomingMailService).ingest(raw, 'file');
const statusOf = async (name: keyof MeetingsWorld['people']) =>
  (await world.get(InvitationFinder).invited(meetingId)).find(({ personId }) => personId === world.people[name])!;
const history = () =>
  world.db.rows<{ ruling: string; isApplied: number }>(
    sql`SELECT ruling, is_applied AS isApplied FROM reply ORDER BY received_at, id`,
  );

describe('an answer by calendar', () => {
  it.each(writers)('of %s is recorded', async (writer) => {
    const judged = await ingest(answer({ partstat: 'ACCEPTED' }, writer));
    expect(judged).toMatchObject({
      ruling: 'ACCEPTED',
      meeting: meetingId,
      person: world.people.kari,
      reason: 'recorded',
    });
    expect(await statusOf('kari')).toMatchObject({ status: 'accepted', channel: 'calendar' });
  });

  it('that comes late is recorded and marked', async () => {
    const pass = sql`UPDATE meeting SET answer_by = '2026-11-20' WHERE id = ${meetingId}`;
    await world.db.tx(() => world.db.run(pass));
    await world.get(ReplyService).answer(system, (await statusOf('maria')).id, {
      ...{ choice: 'online', comment: null, sequence: 0 },
    });
    expect(await ingest(answer())).toMatchObject({ ruling: 'ACCEPTED', reason: 'recordedLate' });
    for (const name of ['kari', 'maria'] as const) {
      const row = await statusOf(name);
      const shown = presentAnswers(row, await world.get(ReplyFinder).history(row.id), 0);
      expect(shown).toMatchObject({ isLate: true, history: [{ isLate: true }] });
    }
  });

  it('counts once, however often it comes', async () => {
    const raw = answer({ partstat: 'DECLINED' });
    const first = await ingest(raw);
    expect((await ingest(raw)).ruling).toBe('DUPLICATE');
    expect((await ingest(raw)).historyId).toBe(first.historyId);
    expect((await ingest(answer({ partstat: 'DECLINED' }))).ruling).toBe('DUPLICATE');
    expect(await history()).toHaveLength(1);
  });

  it('yields to the later one, whatever way that came', async () => {
    world.clock.at = '2026-11-23T08:10:00.000Z';
    const { id } = await statusOf('kari');
    await world.get(ReplyService).answer(system, id, { choice: 'no', comment: 'Ill', sequence: 0 });
    world.clock.at = '2026-11-23T08:20:00.000Z';
    expect((await ingest(answer())).ruling).toBe('STALE');
    expect((await statusOf('kari')).status).toBe('declined');
    const later = answer({ stamp: '20261123T081500Z', date: 'Mon, 23 Nov 2026 08:15:00 +0000' });
    expect((await ingest(later)).ruling).toBe('ACCEPTED');
    expect((await history()).map(({ ruling, isApplied }) => [ruling, Number(isApplied)])).toEqual([
      ['DECLINED', 1],
      ['STALE', 0],
      ['ACCEPTED', 1],
    ]);
  });

  it('to an earlier date is kept in the history only', async () => {
    const to = { reason: 'x', start: '2026-12-11T09:00', end: '2026-12-11T12:00', zone: null };
    await world.get(MeetingLife).postpone(system, meetingId, to);
    await world.work();
    const judged = await ingest(answer({ sequence: 0 }));
    expect(judged).toMatchObject({ ruling: 'STALE', reason: 'earlierDate', historyId: expect.any(String) as string });
    expect((await statusOf('kari')).status).toBe('needs_action');
  });

  it('counts while people were told of no other date, and with no number that was never sent', async () => {
    const move = sql`UPDATE meeting SET sequence = 1, significant_sequence = 1 WHERE id = ${meetingId}`;
    await world.db.tx(() => world.db.run(move));
    expect(await ingest(answer({ sequence: 50 }))).toMatchObject({ ruling: 'ACCEPTED' });
    expect(await world.db.rows(sql`SELECT sequence FROM reply`)).toEqual([{ sequence: 0 }]);
    const tell = sql`UPDATE meeting SET told_significant_sequence = 1 WHERE id = ${meetingId}`;
    await world.db.tx(() => world.db.run(tell));
    expect((await statusOf('kari')).status).toBe('needs_action');
  });

  it('is known by every address of the person, and by the one the invitation went to', async () => {
    const address = 'Kari@Other.example';
    const more = {
      id: newId(),
      personId: world.people.kari,
      address,
      addressKey: 'kari@other.example',
      isPrimary: false,
    };
    await world.db.tx(() => world.db.repo(PersonEmail).insert(more));
    expect((await ingest(answer({ address }))).ruling).toBe('ACCEPTED');
    const moved = { address: 'maria@new.example', addressKey: 'maria@new.example' };
    await world.db.tx(() => world.db.repo(PersonEmail).update({ personId: world.people.maria }, moved));
    expect((await ingest(answer({ address: 'maria@se.example.org' }))).ruling).toBe('ACCEPTED');
  });
});

describe('what is no answer', () => {
  it('marks our mail as failed when it did not arrive', async () => {
    const mail = sent.find(({ toAddress }) => toAddress.startsWith('kari'))!;
    const report = [
      'From: MAILER-DAEMON@mx.example',
      'To: reg@samrad.example.org',
      'Message-ID: <bounce@mx.example>',
      'Date: Mon, 23 Nov 2026 07:59:00 +0000',
      'Subject: Undelivered',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nUnknown user\r\n',
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; kari@no.example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user\r\n',
      `--b\r\nContent-Type: message/rfc822-headers\r\n\r\nMessage-ID: ${mail.messageId}\r\n\r\n--b--\r\n`,
    ].join('\r\n');
    const judged = await ingest(Buffer.from(report));
    expect(judged).toMatchObject({ ruling: 'BOUNCE', person: world.people.kari, meeting: meetingId });
    const row = await world.db.row(sql`SELECT status, error FROM mail_message WHERE id = ${mail.id}`);
    expect(row).toMatchObject({ status: 'failed', error: expect.stringContaining('No such user') as string });
  });

  it('sends the invitation again when a calendar asks for it, once in ten minutes and three times a day, and says so', async () => {
    const rulings = [];
    const reasons = [];
    for (let tries = 0; tries < 5; tries += 1) {
      if (tries > 1) world.clock.at = `2026-11-23T${10 + tries}:00:00.000Z`;
      const stamp = `20261123T07300${tries}Z`;
      const judged = await ingest(answer({ method: 'REFRESH', stamp }));
      rulings.push(judged.ruling);
      reasons.push(judged.reason);
    }
    expect(rulings).toEqual(Array(5).fill('REFRESH'));
    expect(reasons).toEqual(['refresh', 'refreshedLately', 'refresh', 'refresh', 'refreshedLately']);
    expect(await world.mails()).toHaveLength(3);
  });

  it('records many answers at once, each once', async () => {
    const addresses = ['kari@no', 'samuel@no', 'maria@se', 'thomas@de'].map((name) => `${name}.example.org`);
    const mails = addresses.flatMap((address) => [answer({ address }), answer({ address, partstat: 'DECLINED' })]);
    await Promise.all(mails.map((raw) => ingest(raw)));
    expect(await history()).toHaveLength(8);
    const answered = await world.get(InvitationFinder).invited(meetingId);
    expect(answered.every(({ status }) => status !== 'needs_action')).toBe(true);
  });
});
