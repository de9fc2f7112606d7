import { wallOf } from '@samrad/platform/pure';

/**
 * The zone in which the people of a State usually sit (IANA time zone database, zone.tab; where a State has several, the
 * one of its capital). Only for showing a time beside the one that was proposed.
 */
const zones: Record<string, string> = {
  AL: 'Europe/Tirane',
  AM: 'Asia/Yerevan',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CH: 'Europe/Zurich',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GE: 'Asia/Tbilisi',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MD: 'Europe/Chisinau',
  ME: 'Europe/Podgorica',
  MK: 'Europe/Skopje',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  UA: 'Europe/Kyiv',
};

interface Slot {
  startAt: string;
  endAt: string;
  startWall: string;
  zone: string;
}

/** The same time on the clocks of a State; null where they show what was proposed, and for no State. */
export function timeIn(
  stateCode: string | null,
  slot: Slot,
): { startWall: string; endWall: string; zone: string } | null {
  const zone = stateCode && zones[stateCode];
  if (!zone) return null;
  const startWall = wallOf(slot.startAt, zone);
  return startWall === slot.startWall ? null : { startWall, endWall: wallOf(slot.endAt, zone), zone };
}
