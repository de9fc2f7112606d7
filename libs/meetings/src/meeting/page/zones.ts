/** Zones in which the network meets, first in the list. */
const usual = [
  'Europe/Oslo',
  'Europe/Brussels',
  'Europe/Amsterdam',
  'Europe/Athens',
  'Europe/Berlin',
  'Europe/Bratislava',
  'Europe/Bucharest',
  'Europe/Budapest',
  'Europe/Chisinau',
  'Europe/Dublin',
  'Europe/Helsinki',
  'Europe/Kyiv',
  'Europe/Lisbon',
  'Europe/Madrid',
  'Europe/Paris',
  'Europe/Prague',
  'Europe/Riga',
  'Europe/Rome',
  'Europe/Sofia',
  'Europe/Stockholm',
  'Europe/Tallinn',
  'Europe/Vienna',
  'Europe/Vilnius',
  'Europe/Warsaw',
  'Europe/Zagreb',
  'Asia/Tbilisi',
  'Asia/Yerevan',
  'UTC',
];

const rest = Intl.supportedValuesOf('timeZone').filter((zone) => !usual.includes(zone));

/** Every IANA zone for a select, the usual ones first. */
export const zoneOptions = [...usual, ...rest].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
