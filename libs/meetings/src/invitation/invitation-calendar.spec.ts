import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { instantOf } from '@samrad/platform/pure';
import { readCalendar } from '../../../../test/support/calendar-octets.js';
import { fold } from './calendar-line.js';
import { isZonedSafely, timeLine } from './calendar-zone.js';
import { buildFeed, buildInvitation, type FeedEvent, type InvitationInput } from './invitation-calendar.js';

const invitation = (change: Partial<InvitationInput> = {}): InvitationInput => ({
  method: 'REQUEST',
  uid: '0198b7a2-1c7e-7e8e-9d3c-2f1f0a9f7c11@samrad.example',
  sequence: 2,
  stamp: '2026-11-02T10:15:30.123Z',
  lastModified: '2026-11-01T09:00:00.000Z',
  summary: 'REG 14: Retur, reintegrering; og «frivillig» avreise',
  description: 'Dagsorden:\n1. Åpning\r\n2. Tall, trender; spørsmål\\svar',
  location: 'Hammersborggata 12, Oslo',
  url: 'https://samrad.example/i/abc123',
  conferenceUrl: 'https://meet.example.org/reg-14?pwd=a,b;c',
  start: { wall: '2026-12-10T09:00', zone: 'Europe/Oslo' },
  end: { wall: '2026-12-10T16:30', zone: 'Europe/Oslo' },
  status: 'CONFIRMED',
  organizer: { name: 'EMN Norway', address: 'reg@samrad.example' },
  attendee: {
    name: 'Łucja Ólafsdóttir',
    address: 'lucja@migri.example',
    role: 'REQ-PARTICIPANT',
    partstat: 'NEEDS-ACTION',
  },
  ...change,
});

const event = (change: Partial<FeedEvent> = {}): FeedEvent => ({ ...invitation(), organizer: null, ...change });
const head = { name: 'Samråd: møter', refresh: 'PT1H', stamp: '2026-11-02T10:15:30.000Z' };
const read = (text: string) => readCalendar(Buffer.from(text));
const parsed = (text: string) => new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!;

