// calendar.md section 2, one case per line: captured mail read back octet by octet and by an independent reader.
import ICAL from 'ical.js';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { PersonService } from '@samrad/network';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import {
  asked,
  calledWith,
  changed,
  letterOf,
  letters,
  meetingOf,
  rowOf,
  type Letter,
} from '../../../../test/support/told.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { ReplyService } from '../reply/reply.service.js';
import { InvitationService } from './invitation.service.js';
import { MailSettings } from './settings/mail-settings.service.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

const service = () => world.get(InvitationService);
const later = (minutes = 10) => {
  world.clock.at = new Date(Date.parse(world.clock.at) + minutes * 60_000).toISOString();
};
const event = ({ ics }: Letter) => new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent('vevent')!;
const attendees = (letter: Letter) => letter.all('ATTENDEE').map((line) => /mailto:(.*)$/.exec(line)![1]);

/** The mail to Kari, by the verb that sends it. */
const verbs: Record<string, (id: string) => Promise<unknown>> = {
  call: (id) => service().invite(system, id, asked(world, 'kari', 'maria')),
  again: async (id) => service().resend(system, (await rowOf(world, id, 'kari')).id),
  reminder: (id) => service().remind(system, id),
  moved: (id) => changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' }),
  changed: (id) => changed(world, id, { place: 'Bergen' }),
  cancelled: (id) => world.get(MeetingLife).cancel(system, id, { reason: 'Strike' }),
  postponed: (id) =>
    world.get(MeetingLife).postpone(system, id, { reason: 'Strike', start: null, end: null, zone: null }),
  removed: async (id) => service().remove(system, (await rowOf(world, id, 'kari')).id),
};

/** @param answered Kari has said that she comes */
async function mailOf(kind: string, { answered = false, more = {} }: { answered?: boolean; more?: object } = {}) {
  const id = kind === 'call' ? await world.plan(more) : await calledWith(world, ['kari', 'maria'], more);
  if (answered) {
    const picked = { choice: 'on_site' as const, comment: null, sequence: null };
    await world.get(ReplyService).answer(system, (await rowOf(world, id, 'kari')).id, picked);
  }
  if (kind !== 'call') later();
  await verbs[kind]!(id);
  await world.work();
  return { id, kari: (await letters(world)).get('kari')! };
}

const kinds = Object.keys(verbs);
const tree = [
  'multipart/mixed',
  'multipart/alternative',
  'text/plain',
  'text/html',
  'text/calendar',
  'application/ics',
];

