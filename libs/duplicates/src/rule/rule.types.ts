export const nouns = ['person', 'organisation'] as const;
/** What may be there twice. */
export type Noun = (typeof nouns)[number];

/** A sign that two records are one, with what it weighs and the words of both records that made it. */
export interface Reason {
  /** Of the table of signs; `duplicates.sign.<sign>` says it in words. */
  sign: string;
  /** Points: above zero speaks for one record, below for two. */
  weight: number;
  left?: string;
  right?: string;
}

export interface Likeness {
  score: number;
  reasons: Reason[];
}
