interface Line {
  isFinished: boolean | number;
  /** `YYYY-MM-DD`. */
  dueOn: string | null;
}

/** Why no other date can be asked for: the end of a locale key under `actions.extension.refused`; null: go on. */
export function refusalToExtend({ isFinished, dueOn }: Line): 'finished' | 'noDue' | null {
  if (isFinished) return 'finished';
  return dueOn === null ? 'noDue' : null;
}

/** What is wrong with the day asked for: the end of a locale key under `actions.extension.invalid`; null: nothing. */
export function faultOf(wanted: string, { dueOn }: Line, today: string): 'notLater' | 'past' | null {
  if (wanted < today) return 'past';
  return dueOn !== null && wanted <= dueOn ? 'notLater' : null;
}

/** Whether a due date of one's own outlives a new one of the whole action: as long as it is the later one. */
export const outlives = (own: string | null, general: string | null): boolean =>
  own !== null && general !== null && own > general;
