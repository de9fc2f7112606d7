/** A lifecycle as data: from each status, the statuses that may follow. */
export type Lifecycle<S extends string> = Readonly<Record<S, readonly S[]>>;

export const canStep = <S extends string>(next: Lifecycle<S>, from: S, to: S): boolean => next[from].includes(to);
