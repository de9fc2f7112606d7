import type { Result } from './bench.types.js';

const columns = ['Database', 'Case', 'Bare', 'Ours', 'Ratio', 'by CPU', 'Floor', 'Aim', 'Verdict'];

/** The results as a table that is both readable in a terminal and Markdown. */
export function tableOf(results: Result[]): string {
  const rows = [columns, ...results.map(cellsOf)];
  const widths = columns.map((_, at) => Math.max(3, ...rows.map((row) => row[at]!.length)));
  const line = (row: string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.slice(1).map(line)].join('\n');
}

const short = (ratio: number) => ratio.toFixed(ratio < 10 ? 2 : 0);

function cellsOf(result: Result): string[] {
  const { database, name, bare, ours, ratio, effort, floor, aim, isCost } = result;
  const sign = isCost ? '≤' : '≥';
  const bound = (value: number | undefined) => (value === undefined ? '' : `${sign} ${value}`);
  return [
    database,
    name,
    bare,
    ours,
    short(ratio),
    effort ? short(effort) : '',
    bound(floor),
    bound(aim),
    verdictOf(result),
  ];
}

export function verdictOf({ ratio, floor, aim, isCost }: Result): string {
  const reaches = (bound: number) => (isCost ? ratio <= bound : ratio >= bound);
  if (floor !== undefined && !reaches(floor)) return 'below the floor';
  if (aim !== undefined && !reaches(aim)) return 'above the floor';
  return aim === undefined && floor === undefined ? '' : 'reached';
}
