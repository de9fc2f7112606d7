import type { Known } from '@samrad/network';
import { eachString, fold } from '@samrad/platform/pure';

/** What stands where they stood. */
export interface Pseudonym {
  givenName: string;
  familyName: string;
}

/** Stays of a State what its official answers need: that somebody of it was asked. @param id tells several apart */
export const pseudonymOf = ({ stateCode, id }: { stateCode: string | null; id: string }): Pseudonym => ({
  givenName: 'Former participant',
  familyName: [stateCode, id.replaceAll('-', '').slice(-6)].filter(Boolean).join('-'),
});

/** Tables that are kept as they are, and why: `myself.kept.<why>`. */
export const keptTables: Record<string, 'record' | 'archive' | 'sent'> = {
  minutes: 'record',
  minutes_section: 'record',
  minutes_version: 'record',
  decision: 'record',
  document: 'archive',
  document_version: 'archive',
  document_passage: 'archive',
  kept_paper: 'archive',
  mail_message: 'sent',
};

/** Written anew by who owns them: the log with its chain, and the index. */
export const apartTables = ['event', 'trace', 'seal', 'search_entry', 'search_word'];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const alone = (text: string) => `(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{N}])`;
const addressAlone = (text: string) => `(?<![\\p{L}\\p{N}.+_-])${escaped(text)}(?![\\p{L}\\p{N}_-])`;

/** The ways in which a name is written. One word alone names nobody in particular. */
function writings({ givenName, familyName }: Pseudonym): string[] {
  const [given, family] = [givenName.trim(), familyName.trim()];
  return given && family ? [`${given} ${family}`, `${family}, ${given}`, `${family} ${given}`] : [];
}

const longestFirst = (a: string, b: string) => b.length - a.length;
const distinct = (texts: string[]) => [...new Set(texts.filter(Boolean))].sort(longestFirst);

/** Every text that names somebody; what holds none of them need not be read. */
export function hintsOf({ names, addresses }: Known): string[] {
  const written = names.flatMap(writings);
  return distinct([...written, ...written.map(fold), ...addresses]);
}

/** Writes a text, or all texts within JSON, anew without somebody: names become the pseudonym, addresses go. */
export function withoutPerson({ names, addresses }: Known, pseudonym: Pseudonym): (text: string) => string {
  const name = `${pseudonym.givenName} ${pseudonym.familyName}`;
  const written = distinct(names.flatMap(writings));
  const folded = distinct(written.map(fold).filter((one) => !written.includes(one)));
  const rules: [RegExp, string][] = [
    ...distinct([...addresses]).map((one): [RegExp, string] => [new RegExp(addressAlone(one), 'giu'), '']),
    ...written.map((one): [RegExp, string] => [new RegExp(alone(one), 'giu'), name]),
    // Copies of the order of lists only: in a sentence “as per” is nobody.
    ...folded.map((one): [RegExp, string] => [new RegExp(`^${escaped(one)}$`, 'u'), fold(name)]),
  ];
  const anew = (text: string) => rules.reduce((result, [pattern, instead]) => result.replace(pattern, instead), text);
  return (text) => eachString(text, anew);
}

interface Change {
  field: string;
  from: unknown;
}

const isName = (field: string): field is keyof Pseudonym => field === 'givenName' || field === 'familyName';
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The name before a change of it; the same name when another field changed. */
function nameBefore(after: Pseudonym, change: readonly Change[]): Pseudonym {
  const before = { ...after };
  for (const { field, from } of change) if (isName(field) && typeof from === 'string') before[field] = from;
  return before;
}

const isSame = (a: Pseudonym, b: Pseudonym) => a.givenName === b.givenName && a.familyName === b.familyName;

/** Names and addresses that the history still tells. @param changes newest first, of one person */
export function formerly(now: Pseudonym, changes: readonly (readonly Change[])[]): Known {
  const names = [now];
  for (const change of changes) {
    const before = nameBefore(names.at(-1)!, change);
    if (!isSame(before, names.at(-1)!)) names.push(before);
  }
  const addresses = changes.flat().flatMap(({ field, from }) => (field === 'emails' ? textsIn(from) : []));
  return { names, addresses };
}
