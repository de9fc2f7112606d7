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
  const open = { audience: 'public', exemption: null, closed: null } as const;
  const holding = { ...open, closed: 'states' } as const;
  const network = { ...open, audience: 'network' } as const;
  it.each([
    { what: 'public, all of it', one: open, said: undefined, isAsked: false },
    { what: 'public, but closed items are in the file', one: holding, said: undefined, isAsked: true },
    { what: 'the same, of which somebody said it', one: holding, said: '20', isAsked: false },
    { what: 'the same, of which somebody said that none applies', one: holding, said: null, isAsked: false },
    { what: 'of the network', one: network, said: undefined, isAsked: true },
    {
      what: 'of the network, with its exemption',
      one: { ...network, exemption: '20' },
      said: undefined,
      isAsked: false,
    },
  ] as const)('$what', ({ one, said, isAsked }) => expect(isUndecided(one, said)).toBe(isAsked));
});
