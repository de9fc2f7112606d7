import { simpleParser } from 'mailparser';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { letterOf } from '../../../../../test/support/told.js';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { aReply, clients, type Reply } from '../../../../../test/support/replies/clients.js';
import { proposals } from '../../../../../test/support/replies/other-mail.js';
import { InvitationFinder } from '../../invitation/invitation.finder.js';
import { InvitationService } from '../../invitation/invitation.service.js';
import { IncomingMailFinder, reviewQuery } from '../incoming-mail.finder.js';
import { IncomingMailService } from '../incoming-mail.service.js';
import { ReplyService } from '../reply.service.js';
import { MailReviewService } from './mail-review.service.js';

let world: MeetingsWorld;
let meetingId: string;
let uid: string;
let count = 0;

beforeEach(async () => {
  world = await openMeetings({ MAIL_AUTHSERV_ID: 'mx.samrad.example' });
  meetingId = await world.plan();
  const persons = [world.people.kari, world.people.maria].map((personId) => ({ personId, role: 'required' as const }));
  await world.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
  uid = (await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${meetingId}`))!.uid;
  await world.mails();
});
afterEach(() => world.close());

const given = (change: Partial<Reply>): Reply => {
  count += 1;
  const moment = { stamp: '20261123T073000Z', date: 'Mon, 23 Nov 2026 07:30:05 +0000' };
  return aReply({ uid, sequence: 0, messageId: `<a${count}@x.example>`, ...moment, ...change });
};
const checked = (raw: Buffer) =>
  Buffer.concat([Buffer.from('Authentication-Results: mx.samrad.example; dmarc=pass\r\n'), raw]);
const ingest = (raw: Buffer) => world.get(IncomingMailService).ingest(raw, 'file');
const answer = (change: Partial<Reply>) => ingest(checked(clients.Kontact!(given(change))));
const decide = () => world.get(MailReviewService);
const invited = () => world.get(InvitationFinder).invited(meetingId);
const invitationOf = async (personId: string) => (await invited()).find((row) => row.personId === personId)!;
const list = (query: object = {}) => world.get(IncomingMailFinder).page(reviewQuery.parse(query));
const yes = { answer: 'on_site' as const, remember: false };

describe('mail to look at', () => {
  it('is recorded as the answer of the person whom the organiser names, once', async () => {
    const { mailId } = await answer({ address: 'stranger@x.example', comment: 'By train' });
    const { id: invitationId } = await invitationOf(world.people.maria);
    await decide().apply(system, mailId, { ...yes, invitationId });
    expect(await invitationOf(world.people.maria)).toMatchObject({
      ...{ status: 'accepted', mode: 'on_site', channel: 'calendar', comment: 'By train' },
    });
    await expect(decide().apply(system, mailId, { ...yes, invitationId })).rejects.toMatchObject({
      key: 'meetings.review.refused.done',
    });
    const [row] = (await list({ show: 'done' })).rows;
    expect(row).toMatchObject({ review: 'applied', personId: world.people.maria, meetingId });
  });

  it('teaches an address, so that the next answer from there is recorded by itself', async () => {
    const { id: invitationId } = await invitationOf(world.people.kari);
    const raw = (change: Partial<Reply>) =>
      Buffer.from(
        clients.Kontact!(given({ address: 'kari@no.example.org', ...change }))
          .toString('latin1')
          .replace(/^From: .*$/m, 'From: Kari <kari@home.example>'),
        'latin1',
      );
    const first = await ingest(raw({}));
    expect(first).toMatchObject({ ruling: 'NEEDS_REVIEW', reason: 'otherSender', person: world.people.kari });
    await decide().apply(system, first.mailId, { ...yes, remember: true, invitationId });
    expect(await world.get(PersonFinder).addressesOf(world.people.kari)).toEqual([
      'kari@no.example.org',
      'kari@home.example',
    ]);
    world.clock.at = '2026-11-23T09:00:00.000Z';
    const next = await ingest(
      raw({ partstat: 'DECLINED', stamp: '20261123T083000Z', date: 'Mon, 23 Nov 2026 08:30:00 +0000' }),
    );
    expect(next).toMatchObject({ ruling: 'DECLINED', person: world.people.kari });
  });

  it('teaches an address also when a newer answer counts', async () => {
    const invitation = await invitationOf(world.people.kari);
    world.clock.at = '2026-11-23T08:10:00.000Z';
    const no = { choice: 'no' as const, comment: null, sequence: 0 };
    await world.get(ReplyService).answer(system, invitation.id, no);
    const raw = clients.Kontact!(given({ address: 'kari@no.example.org' })).toString('latin1');
    const old = await ingest(Buffer.from(raw.replace(/^From: .*$/m, 'From: Kari <kari@home.example>'), 'latin1'));
    const asked = { ...yes, invitationId: invitation.id };
    await expect(decide().apply(system, old.mailId, asked)).rejects.toMatchObject({
      key: 'meetings.reply.reason.olderAnswer',
    });
    expect(await decide().apply(system, old.mailId, { ...asked, remember: true })).toBe(false);
    expect(await world.get(PersonFinder).addressesOf(world.people.kari)).toContain('kari@home.example');
    expect((await invitationOf(world.people.kari)).status).toBe('declined');
    expect((await list({ show: 'done' })).rows).toMatchObject([{ review: 'applied' }]);
  });

  it('teaches nothing that belongs to somebody else or may be forged', async () => {
    const { id: invitationId } = await invitationOf(world.people.kari);
    const other = await ingest(
      Buffer.from(
        clients.Kontact!(given({ address: 'kari@no.example.org' }))
          .toString('latin1')
          .replace(/^From: .*$/m, 'From: <thomas@de.example.org>'),
        'latin1',
      ),
    );
    await expect(decide().apply(system, other.mailId, { ...yes, remember: true, invitationId })).rejects.toMatchObject({
      key: 'meetings.review.refused.addressTaken',
    });
    const forged = await ingest(
      Buffer.concat([
        Buffer.from('Authentication-Results: mx.samrad.example; dmarc=fail\r\n'),
        clients.Kontact!(given({ address: 'kari@no.example.org', partstat: 'TENTATIVE' })),
      ]),
    );
    expect(forged.ruling).toBe('REJECTED_SPOOF');
    await expect(decide().apply(system, forged.mailId, { ...yes, remember: true, invitationId })).rejects.toMatchObject(
      {
        key: 'meetings.review.refused.forged',
      },
    );
    expect((await invitationOf(world.people.kari)).status).toBe('needs_action');
  });

  it('makes a stranger a participant, who gets the invitation, and leaves those who wait as they are', async () => {
    const waiting = [{ personId: world.people.thomas, role: 'optional' as const }];
    await world.get(InvitationService).choose(system, meetingId, waiting);
    const { mailId } = await answer({ address: 'new@fi.example' });
    const who = { personId: null, name: 'Aino Virtanen', stateCode: 'FI', guestAnswer: 'online' as const };
    await expect(decide().admit(system, mailId, { ...who, name: null, meetingId })).rejects.toMatchObject({
      fields: { name: { key: 'platform.invalid.missing' } },
    });
    await decide().admit(system, mailId, { ...who, meetingId });
    const aino = (await invited()).find(({ name }) => name === 'Aino Virtanen');
    expect(aino).toMatchObject({ status: 'accepted', mode: 'online', stateCode: 'FI', address: 'new@fi.example' });
    const mails = await world.mails();
    expect(mails.map(({ toAddress }) => toAddress)).toEqual(['new@fi.example']);
    expect((await letterOf(mails[0]!)).all('ATTENDEE').join()).toContain('PARTSTAT=ACCEPTED');
    expect((await world.get(InvitationFinder).chosen(meetingId)).map(({ personId }) => personId)).toEqual([
      world.people.thomas,
    ]);
  });

  it('invites somebody of the register who answered without being asked', async () => {
    const { mailId } = await answer({ address: 'samuel@no.example.org' });
    const who = { personId: world.people.samuel, name: null, stateCode: null, guestAnswer: 'maybe' as const };
    await decide().admit(system, mailId, { ...who, meetingId });
    expect(await invitationOf(world.people.samuel)).toMatchObject({ status: 'tentative' });
  });

  it('is refused with a short mail only to a sender who was checked', async () => {
    const known = await answer({ address: 'stranger@x.example' });
    const unknown = await ingest(clients.Kontact!(given({ address: 'other@x.example' })));
    for (const { mailId } of [known, unknown]) await decide().refuse(system, mailId, { tell: true });
    const mails = await world.mails();
    expect(mails.map(({ toAddress, subject }) => [toAddress, subject])).toEqual([
      ['stranger@x.example', 'Your mail about Return and reintegration was not recorded'],
    ]);
    expect(mails[0]!.raw).not.toContain('REG 14');
    expect((await list({ show: 'done' })).rows.map(({ review }) => review)).toEqual(['refused', 'refused']);
    await expect(decide().reopen(system, known.mailId)).rejects.toMatchObject({ key: 'meetings.review.refused.done' });
  });

  it('tells who proposed another time, at the registered address', async () => {
    const { mailId, ruling } = await ingest(
      proposals.Google!(given({ address: 'maria@se.example.org', method: 'COUNTER' })),
    );
    expect(ruling).toBe('COUNTER');
    await decide().refuse(system, mailId, { tell: true });
    const [mail] = await world.mails();
    expect(mail).toMatchObject({ toAddress: 'maria@se.example.org' });
    const { attachments } = await simpleParser(mail!.raw);
    const text = attachments.find(({ contentType }) => contentType === 'text/calendar')!.content.toString();
    expect(text).toMatch(/METHOD:DECLINECOUNTER\r\n[^]*UID:[^]*SEQUENCE:0\r\n/);
    expect(text).toContain(uid);
    expect((await invitationOf(world.people.maria)).status).toBe('needs_action');
  });

  it('puts nothing of what came in into a header or into what people read as the product’s own words', async () => {
    const injected = '=?utf-8?Q?x=0D=0ABcc:_victim@x.example=0D=0A=0D=0A<script>?=';
    const raw = clients.Kontact!(given({ address: 'stranger@x.example', messageId: '<a@x.example>\r\nX-Evil: 1' }))
      .toString('latin1')
      .replace(/^Subject: .*$/m, `Subject: ${injected}`);
    const { mailId } = await ingest(checked(Buffer.from(raw, 'latin1')));
    await decide().refuse(system, mailId, { tell: true });
    const [mail] = await world.mails();
    expect(mail!.raw).not.toMatch(/victim|script|X-Evil/i);
    expect((await list({ show: 'done' })).rows[0]!.subject).not.toMatch(/[\r\n]/);
  });

  it('is laid aside and taken up again', async () => {
    const { mailId } = await answer({ address: 'stranger@x.example' });
    await decide().dismiss(system, mailId);
    expect(await world.get(IncomingMailFinder).waiting()).toBe(0);
    await decide().reopen(system, mailId);
    await decide().reopen(system, mailId);
    expect(await world.get(IncomingMailFinder).waiting()).toBe(1);
    expect((await list()).rows[0]).toMatchObject({ review: 'open', reviewedBy: null });
  });

  it('is found by words, ruling, meeting and person, also with signs that mean something to a database', async () => {
    await answer({ address: '50%_off@x.example' });
    await answer({ address: 'kari@no.example.org' });
    const found = async (query: object) => (await list({ show: 'all', ...query })).total;
    expect(await found({})).toBe(2);
    expect(await found({ q: '50%_OFF' })).toBe(1);
    expect(await found({ q: '%' })).toBe(1);
    expect(await found({ q: "' OR 1=1" })).toBe(0);
    expect(await found({ q: 'nordmann' })).toBe(1);
    expect(await found({ ruling: 'ACCEPTED' })).toBe(1);
    expect(await found({ person: world.people.kari })).toBe(1);
    expect(await found({ meeting: meetingId })).toBe(2);
    expect(await found({ meeting: 'another' })).toBe(0);
  });

  it('keeps the octets for a set time, and longer while it waits', async () => {
    const done = await answer({ address: 'kari@no.example.org' });
    const waiting = await answer({ address: 'stranger@x.example' });
    await world.get(Jobs).runHourly();
    expect(await world.get(IncomingMailFinder).raw(done.mailId)).toBeInstanceOf(Buffer);
    world.clock.at = '2027-11-24T08:00:00.000Z';
    await world.get(Jobs).runHourly();
    expect(await world.get(IncomingMailFinder).raw(done.mailId)).toBeUndefined();
    expect(await world.get(IncomingMailFinder).raw(waiting.mailId)).toBeInstanceOf(Buffer);
    expect(await world.get(IncomingMailFinder).one(done.mailId)).toMatchObject({ ruling: 'ACCEPTED' });
  });
});
