/** The answer of one State: aspects in order, the first is the most wanted. */
export interface Answered {
  stateCode: string;
  aspectIds: readonly string[];
}

/** How an aspect came out. */
export interface Outcome {
  points: number;
  /** How many States put it first. */
  firsts: number;
  /** How many States named it. */
  named: number;
  /** 1 is the best; the same points and firsts share a rank. */
  rank: number;
}

/** The first of `most` places is worth `most` points, the last one point. */
export const pointsFor = (place: number, most: number): number => Math.max(0, most + 1 - place);

/** Counts the answers: most points first, then most first places, then the order of the list. */
export function resultOf<A extends { id: string }>(
  aspects: readonly A[],
  answers: readonly Answered[],
  most: number,
): (A & Outcome)[] {
  const counted = aspects.map((aspect) => {
    const places = answers.map(({ aspectIds }) => aspectIds.indexOf(aspect.id) + 1).filter((place) => place > 0);
    const points = places.reduce((sum, place) => sum + pointsFor(place, most), 0);
    return { ...aspect, points, firsts: places.filter((place) => place === 1).length, named: places.length };
  });
  const sorted = [...counted].sort((a, b) => b.points - a.points || b.firsts - a.firsts);
  const isSame = (a: Pick<Outcome, 'points' | 'firsts'>, b: typeof a) => a.points === b.points && a.firsts === b.firsts;
  return sorted.map((one) => ({ ...one, rank: sorted.findIndex((other) => isSame(other, one)) + 1 }));
}
