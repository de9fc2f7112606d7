import { simpleParser } from 'mailparser';
import { system } from '@samrad/platform/auth';
import { Conflict, Invalid } from '@samrad/platform/errors';
import { PersonFinder } from '@samrad/network';
import { check } from '@samrad/platform/views';
import { readCalendar } from '../../../../test/support/calendar-octets.js';
import { openMeetings, type MeetingsWorld, type SentMail } from '../../../../test/support/meetings.js';
import { meetingChange } from '../meeting/meeting.dto.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { MeetingService } from '../meeting/meeting.service.js';
import { ReplyService } from '../reply/reply.service.js';
import { InvitationFinder } from './invitation.finder.js';
import { InvitationService } from './invitation.service.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

const service = () => world.get(InvitationService);
const finder = () => world.get(InvitationFinder);
const meetingOf = async (id: string) => (await world.get(MeetingFinder).one(system, id))!;
const rowOf = async (id: string, person: keyof MeetingsWorld['people']) =>
  (await finder().all(id)).find(({ personId }) => personId === world.people[person])!;
const required = (...names: (keyof MeetingsWorld['people'])[]) => ({
  persons: names.map((name) => ({ personId: world.people[name], role: 'required' as const })),
  contacts: [],
});

async function calendarOf(mail: SentMail) {
  const { attachments } = await simpleParser(Buffer.from(mail.raw, 'latin1'));
  const part = attachments.find(({ contentType }) => contentType === 'text/calendar')!;
  const read = readCalendar(part.content);
  expect(read.problems).toEqual([]);
  return { method: read.values('METHOD')[0], sequence: read.values('SEQUENCE')[0], ...read };
}

async function changed(id: string, more: object) {
  const { version, startWall, endWall, ...meeting } = await meetingOf(id);
  const input = { ...meeting, start: startWall, end: endWall, languages: ['en'], version, ...more };
  await world.get(MeetingService).change(system, id, check(meetingChange, input));
}

describe('calling a meeting', () => {
  it('sends one mail each, in the language of the person, and calls the meeting', async () => {
    const id = await world.plan();
    expect(await service().invite(system, id, required('kari', 'samuel', 'maria'))).toBe(3);
    expect((await meetingOf(id)).status).toBe('called');
    const mails = await world.mails();
    expect(mails.map(({ toAddress, subject }) => [toAddress, subject.split(':')[0]]).sort()).toEqual([
      ['kari@no.example.org', 'Innkalling'],
      ['maria@se.example.org', 'Invitation'],
      ['samuel@no.example.org', 'Innkalling'],
    ]);
    const { all, values, method } = await calendarOf(mails.find(({ toAddress }) => toAddress.startsWith('maria'))!);
    expect(method).toBe('REQUEST');
    expect(all('ATTENDEE').join()).toMatch(/PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:maria@se\.example\.org$/);
    expect(all('ORGANIZER')).toEqual(['ORGANIZER;CN="REG":mailto:reg@samrad.example.org']);
    expect(values('UID')).toEqual([(await meetingOf(id)).uid]);
  });

  it('names who invites in the language of the person, and one organiser in all calendars', async () => {
    await world.close();
    world = await openMeetings({
      MAIL_FROM: 'reg@samrad.example.org',
      OWNER_NAME_NB: 'Etaten',
      OWNER_NAME_EN: 'Agency',
    });
    await service().invite(system, await world.plan(), required('kari', 'maria'));
    const mails = await world.mails();
    const mailTo = (name: string) => mails.find(({ toAddress }) => toAddress.startsWith(name))!;
    const texts = await Promise.all(['kari', 'maria'].map((name) => simpleParser(mailTo(name).raw)));
    expect(texts[0]!.text).toContain('Etaten kaller deg inn');
    expect(texts[0]!.text).not.toContain('Agency');
    expect(texts[1]!.text).toContain('Agency invites you');
    expect(texts[1]!.text).not.toContain('Etaten');
    for (const { raw } of mails) {
      const { all } = await calendarOf({ raw } as SentMail);
      expect(all('ORGANIZER')).toEqual(['ORGANIZER;CN="Etaten":mailto:reg@samrad.example.org']);
    }
  });

  it('sends nothing the second time, also when both come at once', async () => {
    const id = await world.plan();
    await service().choose(system, id, required('kari', 'maria').persons);
    const counts = await Promise.all([service().send(system, id), service().send(system, id)]);
    expect(counts.sort()).toEqual([0, 2]);
    expect(await world.mails()).toHaveLength(2);
  });

  it('enters pasted strangers into the register and knows the others', async () => {
    const id = await world.plan();
    const addresses = 'Zoë Ásgeirsdóttir <zoe@fi.example.org>\nMARIA@se.example.org';
    await service().chooseFrom(system, id, { person: [], optional: [], addresses, stateCode: 'FI' });
    const chosen = await finder().chosen(id);
    expect(chosen.map(({ name, stateCode }) => [name, stateCode])).toEqual([
      ['Zoë Ásgeirsdóttir', 'FI'],
      ['Maria Lindqvist', 'SE'],
    ]);
    expect((await world.get(PersonFinder).byAddress('zoe@fi.example.org'))?.familyName).toBe('Ásgeirsdóttir');
    const bad = { person: [], optional: [], addresses: 'nobody\nnew@fi.example.org', stateCode: null };
    await expect(service().chooseFrom(system, id, bad)).rejects.toThrow(Invalid);
  });

  it('refuses a meeting that is over or cancelled', async () => {
    const id = await world.plan();
    await world.get(MeetingLife).cancel(system, id, { reason: 'x' });
    await expect(service().invite(system, id, required('kari'))).rejects.toThrow(Conflict);
  });
});

