import type { MergeInput } from './merge.dto.js';

type Row = Record<string, unknown>;
type Side = 'kept' | 'lost' | 'both';

/** Days in which a merge can be undone. */
export const undoDays = 30;
/** More addresses than a person's form takes. */
export const mostAddresses = 10;

/** Columns that one choice is about. */
const columnsOf: Record<MergeInput['noun'], Partial<Record<keyof MergeInput, string[]>>> = {
  person: {
    name: ['given_name', 'family_name', 'sort_name'],
    stateCode: ['state_code'],
    phone: ['phone'],
    mailLanguage: ['mail_language'],
    leftOn: ['left_on', 'has_departure'],
    about: ['about'],
    externalKey: ['external_key'],
    note: ['note'],
  },
  organisation: {
    name: ['name', 'sort_name'],
    acronym: ['acronym'],
    type: ['type'],
    stateCode: ['state_code'],
    website: ['website'],
    number: ['number'],
    externalKey: ['external_key'],
    note: ['note'],
  },
};

/** Fields whose texts can stand one after the other. */
export const texts: ReadonlySet<string> = new Set(['note', 'about']);

/** What changes in the row that stays. */
export function chosen(input: MergeInput, kept: Row, lost: Row): Row {
  const choices = Object.entries(columnsOf[input.noun]) as [keyof MergeInput, string[]][];
  // Who asked that their data are not used goes on having asked.
  const restricted = input.noun === 'person' ? { restricted_at: kept.restricted_at ?? lost.restricted_at } : {};
  const values = Object.fromEntries(
    choices.flatMap(([field, columns]) =>
      columns.map((column) => [column, valueOf(input[field] as Side, kept[column], lost[column])]),
    ),
  );
  return { ...values, ...restricted };
}

function valueOf(side: Side, kept: unknown, lost: unknown): unknown {
  if (side === 'lost') return lost;
  if (side === 'kept' || !lost || kept === lost) return kept;
  return typeof kept === 'string' && typeof lost === 'string' ? `${kept}\n\n${lost}` : (kept ?? lost);
}

/** What to choose at first: what is there, where the other has nothing; both texts. */
export function suggested(noun: MergeInput['noun'], kept: Row, lost: Row): Record<string, Side> {
  const fields = Object.entries(columnsOf[noun]) as [string, string[]][];
  return Object.fromEntries(
    fields.map(([field, [column]]) => {
      if (texts.has(field) && kept[column!] && lost[column!] && kept[column!] !== lost[column!]) return [field, 'both'];
      return [field, !kept[column!] && lost[column!] && field !== 'leftOn' ? 'lost' : 'kept'];
    }),
  );
}

/** How many rows of each word. */
export function tally(changes: readonly { kind: string; counted: string | null }[]) {
  const count = (kind: string) => {
    const counts: Record<string, number> = {};
    for (const change of changes) {
      if (change.kind === kind && change.counted) counts[change.counted] = (counts[change.counted] ?? 0) + 1;
    }
    return counts;
  };
  return { moved: count('changed'), setAside: count('set_aside') };
}
export type Tally = ReturnType<typeof tally>;
