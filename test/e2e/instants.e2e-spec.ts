// Meetings around the nights when clocks change, on servers in two zones: page, API, mail, file and feed name one instant.
import { runInThisContext } from 'node:vm';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import request from 'supertest';
import { InvitationService, MeetingFeed, MeetingLife, MeetingService } from '@samrad/meetings';
import { loadReferenceData, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { loadEnv } from '../../config/env.js';
import { freshPlace, type DatabasePlace } from '../support/database.js';
import { plain } from '../support/invited.js';
import { StillClock } from '../support/network.js';

interface Night {
  zone: string;
  start: string;
  end: string;
  /** What it is in UTC, from the tables of the zones. */
  from: string;
  to: string;
}

const nights: Night[] = [
  // Oslo leaves summer time on 25 October 2026 at 01:00 UTC, and enters it on 28 March 2027 at 01:00 UTC.
  { zone: 'Europe/Oslo', start: '2026-10-24T09:00', end: '2026-10-24T16:00', from: '24T07:00', to: '24T14:00' },
  { zone: 'Europe/Oslo', start: '2026-10-25T00:30', end: '2026-10-25T04:00', from: '24T22:30', to: '25T03:00' },
  { zone: 'Europe/Oslo', start: '2026-10-25T09:00', end: '2026-10-25T16:00', from: '25T08:00', to: '25T15:00' },
  { zone: 'Europe/Oslo', start: '2027-03-27T09:00', end: '2027-03-27T16:00', from: '27T08:00', to: '27T15:00' },
  { zone: 'Europe/Oslo', start: '2027-03-28T01:30', end: '2027-03-28T04:00', from: '28T00:30', to: '28T02:00' },
  { zone: 'Europe/Oslo', start: '2027-03-28T09:00', end: '2027-03-28T16:00', from: '28T07:00', to: '28T14:00' },
  // At the same moments, where the clock is 2:30 behind and 5:45 ahead.
  { zone: 'America/St_Johns', start: '2026-10-25T05:30', end: '2026-10-25T12:30', from: '25T08:00', to: '25T15:00' },
  { zone: 'America/St_Johns', start: '2027-03-28T04:30', end: '2027-03-28T11:30', from: '28T07:00', to: '28T14:00' },
  { zone: 'Asia/Kathmandu', start: '2026-10-25T13:45', end: '2026-10-25T20:45', from: '25T08:00', to: '25T15:00' },
  { zone: 'Asia/Kathmandu', start: '2027-03-28T12:45', end: '2027-03-28T19:45', from: '28T07:00', to: '28T14:00' },
];
const instantsOf = ({ start, from, to }: Night) =>
  [from, to].map((moment) => new Date(`${start.slice(0, 8)}${moment}Z`).toISOString());

/** The zone of this very process; its environment is out of a test's reach otherwise. */
const setServerZone = (zone: string | undefined) =>
  runInThisContext(zone ? `process.env.TZ = '${zone}'` : 'delete process.env.TZ');

/** What a calendar program makes of the text, by the rules that come along in it. */
function instantsIn(ics: string, uid: string): string[] {
  const events = new ICAL.Component(ICAL.parse(ics) as unknown[]).getAllSubcomponents('vevent');
  const event = new ICAL.Event(events.find((one) => one.getFirstPropertyValue('uid') === uid)!);
  return [event.startDate, event.endDate].map((time) => new Date(time.toUnixTime() * 1000).toISOString());
}

/** The same where a program knows the zone by its name. */
function wallsIn(zone: string, instants: string[]): string[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return instants.map((instant) => format.format(new Date(instant)).replace(' ', 'T'));
}

describe.each(['America/New_York', 'UTC'])('on a server in %s', (serverZone) => {
  const before = process.env.TZ;
  let place: DatabasePlace;
  let server: RunningServer;
  const meetings: (Night & { id: string; uid: string })[] = [];

  const get = <T>(token: new (...parts: never[]) => T): T => server.app.get(token);
  const ask = (path: string) => request(server.app.getHttpServer()).get(path).set('accept-language', 'en');

  async function call(night: Night, personId: string) {
    const { zone, start, end } = night;
    const id = await get(MeetingService).plan(system, { ...plain, zone, start, end, audience: 'public' });
    await get(InvitationService).invite(system, id, { persons: [{ personId, role: 'required' }], contacts: [] });
    if (!(await get(Db).row(sql`SELECT id FROM meeting WHERE id = ${id} AND called_at IS NOT NULL`))) {
      await get(MeetingLife).call(system, id);
    }
    const { uid } = (await get(Db).row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${id}`))!;
    meetings.push({ ...night, id, uid });
  }

  beforeAll(async () => {
    setServerZone(serverZone);
    place = await freshPlace();
    const env = loadEnv({ ...place.settings, LOG_LEVEL: 'error', PUBLIC_URL: 'http://127.0.0.1' });
    server = await createServer(env, new StillClock('2026-10-01T08:00:00.000Z'));
    await loadReferenceData(server.app);
    await server.app.getHttpAdapter().getInstance().ready();
    const contact = { givenName: 'Anna', familyName: 'Power', email: 'anna@example.org', stateCode: 'IE' };
    const personId = await get(PersonService).createContact(system, contact);
    for (const night of nights) await call(night, personId);
    await get(Jobs).runDue();
  });
  afterAll(async () => {
    await server.close();
    await place.remove();
    setServerZone(before);
  });

  it('is indeed there', () => {
    expect(new Date('2026-10-25T12:00:00Z').getTimezoneOffset()).toBe(serverZone === 'UTC' ? 0 : 240);
  });

  it('the expected instants are those of the zones', () => {
    for (const night of nights) expect(wallsIn(night.zone, instantsOf(night))).toEqual([night.start, night.end]);
  });

  it('the API and the page say the instant, and the time on the wall of the place', async () => {
    for (const { id, start, ...night } of meetings) {
      const { body } = (await ask(`/api/v1/meetings/${id}`)) as { body: { startAt: string; endAt: string } };
      expect([body.startAt, body.endAt]).toEqual(instantsOf({ start, ...night }));
      const { text } = await ask(`/meetings/${id}`);
      expect(text).toContain(`datetime="${body.startAt}"`);
      expect(text).toContain(start.slice(11));
    }
  });

  it('the calendar in the mail means the instant', async () => {
    const mails = await get(Db).rows<{ raw: string }>(sql`SELECT raw FROM mail_message ORDER BY id`);
    const texts = await Promise.all(mails.map(({ raw }) => simpleParser(Buffer.from(raw, 'latin1'))));
    const calendars = texts.flatMap(({ attachments }) =>
      attachments.filter((part) => part.contentType === 'text/calendar').map((part) => part.content.toString()),
    );
    expect(calendars).toHaveLength(nights.length);
    for (const { uid, ...night } of meetings) {
      const ics = calendars.find((text) => text.replace(/\r\n /g, '').includes(uid))!;
      expect(instantsIn(ics, uid)).toEqual(instantsOf(night));
    }
  });

  it('the file to save and the feed mean the instant', async () => {
    const feed = (await get(MeetingFeed).forEveryone()).ics!.toString();
    expect((await ask('/calendar/public.ics')).text).toBe(feed);
    for (const { id, uid, ...night } of meetings) {
      expect(instantsIn(feed, uid)).toEqual(instantsOf(night));
      expect(instantsIn((await ask(`/meetings/${id}/meeting.ics`)).text, uid)).toEqual(instantsOf(night));
    }
  });
});
