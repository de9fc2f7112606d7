import type { Day } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import data from './data/states.json' with { type: 'json' };

export const participationKinds = ['member', 'observer'] as const;
export type ParticipationKind = (typeof participationKinds)[number];

/** A period of a State's part in the European Migration Network; both days included, `null`: no end. */
export interface StateParticipation {
  kind: ParticipationKind;
  validFrom: Day;
  validTo: Day | null;
  /** What is unsure about the dates, in English. */
  note: string | null;
}

/** A State as the data file has it. The code is ISO 3166-1 alpha-2; Eurostat's differs for Greece (EL). */
export interface StateRecord {
  code: string;
  eurostatCode: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  eu: boolean;
  /** In the European Economic Area. */
  eea: boolean;
  participation: StateParticipation[];
}

/** All States known to the product, as they come with it. */
export const knownStates = data as readonly StateRecord[];

const byCode = new Map(knownStates.map((state) => [state.code, state]));

export const stateCodes = knownStates.map(({ code }) => code);

/**
 * ISO code of a code that people write: Greece is EL in the network and GR inside. Anything else stays as it is.
 */
export function isoCodeOf(written: string): string {
  const code = written.trim().toUpperCase();
  return knownStates.find(({ eurostatCode }) => eurostatCode === code)?.code ?? code;
}

/** The code that the network uses and readers see. */
export const shownCode = (code: string): string => byCode.get(code)?.eurostatCode ?? code;

export const isStateCode = (code: string): boolean => byCode.has(code);

/** A name that the database holds in three languages. */
export interface Named {
  nameEn: string;
  nameNb: string;
  nameNn: string;
}

/** Names as they were edited; read from the database by `StateNames`, because a name is needed in the middle of a line. */
let given: ReadonlyMap<string, Named> = new Map();

export function nameStates(states: readonly (Named & { code: string })[]): void {
  given = new Map(states.map((state) => [state.code, state]));
}

const namedBy = (code: string): Named | undefined => given.get(code) ?? byCode.get(code);

/** The name in the reader's language. */
export function nameIn(named: Named, language: Language): string {
  if (language === 'nb') return named.nameNb;
  return language === 'nn' ? named.nameNn : named.nameEn;
}

/** The State's name, or the code itself when it is unknown. */
export function stateName(code: string, language: Language): string {
  const state = namedBy(code);
  return state ? nameIn(state, language) : code;
}

/** All names of a State, for search. */
export function stateNames(code: string | null): string[] {
  const state = code ? namedBy(code) : undefined;
  return state ? [...new Set([state.nameEn, state.nameNb, state.nameNn])] : [];
}

/** What a State takes part as on a day; null: not at all. */
export function participationOn(periods: readonly StateParticipation[], day: Day): StateParticipation | null {
  return periods.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo >= day)) ?? null;
}
