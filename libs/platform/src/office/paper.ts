import type { Language } from '@samrad/platform/i18n';
import type { TypstBlock } from '@samrad/platform/richtext';

/** A line of a table's cell. */
export interface CellLine {
  text: string;
  /** Strong: what the line is about. Small: what stands beside it. */
  weight: 'plain' | 'strong' | 'small';
}

/** A cell of a table; `rows`: over how many rows it stands, 1 when absent. */
export interface PaperCell {
  lines: CellLine[];
  rows?: number;
}

/** A table with a head that is repeated on each page. */
export interface PaperTable {
  kind: 'grid';
  /** Width as a share of what the narrow columns leave; null: as narrow as its words. */
  columns: { head: string; width: number | null }[];
  /** Cells that an upper one stands over are left out. A row that leads stays on the page of the row after it. */
  rows: { cells: PaperCell[]; isShaded?: boolean; leads?: boolean }[];
}

/**
 * A piece of a document: what people wrote as rich text, or a part that we put together. `section` is a heading of the
 * first level, `label` a small heading within it, `note` small print, `frame` words that must stand out.
 */
export type PaperBlock =
  | TypstBlock
  | PaperTable
  | { kind: 'section' | 'label' | 'note'; text: string }
  | { kind: 'frame'; title: string; text: string }
  | { kind: 'signatures'; lines: { label: string; name: string }[] };

/**
 * A document before it has a format: put together once, in one language, for one reader. Each writer makes the same
 * document of it: HTML, PDF, DOCX, ODT.
 */
export interface Paper {
  language: Language;
  title: string;
  /** Who publishes; stands at the top. */
  publisher: string;
  subtitle: string | null;
  /** Status and version: `Draft, version 2`. */
  status: string;
  /** Stands at the foot of each page. */
  footer: string;
  /** `Page {page} of {pages}` */
  pages: string;
  /** Rows below the title: date, place, chair … */
  facts: { label: string; value: string }[];
  blocks: PaperBlock[];
}

/** A cell with one plain line, or none. */
export const plain = (text: string | null): PaperCell => ({
  lines: text ? [{ text, weight: 'plain' }] : [],
});

const narrow = 0.8;

/** How wide the columns are where widths must be told beforehand: shares of 1. */
export function sharesOf(columns: PaperTable['columns']): number[] {
  const whole = columns.reduce((sum, { width }) => sum + (width ?? narrow), 0);
  return columns.map(({ width }) => (width ?? narrow) / whole);
}

/** Rows that have a value. */
export const known = (facts: { label: string; value: string | null }[]): Paper['facts'] =>
  facts.flatMap(({ label, value }) => (value ? [{ label, value }] : []));

/** Language and country, as word processors name a language. */
export const officeTag = (language: Language): string => ({ nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' })[language];
