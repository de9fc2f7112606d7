import { stateCodes } from '@samrad/network';
import { isZone, wallOf } from '@samrad/platform/pure';
import { timeIn } from './state-zones.rules.js';

const slot = {
  startAt: '2026-12-10T08:00:00.000Z',
  endAt: '2026-12-10T10:00:00.000Z',
  startWall: '2026-12-10T09:00',
  zone: 'Europe/Oslo',
};

describe('the time on the clocks of a State', () => {
  it.each([
    ['FI', '2026-12-10T10:00', 'Europe/Helsinki'],
    ['PT', '2026-12-10T08:00', 'Europe/Lisbon'],
    ['AM', '2026-12-10T12:00', 'Asia/Yerevan'],
  ])('differs in %s: %s', (code, startWall, zone) => {
    expect(timeIn(code, slot)).toMatchObject({ startWall, zone });
  });

  it.each([['NO'], ['BE'], [null], ['XX']])('is not shown for %s', (code) => {
    expect(timeIn(code, slot)).toBeNull();
  });

  it('is known for every State of the register', () => {
    const inAuckland = { ...slot, startWall: wallOf(slot.startAt, 'Pacific/Auckland'), zone: 'Pacific/Auckland' };
    const zones = stateCodes.map((code) => timeIn(code, inAuckland)?.zone ?? '');
    expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
  });
});
