// The whole life of an invitation with the server in one zone and in another, over both nights when Oslo's clock changes.
import { runInThisContext } from 'node:vm';
import ICAL from 'ical.js';
import { system } from '@samrad/platform/auth';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { asked, changed, letters, rowOf, type Letter } from '../../../../test/support/told.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { InvitationService } from './invitation.service.js';

/** The process itself: the sandbox of a spec has a copy of its environment that moves no clock. */
const server = runInThisContext('process') as NodeJS.Process;
const home = server.env.TZ;
let world: MeetingsWorld;
afterEach(async () => {
  await world.close();
  if (home === undefined) delete server.env.TZ;
  else server.env.TZ = home;
});

/** Start and end as an independent reader computes them, with what else makes two mails the same. */
function read({ ics, values, to }: Letter) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const zone = calendar.getFirstSubcomponent('vtimezone');
  const vevent = calendar.getFirstSubcomponent('vevent')!;
  const instant = (name: string) => {
    const time = vevent.getFirstPropertyValue(name) as ICAL.Time;
    if (zone && !time.zone.tzid.includes('UTC')) time.zone = new ICAL.Timezone(zone);
    return new Date(time.toUnixTime() * 1000).toISOString();
  };
  const facts = ['METHOD', 'SEQUENCE', 'DTSTAMP', 'STATUS'].map((name) => values(name)[0]);
  return [to, ...facts, instant('dtstart'), instant('dtend')].join(' ');
}

async function life(zone: string): Promise<string[]> {
  server.env.TZ = zone;
  world = await openMeetings();
  world.clock.at = '2026-10-01T08:00:00.000Z';
  const service = world.get(InvitationService);
  const told: string[] = [];
  const hear = async () => {
    await world.work();
    told.push(...[...(await letters(world)).values()].map(read).sort());
    world.clock.at = new Date(Date.parse(world.clock.at) + 3_600_000).toISOString();
  };
  const id = await world.plan({ start: '2026-10-24T09:00', end: '2026-10-26T12:00', answerBy: null });
  await service.hold(system, id);
  await hear();
  await service.invite(system, id, asked(world, 'kari', 'maria'));
  await hear();
  await changed(world, id, { start: '2026-10-25T02:30', end: '2026-10-25T03:30' });
  await hear();
  await changed(world, id, { place: 'Bergen' });
  await hear();
  await service.invite(system, id, asked(world, 'thomas'));
  await hear();
  await service.remove(system, (await rowOf(world, id, 'thomas')).id);
  await hear();
  const spring = { reason: 'Later', start: '2027-03-27T09:00', end: '2027-03-28T12:00', zone: null };
  await world.get(MeetingLife).postpone(system, id, spring);
  await hear();
  await service.resend(system, (await rowOf(world, id, 'kari')).id);
  await hear();
  await world.get(MeetingLife).cancel(system, id, { reason: 'x' });
  await hear();
  return told;
}

const autumn = '2026-10-24T07:00:00.000Z 2026-10-26T11:00:00.000Z';
const night = '2026-10-25T00:30:00.000Z 2026-10-25T02:30:00.000Z';
const spring = '2027-03-27T08:00:00.000Z 2027-03-28T10:00:00.000Z';
const [kari, maria, samuel, thomas] = ['kari@no', 'maria@se', 'samuel@no', 'thomas@de'].map(
  (one) => `${one}.example.org`,
);

describe('the life of an invitation', () => {
  it.each(['America/New_York', 'UTC', 'Asia/Kathmandu'])(
    'tells the same instants with the server in %s',
    async (zone) => {
      const told = await life(zone);
      expect(new Date('2026-07-01T12:00:00Z').getHours()).toBe({ 'America/New_York': 8, UTC: 12 }[zone] ?? 17);
      expect(told).toEqual([
        ...[kari, maria, samuel].map((to) => `${to} REQUEST 0 20261001T080000Z TENTATIVE ${autumn}`),
        ...[kari, maria].map((to) => `${to} REQUEST 1 20261001T090000Z CONFIRMED ${autumn}`),
        `${samuel} CANCEL 0 20261001T090000Z  ${autumn}`,
        ...[kari, maria].map((to) => `${to} REQUEST 2 20261001T100000Z CONFIRMED ${night}`),
        ...[kari, maria].map((to) => `${to} REQUEST 3 20261001T110000Z CONFIRMED ${night}`),
        `${thomas} REQUEST 3 20261001T120000Z CONFIRMED ${night}`,
        `${thomas} CANCEL 3 20261001T130000Z  ${night}`,
        ...[kari, maria].map((to) => `${to} REQUEST 4 20261001T140000Z CONFIRMED ${spring}`),
        `${kari} REQUEST 4 20261001T150000Z CONFIRMED ${spring}`,
        ...[kari, maria].map((to) => `${to} CANCEL 5 20261001T160000Z CANCELLED ${spring}`),
      ]);
    },
  );
});
