/** Who said that a person knows something: the person, or a coordinator for them. */
export const statedBys = ['person', 'coordinator'] as const;
export type StatedBy = (typeof statedBys)[number];

/** Whoever saves their own expertise states all of it; what others save keeps what the person had stated. */
export const statedBy = (before: StatedBy | undefined, isOwn: boolean): StatedBy =>
  isOwn ? 'person' : (before ?? 'coordinator');

/**
 * Whether the rules of groups may count something that a person knows. By a group one reads documents and gets mails, so
 * nobody gets in by their own word alone; what an organiser has saved once stays good.
 */
export const isConfirmed = (before: boolean, isOwn: boolean): boolean => before || !isOwn;
