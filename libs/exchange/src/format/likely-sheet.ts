import { headingRow, SheetRefused, type SheetRow } from '@samrad/platform/files';
import { isHeading } from '../row/import-columns.rules.js';
import type { ReadList } from './list-reader.js';

/** How many rows from the top say what a sheet is. */
const top = 50;

/** The sheet of a workbook that looks most like a list, the first of equals: a cover page comes before many lists. */
export async function likelySheet(list: ReadList): Promise<string | null> {
  let best: { sheet: string | null; likeness: number } = { sheet: list.sheets[0] ?? null, likeness: -1 };
  if (list.sheets.length < 2) return best.sheet;
  for (const sheet of list.sheets) {
    const likeness = likenessOf(await topOf(list, sheet));
    if (likeness > best.likeness) best = { sheet, likeness };
  }
  return best.sheet;
}

/** A sheet that cannot be read is not the list; when it is the only one, reading it says why. */
async function topOf(list: ReadList, sheet: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  try {
    for await (const row of list.rows(sheet)) if (rows.push(row) >= top) break;
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error;
  }
  return rows;
}

/** Known headings with a row below them, then any headings with a row below, then several rows, then one. */
function likenessOf(rows: readonly SheetRow[]): number {
  const at = headingRow(rows, isHeading);
  const cells = rows[at]?.cells ?? [];
  if (at + 1 >= rows.length) return rows.length ? 0 : -1;
  if (cells.filter((cell) => isHeading(cell)).length >= 2) return 3;
  return cells.filter((cell) => cell.trim() !== '').length >= 2 ? 2 : 1;
}