describe('the calendar part of an invitation', () => {
  it('is written octet by octet as the standards ask', () => {
    const { problems, values, all } = read(buildInvitation(invitation()));
    expect(problems).toEqual([]);
    expect(values('METHOD')).toEqual(['REQUEST']);
    expect(values('DTSTAMP')).toEqual(['20261102T101530Z']);
    expect(all('DTSTART')).toContain('DTSTART;TZID=Europe/Oslo:20261210T090000');
    expect(all('ATTENDEE')).toEqual([
      'ATTENDEE;CN="Łucja Ólafsdóttir";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:lucja@migri.example',
    ]);
    expect(all('ORGANIZER')).toEqual(['ORGANIZER;CN="EMN Norway":mailto:reg@samrad.example']);
    expect(values('SEQUENCE')).toEqual(['2']);
    expect(values('STATUS')).toEqual(['CONFIRMED']);
  });

  it('says the same when an independent reader reads it', () => {
    const component = parsed(buildInvitation(invitation()));
    expect(component.getFirstPropertyValue('summary')).toBe(invitation().summary);
    expect(component.getFirstPropertyValue('description')).toBe(
      'Dagsorden:\n1. Åpning\n2. Tall, trender; spørsmål\\svar',
    );
    expect(component.getFirstPropertyValue('conference')).toBe(invitation().conferenceUrl);
    expect(component.getFirstPropertyValue('url')).toBe(invitation().conferenceUrl);
    expect(component.getFirstPropertyValue('location')).toContain('reg-14');
    expect(component.getFirstProperty('attendee')!.getFirstParameter('cn')).toBe('Łucja Ólafsdóttir');
  });

  it('cancels for everybody with a status, for one person without', () => {
    const all = read(buildInvitation(invitation({ method: 'CANCEL', status: 'CANCELLED', sequence: 3 })));
    expect(all.problems).toEqual([]);
    expect([all.values('METHOD'), all.values('STATUS'), all.values('SEQUENCE')]).toEqual([
      ['CANCEL'],
      ['CANCELLED'],
      ['3'],
    ]);
    expect(all.all('ATTENDEE').join()).not.toContain('RSVP');
    const one = read(buildInvitation(invitation({ method: 'CANCEL', status: null })));
    expect(one.values('STATUS')).toEqual([]);
  });

  it('takes quotation marks, line breaks and emoji anywhere without breaking a line', () => {
    const nasty = 'Ola "Ole", \\; \r\nBEGIN:VALARM\u0000 😀\u2028x';
    const text = buildInvitation(
      invitation({
        summary: nasty,
        description: nasty,
        location: nasty,
        conferenceUrl: null,
        url: 'https://samrad.example/i/x\r\nATTENDEE:mailto:x@y.no',
        organizer: { name: nasty, address: 'reg@blåbær.example' },
        attendee: { ...invitation().attendee, name: nasty, address: "o'neil%x@migri.example" },
      }),
    );
    const { problems, all } = read(text);
    expect(problems).toEqual([]);
    expect(all('ATTENDEE')).toHaveLength(1);
    expect(all('ATTENDEE')[0]).toMatch(/:mailto:o'neil%25x@migri\.example$/);
    expect(all('ORGANIZER')[0]).toMatch(/:mailto:reg@xn--blbr-roah\.example$/);
    expect(parsed(text).getFirstProperty('attendee')!.getFirstParameter('cn')).toBe("Ola 'Ole', /; BEGIN:VALARM 😀 x");
  });

  it('never breaks the octet rules, whatever the texts', () => {
    const unit = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(unit, unit, unit, (summary, description, name) => {
        const attendee = { ...invitation().attendee, name };
        expect(read(buildInvitation(invitation({ summary, description, attendee }))).problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([74, 75, 76, 149, 150, 223])('folds a line of %i octets between characters', (size) => {
    const line = `X:${'å'.repeat(Math.floor((size - 2) / 2))}${size % 2 ? 'a' : ''}`;
    const folded = fold(line);
    expect(Math.max(...folded.split('\r\n').map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(75);
    expect(folded.replace(/\r\n /g, '')).toBe(`${line}\r\n`);
  });
});

describe('times and zones', () => {
  it.each([
    ['2026-10-25T01:30', 'Europe/Oslo'],
    ['2026-10-26T09:00', 'Europe/Oslo'],
    ['2027-03-28T03:30', 'Europe/Oslo'],
    ['2027-03-27T09:00', 'Europe/Lisbon'],
    ['2026-12-10T09:00', 'Europe/Kyiv'],
    ['2026-07-01T09:00', 'America/St_Johns'],
    ['2026-07-01T09:00', 'Asia/Kathmandu'],
    ['2026-07-01T09:00', 'America/Mexico_City'],
    ['2026-07-01T09:00', 'UTC'],
  ])('gives %s in %s the instant the server has', (wall, zone) => {
    const text = buildInvitation(invitation({ start: { wall, zone }, end: { wall, zone } }));
    expect(read(text).problems).toEqual([]);
    expect(clockOf(text)).toBe(instantOf(wall, zone));
  });

  it('names the zone of every capital in the network as it was asked for', () => {
    const zones = [
      'Oslo',
      'Stockholm',
      'Copenhagen',
      'Amsterdam',
      'Luxembourg',
      'Zagreb',
      'Kyiv',
      'Tallinn',
      'Nicosia',
      'Dublin',
    ];
    for (const zone of zones
      .map((city) => `Europe/${city}`)
      .concat('Atlantic/Reykjavik', 'Asia/Tbilisi', 'Asia/Yerevan')) {
      for (const wall of ['2026-12-10T09:00', '2027-06-10T09:00']) {
        expect(timeLine('DTSTART', { wall, zone })).toContain(`;TZID=${zone}:`);
      }
    }
  });

  it('writes UTC where the zone library is behind the times', () => {
    expect(isZonedSafely({ wall: '2026-07-01T09:00', zone: 'America/Mexico_City' })).toBe(false);
    expect(timeLine('DTSTART', { wall: '2026-07-01T09:00', zone: 'America/Mexico_City' })).toBe(
      'DTSTART:20260701T150000Z',
    );
  });

  it.each(['America/New_York', 'UTC', 'Asia/Kathmandu'])('does not care that the server stands in %s', async (zone) => {
    const here = buildInvitation(invitation());
    expect(await builtIn(zone)).toBe(here);
    expect(clockOf(here)).toBe('2026-12-10T08:00:00.000Z');
  });
});

describe('the feed', () => {
  it('publishes the same meetings, names nobody and keeps cancelled ones as cancelled', () => {
    const events = [
      event(),
      event({ uid: 'two@samrad.example', status: 'CANCELLED' }),
      event({ uid: 'three@samrad.example', start: { wall: '2026-12-11T09:00', zone: 'Europe/Vilnius' } }),
    ];
    const { problems, values, all } = read(buildFeed(events, head));
    expect(problems).toEqual([]);
    expect(values('METHOD')).toEqual(['PUBLISH']);
    expect(values('UID')).toEqual([invitation().uid, 'two@samrad.example', 'three@samrad.example']);
    expect(values('STATUS')).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
    expect(all('ATTENDEE')).toEqual([]);
    expect(values('X-PUBLISHED-TTL')).toEqual(['PT1H']);
    expect(all('REFRESH-INTERVAL')).toEqual(['REFRESH-INTERVAL;VALUE=DURATION:PT1H']);
    expect(values('TZID')).toEqual(['Europe/Oslo', 'Europe/Vilnius']);
  });

  it('is a valid calendar when it is empty of meetings', () => {
    const { problems, values } = read(buildFeed([], head));
    expect(problems).toEqual([]);
    expect(values('X-WR-CALNAME')).toEqual(['Samråd: møter']);
  });
});

/** The start as an independent reader computes it from the text alone. */
function clockOf(text: string): string {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zone = calendar.getFirstSubcomponent('vtimezone');
  const start = calendar.getFirstSubcomponent('vevent')!.getFirstPropertyValue('dtstart') as ICAL.Time;
  if (zone) start.zone = new ICAL.Timezone(zone);
  return new Date(start.toUnixTime() * 1000).toISOString();
}

/** The same invitation written by another process whose clock shows another zone. */
async function builtIn(zone: string): Promise<string> {
  const entry = fileURLToPath(new URL('./invitation-calendar.ts', import.meta.url));
  const code = `import { buildInvitation } from ${JSON.stringify(entry)};
    if (new Date().getTimezoneOffset() === ${zone === 'UTC' ? 1 : 0}) throw new Error('no other zone');
    process.stdout.write(buildInvitation(${JSON.stringify(invitation())}));`;
  const stdin = { contents: code, resolveDir: dirname(entry), loader: 'ts' as const };
  const built = await build({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  const script = ['--input-type=module', '-e', built.outputFiles[0].text];
  return execFileSync(process.execPath, script, { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
}
