import type { PaperBlock, PaperTable } from '@samrad/platform/office';

/** How a paper comes into the book as one PDF: as it is, as a table, as its text; null: it stays outside. */
export type Way = 'asItIs' | 'table' | 'text';

const texts = ['wordprocessingml', 'opendocument.text', 'text/plain', 'text/markdown'];

export function wayInto(mediaType: string): Way | null {
  if (mediaType === 'application/pdf') return 'asItIs';
  if (mediaType.startsWith('text/csv')) return 'table';
  return texts.some((text) => mediaType.includes(text)) ? 'text' : null;
}

/** What is set of the papers of one book together; the longer ones are read in their own programs. */
export const mostLetters = 400_000;
export const mostRows = 1_000;
export const mostColumns = 12;

export const lettersIn = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);

/** Each line is a paragraph; what is blank is left out. */
export const linesOf = (passages: readonly { text: string }[]): string[] =>
  passages.flatMap(({ text }) => text.split('\n').filter((line) => line.trim() !== ''));

export const textBlocks = (lines: readonly string[]): PaperBlock[] =>
  lines.map((text) => ({ kind: 'paragraph', content: [{ text, strong: false, em: false, href: null }] }));

/** Whether a page is wide and the book thick enough for the table. */
export const fitsPaper = ({ header, rows }: Cells): boolean => header.length <= mostColumns && rows.length <= mostRows;

interface Cells {
  header: readonly string[];
  rows: readonly { cells: readonly string[] }[];
}

/** A file of rows as a table; cells beyond the headings get an empty one. */
export function sheetTable({ header, rows }: Cells): PaperTable {
  const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return {
    kind: 'grid',
    columns: padded(header).map((head) => ({ head, width: 1 })),
    rows: rows.map(({ cells }) => ({
      cells: padded(cells).map((text) => ({ lines: text ? [{ text, weight: 'plain' as const }] : [] })),
    })),
  };
}
