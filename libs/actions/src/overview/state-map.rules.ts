/** Column and row of a State on the map of tiles, both from 1. */
export interface Place {
  column: number;
  row: number;
}

/**
 * Europe as tiles of one size, so that small States are read as easily as large ones: each State about where its
 * neighbours expect it. It says nothing about borders. `·` is no State of the network, and stays empty.
 */
const drawing = `
  ·  ·  ·  NO SE FI ·  ·  ·
  ·  ·  ·  ·  ·  EE ·  ·  ·
  IE ·  ·  ·  ·  LV ·  ·  ·
  ·  ·  NL DE PL LT ·  ·  ·
  ·  BE LU CZ SK UA ·  ·  ·
  ·  FR ·  AT HU RO MD ·  GE
  PT ES IT SI HR RS BG ·  AM
  ·  ·  ·  ·  ME MK ·  ·  ·
  ·  ·  MT ·  AL GR ·  CY ·`;

export const mapPlaces: ReadonlyMap<string, Place> = new Map(
  drawing
    .trim()
    .split('\n')
    .flatMap((line, row) =>
      line
        .trim()
        .split(/\s+/)
        .map((code, column): [string, Place] => [code, { column: column + 1, row: row + 1 }]),
    )
    .filter(([code]) => code !== '·'),
);

/** States in the order in which the map is read, row by row; those without a place in it come last, in a row of their own. */
export function onMap<T extends { code: string }>(states: readonly T[]): (T & Place)[] {
  const unknown = states.filter(({ code }) => !mapPlaces.has(code));
  const below = Math.max(...[...mapPlaces.values()].map(({ row }) => row)) + 1;
  const placed = states.map((state) => {
    const place = mapPlaces.get(state.code);
    return { ...state, ...(place ?? { column: unknown.indexOf(state) + 1, row: below }) };
  });
  return placed.sort((a, b) => a.row - b.row || a.column - b.column);
}
