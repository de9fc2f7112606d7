import type { RichNode } from './rich-text.js';

/** One cell at its place, counted from 0. */
export interface PlacedCell {
  cell: RichNode;
  x: number;
  y: number;
  colspan: number;
  rowspan: number;
}

/** A table laid out so that no two cells overlap and none reaches outside. */
export interface TableGrid {
  columns: number;
  /** How many rows from the top hold header cells only. */
  headRows: number;
  rows: PlacedCell[][];
}

/** Lays out a table's cells with their spans; a cell that finds its place taken moves to the right. */
export function tableGrid(table: RichNode): TableGrid {
  const rows = table.content ?? [];
  const taken = rows.map(() => [] as boolean[]);
  const placed = rows.map((row, y) => {
    let from = 0;
    return (row.content ?? []).map((cell) => {
      const found = place(cell, y, { taken, from });
      from = found.x + found.colspan;
      return found;
    });
  });
  const columns = Math.max(1, ...taken.map((line) => line.length));
  return { columns, headRows: headRows(placed), rows: placed };
}

function place(cell: RichNode, y: number, { taken, from }: { taken: boolean[][]; from: number }): PlacedCell {
  const colspan = cell.attrs?.colspan ?? 1;
  const rowspan = Math.min(cell.attrs?.rowspan ?? 1, taken.length - y);
  const x = freePlace(taken.slice(y, y + rowspan), colspan, from);
  for (const line of taken.slice(y, y + rowspan)) line.length = Math.max(line.length, x + colspan);
  for (const line of taken.slice(y, y + rowspan)) line.fill(true, x, x + colspan);
  return { cell, x, y, colspan, rowspan };
}

function freePlace(lines: boolean[][], width: number, from: number): number {
  let x = from;
  while (lines.some((line) => line.slice(x, x + width).includes(true))) x += 1;
  return x;
}

/** Rows that hold only header cells and from which nothing reaches into the body; never the whole table. */
function headRows(rows: PlacedCell[][]): number {
  const first = rows.findIndex((cells) => cells.length === 0 || cells.some(({ cell }) => cell.type !== 'table_header'));
  const head = first < 0 ? rows.length - 1 : first;
  const reachesOut = rows
    .slice(0, head)
    .flat()
    .some(({ y, rowspan }) => y + rowspan > head);
  return reachesOut ? 0 : Math.max(0, head);
}
