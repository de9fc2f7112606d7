/** Who said that a person knows something: the person, or a coordinator for them. */
export const statedBys = ['person', 'coordinator'] as const;
export type StatedBy = (typeof statedBys)[number];

/** Whoever saves their own expertise states all of it; what others save keeps what the person had stated. */
export const statedBy = (before: StatedBy | undefined, isOwn: boolean): StatedBy =>
  isOwn ? 'person' : (before ?? 'coordinator');
