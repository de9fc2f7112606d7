import { sha256 } from './digest.js';
import {
  canonical,
  firstHash,
  hashOf,
  judgeLink,
  judgeNoted,
  judgeRecord,
  notedOf,
  personalOf,
  shapeOf,
  type Link,
  type Removals,
  type SealedRecord,
} from './seal.rules.js';

const record = (id: string, more: Partial<SealedRecord> = {}): SealedRecord => ({
  id,
  at: '2026-12-01T08:00:00.000Z',
  shape: { kind: 'person.updated', subjectId: 'p1', actorId: 'p2' },
  personal: { actorName: 'Kari Nordmann', data: { fields: ['phone'] } },
  ...more,
});

function chainOf(...records: SealedRecord[]): Link[] {
  const links: Link[] = [];
  for (const [index, one] of records.entries()) {
    const salt = `salt-${one.id}`;
    const link = {
      ...{ place: index + 1, source: 'event' as const, recordId: one.id, recordAt: one.at },
      ...{ shape: shapeOf(one, sha256), personal: personalOf(one, salt, sha256), sealedAt: one.at },
    };
    links.push({ ...link, salt, hash: hashOf(link, links.at(-1)?.hash ?? firstHash, sha256) });
  }
  return links;
}

const faultsOf = (links: Link[]) => {
  let before: Pick<Link, 'place' | 'hash'> = { place: 0, hash: firstHash };
  return links.flatMap((link) => {
    const faults = judgeLink(link, before, sha256);
    before = link;
    return faults.map(({ kind, place }) => `${kind} ${place}`);
  });
};

const nothing: Removals = { forgottenUntil: '', redacted: new Set() };
const judged = (link: Link, found: SealedRecord | undefined, removals = nothing) =>
  judgeRecord(link, found, { removals, digest: sha256 }).map(({ kind }) => kind);

describe('one text for one value', () => {
  it.each([
    [{ b: 1, a: [2, { d: null, c: 'æ' }] }, '{"a":[2,{"c":"æ","d":null}],"b":1}'],
    [{ a: undefined }, '{}'],
    [undefined, 'null'],
    ['"', String.raw`"\""`],
  ])('%j', (value, text) => expect(canonical(value)).toBe(text));
});

describe('the chain', () => {
  const [a, b, c] = [record('a'), record('b'), record('c')];
  const links = chainOf(a, b, c);
  const [first, second, third] = links as [Link, Link, Link];

  it.each<[string, Link[], string[]]>([
    ['is whole as it was sealed', links, []],
    ['misses a link taken out', [first, third], ['place-missing 2']],
    ['misses the first', [second, third], ['place-missing 1']],
    ['notices a digest exchanged', [first, { ...second, personal: sha256('x') }, third], ['link-changed 2']],
    ['notices another time', [first, { ...second, sealedAt: '2026-12-02T08:00:00.000Z' }, third], ['link-changed 2']],
    [
      'notices two that changed places',
      [first, { ...third, place: 2 }, { ...second, place: 3 }],
      ['link-changed 2', 'link-changed 3'],
    ],
    [
      'notices a link that was made to fit by itself, at the next one',
      [first, { ...second, personal: 'x', hash: hashOf({ ...second, personal: 'x' }, first.hash, sha256) }, third],
      ['link-changed 3'],
    ],
    ['cannot see that its end is missing', [first, second], []],
  ])('%s', (_, given, expected) => expect(faultsOf(given)).toEqual(expected));

  it.each<[string, string, Pick<Link, 'hash'> | undefined, string[]]>([
    ['fits', `2:${second.hash}`, second, []],
    ['is written anew', `2:${second.hash}`, third, ['noted-differs']],
    ['ends before', `3:${third.hash}`, undefined, ['chain-shortened']],
  ])('by a noted hash: it %s', (...[, noted, at, expected]) =>
    expect(judgeNoted(notedOf(noted)!, at).map(({ kind }) => kind)).toEqual(expected),
  );

  it.each(['', '12', 'x:abc', `1:${'g'.repeat(64)}`, `-1:${'a'.repeat(64)}`])('takes no hash such as “%s”', (text) =>
    expect(notedOf(text)).toBeNull(),
  );
});

describe('a record', () => {
  const kept = record('a');
  const link = chainOf(kept)[0]!;
  const trace: Link = { ...link, source: 'trace' };
  const renamed = record('a', { personal: { ...kept.personal, actorName: 'Ola' } });
  const redacted = { ...nothing, redacted: new Set(['event a']) };

  it.each<[string, string[], string[]]>([
    ['is as it was sealed', judged(link, kept), []],
    ['was deleted', judged(link, undefined), ['record-missing']],
    ['tells of somebody else', judged(link, renamed), ['record-changed']],
    ['happened at another time', judged(link, record('a', { at: '2026-11-01T08:00:00.000Z' })), ['record-changed']],
    ['is of another kind', judged(link, record('a', { shape: { kind: 'x' } })), ['record-changed']],
    ['lost its salt, and nobody says why', judged({ ...link, salt: null }, renamed), ['salt-missing']],
    ['was lawfully emptied', judged({ ...link, salt: null }, renamed, redacted), []],
    [
      'was lawfully emptied and then made of another kind',
      judged({ ...link, salt: null }, record('a', { shape: { kind: 'x' } }), redacted),
      ['record-changed'],
    ],
    [
      'tells of removals, and is said to be removed itself',
      judged(
        chainOf(record('a', { shape: { noun: 'trace' } }))[0]!,
        record('a', { shape: { noun: 'trace' }, personal: {} }),
        redacted,
      ),
      ['record-changed'],
    ],
    [
      'was lawfully forgotten',
      judged(trace, undefined, { ...nothing, forgottenUntil: '2026-12-02T00:00:00.000Z' }),
      [],
    ],
    [
      'was deleted before its time',
      judged(trace, undefined, { ...nothing, forgottenUntil: '2026-12-01T08:00:00.000Z' }),
      ['record-missing'],
    ],
    [
      'is an event, which is never forgotten',
      judged(link, undefined, { ...nothing, forgottenUntil: '2027-01-01T00:00:00.000Z' }),
      ['record-missing'],
    ],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});
