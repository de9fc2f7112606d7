/** How many persons know a topic in a State; `state` null: of no State. */
export interface Counted {
  topic: string;
  state: string | null;
  persons: number;
}

export interface MatrixCell {
  state: string;
  persons: number;
}

export interface MatrixRow {
  topic: string;
  cells: MatrixCell[];
  /** Of EU bodies and international organisations. */
  others: number;
  /** All persons who know it. */
  persons: number;
  /** States where nobody does. */
  gaps: string[];
}

export interface Matrix {
  states: string[];
  rows: MatrixRow[];
  /** For each State: topics that nobody there knows. */
  gapsByState: MatrixCell[];
  /** Cells without anybody, of all. */
  gaps: number;
  cells: number;
}

/** Topics by States, in the order given; what is counted of other States counts with those of none. */
export function matrixOf(topics: readonly string[], states: readonly string[], counted: readonly Counted[]): Matrix {
  const known = new Map(counted.map((one) => [keyOf(one.topic, one.state), one.persons]));
  const rows = topics.map((topic) => rowOf(topic, states, { known, counted }));
  const gapsByState = states.map((state, at) => ({
    state,
    persons: rows.filter(({ cells }) => cells[at]!.persons === 0).length,
  }));
  const gaps = rows.reduce((sum, row) => sum + row.gaps.length, 0);
  return { states: [...states], rows, gapsByState, gaps, cells: topics.length * states.length };
}

const keyOf = (topic: string, state: string | null) => `${topic} ${state ?? ''}`;

function rowOf(
  topic: string,
  states: readonly string[],
  { known, counted }: { known: ReadonlyMap<string, number>; counted: readonly Counted[] },
): MatrixRow {
  const cells = states.map((state) => ({ state, persons: known.get(keyOf(topic, state)) ?? 0 }));
  const all = counted.filter((one) => one.topic === topic).reduce((sum, { persons }) => sum + persons, 0);
  const here = cells.reduce((sum, { persons }) => sum + persons, 0);
  const gaps = cells.filter(({ persons }) => persons === 0).map(({ state }) => state);
  return { topic, cells, others: all - here, persons: all, gaps };
}