describe('the outbound message', () => {
  it.each(kinds)('%s: has the tree, the headers and one recipient', async (kind) => {
    const { kari } = await mailOf(kind);
    expect(kari.types).toEqual(tree);
    expect(kari.head.filter((line) => /^(To|Cc|Bcc|From|Reply-To|Sender):/i.test(line)).sort()).toEqual([
      'From: REG <reg@samrad.example.org>',
      'To: Kari Nordmann <kari@no.example.org>',
    ]);
    expect(kari.head).toEqual(
      expect.arrayContaining(['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: OOF, AutoReply']),
    );
    expect(kari.text).not.toMatch(/<img|pixel/);
  });

  it.each([
    ['call', 'REQUEST', '0', 'CONFIRMED', 'NEEDS-ACTION', 'TRUE'],
    ['again', 'REQUEST', '0', 'CONFIRMED', 'ACCEPTED', 'TRUE'],
    ['moved', 'REQUEST', '1', 'CONFIRMED', 'NEEDS-ACTION', 'TRUE'],
    ['changed', 'REQUEST', '1', 'CONFIRMED', 'ACCEPTED', 'TRUE'],
    ['cancelled', 'CANCEL', '1', 'CANCELLED', 'ACCEPTED', undefined],
    ['postponed', 'CANCEL', '1', 'CANCELLED', 'NEEDS-ACTION', undefined],
    ['removed', 'CANCEL', '0', undefined, 'ACCEPTED', undefined],
  ])('%s: METHOD %s, SEQUENCE %s, STATUS %s, PARTSTAT %s, RSVP %s', async (kind, ...expected) => {
    const { kari } = await mailOf(kind, { answered: kind !== 'call' });
    const [attendee] = kari.all('ATTENDEE');
    const parameter = (name: string) => new RegExp(`;${name}=([^;:]+)`).exec(attendee!)?.[1];
    const found = [kari.values('METHOD')[0], kari.values('SEQUENCE')[0], kari.values('STATUS')[0]];
    expect([...found, parameter('PARTSTAT'), parameter('RSVP')]).toEqual(expected);
    expect(kari.mimeMethod).toBe(kari.values('METHOD')[0]);
    expect(kari.values('METHOD')).toHaveLength(1);
  });

  it('UID: fixed for the life of the meeting, the same for all; ORGANIZER: the From address', async () => {
    const { id } = await mailOf('call');
    const { uid } = await meetingOf(world, id);
    for (const kind of ['moved', 'again', 'changed', 'cancelled']) {
      later();
      await verbs[kind]!(id);
      await world.work();
      for (const letter of (await letters(world)).values()) {
        expect(letter.values('UID')).toEqual([uid]);
        expect(letter.all('ORGANIZER')).toEqual(['ORGANIZER;CN="REG":mailto:reg@samrad.example.org']);
      }
    }
    expect(uid).toMatch(/^[0-9a-f-]{36}@samrad\.example\.org$/);
  });

  it('SEQUENCE: never falls, whatever follows upon what', async () => {
    const { id } = await mailOf('call');
    const seen: number[] = [0];
    for (const kind of ['changed', 'again', 'moved', 'reminder', 'removed', 'call', 'cancelled']) {
      later();
      const change = kind === 'moved' ? { start: '2026-12-12T09:00', end: '2026-12-12T15:00' } : null;
      await (change ? changed(world, id, change) : verbs[kind]!(id));
      await world.work();
      seen.push(Number((await letters(world)).get('kari')!.values('SEQUENCE')[0]));
    }
    expect(seen).toEqual([0, 1, 1, 2, 2, 2, 3, 4]);
  });

  it.each(['again', 'reminder', 'moved', 'cancelled'])(
    '%s: DTSTAMP and LAST-MODIFIED are of this very mail',
    async (kind) => {
      const { kari } = await mailOf(kind);
      expect([kari.values('DTSTAMP'), kari.values('LAST-MODIFIED').at(-1)]).toEqual([
        ['20261123T081000Z'],
        '20261123T081000Z',
      ]);
    },
  );

  it('ATTENDEE: the recipient alone, with role', async () => {
    const { kari } = await mailOf('call');
    expect(attendees(kari)).toEqual(['kari@no.example.org']);
    expect(kari.all('ATTENDEE')[0]).toContain('CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT');
    const id = await calledWith(world, ['kari']);
    const persons = [{ personId: world.people.maria, role: 'optional' as const }];
    await service().invite(system, id, { persons, contacts: [] });
    expect((await letters(world)).get('maria')!.all('ATTENDEE')[0]).toContain('ROLE=OPT-PARTICIPANT');
  });

  it('ATTENDEE: everybody where the meeting is set to show them; never in a CANCEL', async () => {
    const id = await world.plan();
    const { version } = await meetingOf(world, id);
    const settings = { version, showsParticipants: true, refusesProposals: true, reminderDays: [] };
    await world.get(MailSettings).set(system, id, settings);
    await service().invite(system, id, asked(world, 'kari', 'maria'));
    const { kari, maria } = Object.fromEntries(await letters(world)) as Record<string, Letter>;
    expect(attendees(kari!)).toEqual(['kari@no.example.org', 'maria@se.example.org']);
    expect(attendees(maria!)).toEqual(['maria@se.example.org', 'kari@no.example.org']);
    await service().invite(system, id, asked(world, 'samuel'));
    expect(attendees((await letters(world)).get('samuel')!)).toHaveLength(3);
    await verbs.cancelled!(id);
    await world.work();
    expect(attendees((await letters(world)).get('kari')!)).toEqual(['kari@no.example.org']);
  });

  it('X-MICROSOFT-DISALLOW-COUNTER: only where proposals are unwanted', async () => {
    const { id, kari } = await mailOf('call');
    expect(kari.values('X-MICROSOFT-DISALLOW-COUNTER')).toEqual([]);
    const { version } = await meetingOf(world, id);
    await world
      .get(MailSettings)
      .set(system, id, { version, showsParticipants: false, refusesProposals: true, reminderDays: [] });
    await verbs.again!(id);
    expect((await letters(world)).get('kari')!.values('X-MICROSOFT-DISALLOW-COUNTER')).toEqual(['TRUE']);
  });

  it('times: TZID with its VTIMEZONE, or UTC where the zones disagree', async () => {
    const { kari } = await mailOf('call');
    expect([kari.all('DTSTART').at(-1), kari.values('TZID')]).toEqual([
      'DTSTART;TZID=Europe/Oslo:20261210T090000',
      ['Europe/Oslo'],
    ]);
    const summer = { start: '2027-07-01T09:00', end: '2027-07-01T12:00', zone: 'America/Mexico_City' };
    await service().invite(system, await world.plan(summer), asked(world, 'kari'));
    const utc = (await letters(world)).get('kari')!;
    expect([utc.all('DTSTART'), utc.values('TZID')]).toEqual([['DTSTART:20270701T150000Z'], []]);
  });

  it('DESCRIPTION, URL, CONFERENCE, LOCATION: what it is about, the agenda, the join link in all three', async () => {
    const { kari } = await mailOf('call', { more: { description: 'About returns, in short.' } });
    const description = String(event(kari).getFirstPropertyValue('description'));
    expect(description).toContain('About returns, in short.');
    expect(description).toMatch(/https:\/\/samrad\.example\.org\/a\/[\w-]{20,}#agenda/);
    for (const name of ['location', 'url', 'conference']) {
      expect(String(event(kari).getFirstPropertyValue(name))).toContain('https://meet.example.org/reg');
    }
    expect(kari.text).toContain('About returns, in short.');
  });

  it('TRANSP, VALARM, CLASS: busy, no reminder of ours, nothing said about who may see it', async () => {
    const { kari } = await mailOf('call');
    expect([kari.values('TRANSP'), kari.lines.includes('BEGIN:VALARM'), kari.values('CLASS')]).toEqual([
      ['OPAQUE'],
      false,
      [],
    ]);
  });

  it('threads every later mail under the first one', async () => {
    const id = await world.plan();
    await verbs.call!(id);
    const first = (await world.mails()).find(({ toAddress }) => toAddress.startsWith('kari'))!;
    const seen = [first.messageId];
    for (const kind of ['moved', 'reminder', 'removed', 'call']) {
      later(1500);
      await verbs[kind]!(id);
      await world.work();
      const mail = (await world.mails()).find(({ toAddress }) => toAddress.startsWith('kari'))!;
      expect((await letterOf(mail)).head).toEqual(
        expect.arrayContaining([`In-Reply-To: ${first.messageId}`, `References: ${first.messageId}`]),
      );
      seen.push(mail.messageId);
    }
    expect(new Set(seen).size).toBe(5);
  });

  it('takes hostile names and titles into no header and no second line', async () => {
    const email = 'eve@no.example.org';
    const personId = await world
      .get(PersonService)
      .createContact(system, { givenName: 'Eve "E"', familyName: 'X', email });
    const id = await world.plan({ title: 'A; B, "C" \\ 😀' });
    const db = world.db;
    await db.tx(() =>
      db.run(sql`UPDATE person SET family_name = ${'X\r\nBcc: all@example.org'} WHERE id = ${personId}`),
    );
    await db.tx(() => db.run(sql`UPDATE meeting SET title = ${'A; B\r\nATTENDEE:mailto:x@y.no'} WHERE id = ${id}`));
    await service().invite(system, id, { persons: [{ personId, role: 'required' }], contacts: [] });
    const eve = (await letters(world)).get('eve')!;
    expect(eve.head.filter((line) => /^Bcc:/i.test(line))).toEqual([]);
    expect(attendees(eve)).toEqual([email]);
    expect(event(eve).getFirstPropertyValue('summary')).toBe('A; B ATTENDEE:mailto:x@y.no');
  });
});
