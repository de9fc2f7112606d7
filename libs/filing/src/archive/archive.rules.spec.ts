import { directionOf, isUndecided, pathOf } from './archive.rules.js';

describe('the direction of a document', () => {
  it.each([
    ['minutes', '2026-12-01T10:00:00.000Z', 'out'],
    ['agenda', '2026-12-01T10:00:00.000Z', 'out'],
    ['minutes', null, 'internal'],
    ['participants', null, 'internal'],
    ['document', null, 'internal'],
  ] as const)('%s, published %s: %s', (kind, publishedAt, direction) => {
    expect(directionOf({ kind, publishedAt })).toBe(direction);
  });
});

describe('the name of a file in the package', () => {
  it.each([
    { place: 1, name: 'Dagsorden: Retur og «praksis»', path: 'dokumenter/01 Dagsorden Retur og «praksis».pdf' },
    { place: 12, name: '../../etc/passwd', path: 'dokumenter/12 .. .. etc passwd.pdf' },
    { place: 3, name: '\u0000', path: 'dokumenter/03 dokument.pdf' },
  ])('$path', ({ place, name, path }) => {
    expect(pathOf(place, name, 'pdf')).toBe(path);
  });
});

describe('whether somebody must say what exempts a document before it is filed', () => {
  it.each([
    ['public, all of it', { audience: 'public', exemption: null, closed: null }, undefined, false],
    [
      'public, but closed items are in the file',
      { audience: 'public', exemption: null, closed: 'states' },
      undefined,
      true,
    ],
    ['the same, of which somebody said it', { audience: 'public', exemption: null, closed: 'states' }, '20', false],
    [
      'the same, of which somebody said that none applies',
      { audience: 'public', exemption: null, closed: 'states' },
      null,
      false,
    ],
    ['of the network', { audience: 'network', exemption: null, closed: null }, undefined, true],
    ['of the network, with its exemption', { audience: 'network', exemption: '20', closed: null }, undefined, false],
  ] as const)('%s', (_what, one, said, isAsked) => expect(isUndecided(one, said)).toBe(isAsked));
});
