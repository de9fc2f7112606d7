interface Line {
  personId: string | null;
  isFinished: boolean | number;
}

/**
 * Why a line cannot go to another person: the end of a locale key under `actions.assignment.refused`; null: it can.
 * @param all the lines of its action
 */
export function refusalToHandOver(
  line: Line,
  toPersonId: string,
  all: readonly Pick<Line, 'personId'>[],
): 'notOfPerson' | 'finished' | 'same' | 'askedAlready' | null {
  if (line.personId === null) return 'notOfPerson';
  if (line.isFinished) return 'finished';
  if (line.personId === toPersonId) return 'same';
  return all.some(({ personId }) => personId === toPersonId) ? 'askedAlready' : null;
}
