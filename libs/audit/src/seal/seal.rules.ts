/** A record of the log: what names nobody, and what does. */
export interface SealedRecord {
  id: string;
  at: string;
  /** Sort, ids, time, numbers: stays for ever. */
  shape: Record<string, unknown>;
  /** Names and contents: may lawfully go. */
  personal: Record<string, unknown>;
}

/** A link of the chain, as stored. */
export interface Link {
  place: number;
  source: 'event' | 'trace';
  recordId: string;
  recordAt: string;
  shape: string;
  personal: string;
  salt: string | null;
  sealedAt: string;
  hash: string;
}

export const faultKinds = [
  'place-missing',
  'link-changed',
  'record-missing',
  'record-changed',
  'salt-missing',
  'noted-differs',
  'chain-shortened',
  'sealed-late',
  'unsealed',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  place: number;
  source?: Link['source'];
  recordId?: string;
}

/** What may lawfully be gone, as events in the chain say. */
export interface Removals {
  /** Traces before this moment; empty: none. */
  forgottenUntil: string;
  /** `source id` of records whose names and contents went. */
  redacted: ReadonlySet<string>;
}

export type Digest = (text: string) => string;

/** What stands before the first link. */
export const firstHash = '0'.repeat(64);

/** One text for one value: keys in order, no spaces, absent as null. So it is the same on every database and for ever. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

export const shapeOf = (record: SealedRecord, digest: Digest): string =>
  digest(canonical({ id: record.id, at: record.at, ...record.shape }));

/** The salt keeps a short content, e.g. a name, from being guessed after it is gone. */
export const personalOf = (record: SealedRecord, salt: string, digest: Digest): string =>
  digest(`${salt}\n${canonical(record.personal)}`);

export const hashOf = (link: Omit<Link, 'hash' | 'salt'>, before: string, digest: Digest): string => {
  const { place, source, recordId, recordAt, shape, personal, sealedAt } = link;
  return digest([before, place, source, recordId, recordAt, shape, personal, sealedAt].join('\n'));
};

/** Whether a link stands where it should and fits to the one before. One fault is told once, not for all that follow. */
export function judgeLink(link: Link, before: Pick<Link, 'place' | 'hash'>, digest: Digest): Fault[] {
  const here = { place: link.place, source: link.source, recordId: link.recordId };
  if (link.place !== before.place + 1) return [{ kind: 'place-missing', place: before.place + 1 }];
  return hashOf(link, before.hash, digest) === link.hash ? [] : [{ kind: 'link-changed', ...here }];
}

/** Whether a record is still what was sealed. */
export function judgeRecord(
  link: Link,
  record: SealedRecord | undefined,
  { removals, digest }: { removals: Removals; digest: Digest },
): Fault[] {
  const kind = record ? faultOf(link, record, { removals, digest }) : faultOfMissing(link, removals);
  return kind ? [{ kind, place: link.place, source: link.source, recordId: link.recordId }] : [];
}

const faultOfMissing = ({ source, recordAt }: Link, { forgottenUntil }: Removals): FaultKind | null =>
  source === 'trace' && recordAt < forgottenUntil ? null : 'record-missing';

function faultOf(
  link: Link,
  record: SealedRecord,
  { removals, digest }: { removals: Removals; digest: Digest },
): FaultKind | null {
  if (shapeOf(record, digest) !== link.shape) return 'record-changed';
  const isEmptied = removals.redacted.has(`${link.source} ${link.recordId}`) && !tellsOfRemoval(record);
  if (isEmptied) return null;
  if (link.salt === null) return 'salt-missing';
  return personalOf(record, link.salt, digest) === link.personal ? null : 'record-changed';
}

/** Such a record names nobody and is never emptied: else it could be made to cover more. */
const tellsOfRemoval = ({ shape }: SealedRecord): boolean => shape.noun === 'trace';

const day = 86_400_000;

/**
 * What was sealed more than a day after it says that it happened was unprotected meanwhile, or was written later: the
 * worker stood still, the chain was made anew, or an entry was invented. @param proven up to here a hash noted outside
 * says that all was as it is
 */
export function judgeDelay({ place, source, recordId, sealedAt, recordAt }: Link, proven: number): Fault[] {
  const isLate = Date.parse(sealedAt) - Date.parse(recordAt) > day;
  return isLate && place > proven ? [{ kind: 'sealed-late', place, source, recordId }] : [];
}

/** Entries that lie in no seal for more than a day. @param oldest moment of the oldest of them; null: there are none */
export const judgeUnsealed = (oldest: string | null, now: string, last: number): Fault[] =>
  oldest !== null && Date.parse(now) - Date.parse(oldest) > day ? [{ kind: 'unsealed', place: last }] : [];

/** A hash that somebody wrote down outside: `place:hash`. */
export function notedOf(text: string): { place: number; hash: string } | null {
  const match = /^(\d{1,10}):([0-9a-f]{64})$/i.exec(text.trim());
  return match && { place: Number(match[1]), hash: match[2]!.toLowerCase() };
}

/** @param at the link at the noted place; undefined when the chain ends before it */
export function judgeNoted(noted: { place: number; hash: string }, at: Pick<Link, 'hash'> | undefined): Fault[] {
  if (!at) return [{ kind: 'chain-shortened', place: noted.place }];
  return at.hash === noted.hash ? [] : [{ kind: 'noted-differs', place: noted.place }];
}
