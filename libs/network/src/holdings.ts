import { MailMessage } from '@samrad/platform/mail';

/** A row by its columns' property names. */
export type Held = Readonly<Record<string, unknown>>;

/** What one context holds for a person or an organisation. */
export interface Holding {
  /** Counted under this word: `duplicates.holds.<counted>`. */
  counted: string;
  /**
   * Of two rows that a unique key makes one: which says what counts, and in which properties. Left out: the row of the
   * record that stays. What belongs to the other row moves under the one that stays.
   */
  answer?: { properties: readonly string[]; isTheirs: (ours: Held, theirs: Held) => boolean };
  /** Further keys that the database does not enforce: never two rows with the same values in these properties. */
  once?: readonly string[];
  /** Never moves: the row of the record that goes is set aside, e.g. a link that signs in. */
  staysBehind?: boolean;
  /** Never joined: where both have one, one of them is set aside with all that hangs on it, e.g. an account. */
  isSingle?: boolean;
  /** A period that does not overlap others with the same values in these properties. */
  periodWithin?: readonly string[];
  /** Copy of the record's `sortName` in this property. */
  sortName?: string;
  /** The row goes when the person's data are erased. Otherwise it stays, of somebody without a name. */
  isErased?: boolean;
}

interface HeldColumn {
  entity: unknown;
  property: string;
  of: 'person' | 'organisation';
  holding: Holding;
}

const all: HeldColumn[] = [];

const holds = (of: HeldColumn['of'], holding: Holding) => (target: object, property: string) => {
  all.push({ entity: target.constructor, property, of, holding });
};

/** Beside a column that holds a person's id: how the row behaves when two persons become one. */
export const HoldsPerson = (holding: Holding) => holds('person', holding);
/** Beside a column that holds an organisation's id. */
export const HoldsOrganisation = (holding: Holding) => holds('organisation', holding);

/** For entities of `platform`, which knows no persons. */
export function holdsPerson(entity: unknown, property: string, holding: Holding): void {
  all.push({ entity, property, of: 'person', holding });
}

/** Everything registered so far: entity classes and their properties. */
export const holdings = (): readonly HeldColumn[] => all;

const answerTime = (row: Held) => (typeof row.answeredAt === 'string' ? row.answeredAt : '');
/** The newer answer counts. */
export const newerAnswer = (ours: Held, theirs: Held): boolean => answerTime(theirs) > answerTime(ours);

holdsPerson(MailMessage, 'personId', { counted: 'mails', isErased: true });