describe('the life of an invitation', () => {
  it('moves: new SEQUENCE, asks again, keeps the thread; several edits make one mail with the newest state', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari', 'maria'));
    const [first] = await world.mails();
    const answer = { choice: 'on_site' as const, comment: null, sequence: null };
    await world.get(ReplyService).answer(system, (await rowOf(id, 'kari')).id, answer);
    await changed(id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    expect((await rowOf(id, 'kari')).status).toBe('accepted');
    await changed(id, { start: '2026-12-12T10:00', end: '2026-12-12T15:00', place: 'Bergen' });
    await world.work();
    const mails = await world.mails();
    expect(mails).toHaveLength(2);
    const kari = mails.find(({ toAddress }) => toAddress.startsWith('kari'))!;
    expect(kari.raw).toContain(`In-Reply-To: ${first!.messageId}`);
    const { all, sequence } = await calendarOf(kari);
    expect(sequence).toBe('2');
    expect(all('DTSTART')).toContain('DTSTART;TZID=Europe/Oslo:20261212T100000');
    expect(all('ATTENDEE').join()).toContain('PARTSTAT=NEEDS-ACTION');
    expect(await rowOf(id, 'kari')).toMatchObject({ status: 'needs_action', answeredAt: null, mode: null });
  });

  it('changes the place: higher SEQUENCE, the answer is repeated and still counts', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari'));
    await world.mails();
    const answer = { choice: 'no' as const, comment: null, sequence: null };
    await world.get(ReplyService).answer(system, (await rowOf(id, 'kari')).id, answer);
    await changed(id, { place: 'Tromsø' });
    await world.work();
    const [mail] = await world.mails();
    const { all, sequence, values } = await calendarOf(mail!);
    expect([sequence, values('LOCATION')[0]]).toEqual(['1', 'Tromsø | https://meet.example.org/reg']);
    expect(all('ATTENDEE').join()).toContain('PARTSTAT=DECLINED');
    expect((await rowOf(id, 'kari')).status).toBe('declined');
    await changed(id, { languages: ['en', 'fr'] });
    await world.work();
    expect(await world.mails()).toEqual([]);
  });

  it('adds a person with the same SEQUENCE and tells nobody else; removes one with a CANCEL to that one', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari'));
    await world.mails();
    await service().invite(system, id, required('kari', 'maria'));
    const added = await world.mails();
    expect(added.map(({ toAddress }) => toAddress)).toEqual(['maria@se.example.org']);
    expect((await calendarOf(added[0]!)).sequence).toBe('0');
    await service().remove(system, (await rowOf(id, 'maria')).id);
    const [gone, ...more] = await world.mails();
    expect(more).toEqual([]);
    const cancel = await calendarOf(gone!);
    expect([cancel.method, cancel.sequence, cancel.values('STATUS')]).toEqual(['CANCEL', '0', []]);
    await service().invite(system, id, required('kari', 'maria'));
    const [back] = await world.mails();
    expect((await calendarOf(back!)).sequence).toBe('1');
  });

  it('cancels to all once, and is silent after the end', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari', 'maria'));
    await world.mails();
    await world.get(MeetingLife).cancel(system, id, { reason: 'Too few can come' });
    await world.work();
    const mails = await world.mails();
    expect(mails).toHaveLength(2);
    const { method, values, sequence } = await calendarOf(mails[0]!);
    expect([method, values('STATUS')[0], sequence]).toEqual(['CANCEL', 'CANCELLED', '1']);
    expect(mails[0]!.raw).toContain('Too few can come');
    await world.work();
    expect(await world.mails()).toEqual([]);
  });

  it('is postponed and called again under the same UID', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari'));
    const first = await calendarOf((await world.mails())[0]!);
    await world.get(MeetingLife).postpone(system, id, { reason: 'Strike', start: null, end: null, zone: null });
    await world.work();
    expect((await calendarOf((await world.mails())[0]!)).method).toBe('CANCEL');
    const later = { reason: 'Strike is over', start: '2027-01-14T09:00', end: '2027-01-14T12:00', zone: null };
    await world.get(MeetingLife).postpone(system, id, later);
    await world.work();
    const again = await calendarOf((await world.mails())[0]!);
    expect([again.method, again.sequence]).toEqual(['REQUEST', '2']);
    expect(again.values('UID')).toEqual(first.values('UID'));
  });

  it('reminds those who have not answered, once a day', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari', 'maria'));
    const answer = { choice: 'maybe' as const, comment: null, sequence: null };
    await world.get(ReplyService).answer(system, (await rowOf(id, 'kari')).id, answer);
    await world.mails();
    expect(await service().remind(system, id)).toBe(1);
    expect(await service().remind(system, id)).toBe(0);
    expect((await world.mails()).map(({ toAddress }) => toAddress)).toEqual(['maria@se.example.org']);
    world.clock.at = '2026-11-25T08:00:00.000Z';
    expect(await service().remind(system, id)).toBe(1);
  });

  it('sends again to one, and not once the meeting is over', async () => {
    const id = await world.plan();
    await service().invite(system, id, required('kari'));
    await world.mails();
    const { id: invitation } = await rowOf(id, 'kari');
    await service().resend(system, invitation);
    expect(await world.mails()).toHaveLength(1);
    world.clock.at = '2026-12-10T15:00:00.000Z';
    await expect(service().resend(system, invitation)).rejects.toThrow(Conflict);
    await service().remove(system, invitation);
    expect(await world.mails()).toEqual([]);
  });
});
