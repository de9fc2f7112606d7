/** What a person can know. */
export const expertiseKinds = ['topics', 'languages', 'methods', 'countries'] as const;
export type ExpertiseKind = (typeof expertiseKinds)[number];

/** Who said that a person knows something: the person, or a coordinator for them. */
export const statedBys = ['person', 'coordinator'] as const;
export type StatedBy = (typeof statedBys)[number];

/** Whoever saves their own expertise states all of it; what others save keeps what the person had stated. */
export const statedBy = (before: StatedBy | undefined, isOwn: boolean): StatedBy =>
  isOwn ? 'person' : (before ?? 'coordinator');

/**
 * Whether the rule of a group may give a right by it: nobody gets in by their own word alone. What an organiser adds is
 * confirmed and stays so when the person looks through it; what the person said is confirmed only by saying so.
 * @param before undefined: it was not there
 */
export function isConfirmed(before: boolean | undefined, by: { isOwn: boolean; isConfirming: boolean }): boolean {
  if (before === undefined) return !by.isOwn;
  return before || (by.isConfirming && !by.isOwn);
}

type Choices = Partial<Record<ExpertiseKind, readonly string[]>>;

/** The order in which choices come tells nothing: the same ones stay as they stand in the record. */
export function asOrdered<T extends Choices>(before: Choices, after: T): T {
  const same = expertiseKinds.filter((kind) => isSameSet(before[kind], after[kind]));
  return { ...after, ...Object.fromEntries(same.map((kind) => [kind, before[kind]])) };
}

const isSameSet = (some?: readonly string[], others?: readonly string[]): boolean =>
  some !== undefined && others !== undefined && [...some].sort().join() === [...others].sort().join();
