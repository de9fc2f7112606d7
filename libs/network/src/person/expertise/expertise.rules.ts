/** Who said that a person knows something: the person, or a coordinator for them. */
export const statedBys = ['person', 'coordinator'] as const;
export type StatedBy = (typeof statedBys)[number];

/** Whoever saves their own expertise states all of it; what others save keeps what the person had stated. */
export const statedBy = (before: StatedBy | undefined, isOwn: boolean): StatedBy =>
  isOwn ? 'person' : (before ?? 'coordinator');

/**
 * Whether the rule of a group may give a right by it: nobody gets in by their own word alone, and what an organiser has
 * saved once stays good when the person looks through it.
 */
export const isConfirmed = (before: boolean, isOwn: boolean): boolean => before || !isOwn;
