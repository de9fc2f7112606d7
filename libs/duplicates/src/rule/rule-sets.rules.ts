import type { Likeness, Noun, Reason } from './rule.types.js';

/** What each sign weighs, in points. */
export const weights = {
  person: {
    sameEmail: 100,
    samePhone: 45,
    likeEmail: 40,
    sameName: 60,
    swappedName: 55,
    soundingName: 55,
    furtherName: 55,
    misspeltName: 55,
    likeName: 45,
    initialName: 35,
    otherGivenName: -25,
    otherName: -45,
    sameState: 15,
    otherState: -30,
    sameOrganisation: 20,
  },
  organisation: {
    sameNumber: 100,
    sameName: 70,
    sameWords: 70,
    likeWords: 60,
    acronym: 75,
    sameWebsite: 60,
    otherName: -45,
    sameState: 15,
    otherState: -45,
    otherNumber: -60,
  },
} as const satisfies Record<Noun, Record<string, number>>;

export const ruleSetNames = ['careful', 'usual', 'wide'] as const;
export type RuleSetName = (typeof ruleSetNames)[number];

/** More points a sign of a set of one's own cannot weigh, for or against. */
export const mostPoints = 200;

/** How alike is alike: what signs weigh, where not as usual, and how many points are enough. */
export interface Rules {
  threshold: number;
  /** Sign → points. */
  weights?: Readonly<Record<string, number>>;
}

/** Points from which a pair counts as alike. */
export const thresholds: Record<RuleSetName, number> = { careful: 90, usual: 70, wide: 55 };

export const isAlike = ({ score }: Likeness, ruleSet: RuleSetName): boolean => score >= thresholds[ruleSet];

/** The same signs, weighed by a set of one's own; what weighs nothing is no sign. */
export function weighedBy({ reasons }: Likeness, weights: Readonly<Record<string, number>>): Likeness {
  const own = reasons.map((reason) => ({ ...reason, weight: weights[reason.sign] ?? reason.weight }));
  return weighed(own.filter(({ weight }) => weight !== 0));
}

/** Points of the signs found; those that speak for one record first. */
export function weighed(reasons: readonly Reason[]): Likeness {
  const score = reasons.reduce((sum, { weight }) => sum + weight, 0);
  return { score, reasons: [...reasons].sort((a, b) => b.weight - a.weight) };
}
