import { type HeadingDepth, headingDepths } from './heading-depth.js';
import { safeHref } from './link.js';
import { placeOf, type RecordPlace, type RichNode, type RichText, printable } from './rich-text.js';
import { type PlacedCell, tableGrid } from './table-grid.js';

/** Words with their marks, or a line break: what a PDF template shows with `text()`, never as markup. */
export type TypstInline = { break: true } | { text: string; strong: boolean; em: boolean; href: string | null };

/** One cell at its place. */
export interface TypstCell {
  x: number;
  y: number;
  colspan: number;
  rowspan: number;
  header: boolean;
  content: TypstInline[];
}

/** Plain data for the PDF templates; `base.typ` of the pdf part shows it. */
export type TypstBlock =
  | { kind: 'paragraph'; content: TypstInline[] }
  | { kind: 'heading'; depth: number; content: TypstInline[] }
  | { kind: 'list'; start: number | null; items: TypstBlock[][] }
  | { kind: 'quote'; blocks: TypstBlock[] }
  | { kind: 'table'; columns: number; headRows: number; cells: TypstCell[] };

/** The text as data for a PDF template. @param record blocks for a record at its place; without it nothing stands there */
export function toTypst<B = never>(text: RichText, record: (place: RecordPlace) => B[] = () => []): (TypstBlock | B)[] {
  const depthOf = headingDepths();
  return (text.doc.content ?? []).flatMap((block): (TypstBlock | B)[] =>
    block.type === 'record' ? record(placeOf(block)) : blocksOf([block], depthOf),
  );
}

function blocksOf(blocks: RichNode[] = [], depthOf: HeadingDepth): TypstBlock[] {
  return blocks.filter(hasSomething).map((block) => blockOf(block, depthOf));
}

function hasSomething(block: RichNode): boolean {
  return !['paragraph', 'heading'].includes(block.type) || Boolean(block.content?.length);
}

function blockOf(block: RichNode, depthOf: HeadingDepth): TypstBlock {
  switch (block.type) {
    case 'heading':
      return { kind: 'heading', depth: depthOf(block), content: inlineOf(block.content) };
    case 'bullet_list':
      return { kind: 'list', start: null, items: itemsOf(block, depthOf) };
    case 'ordered_list':
      return { kind: 'list', start: block.attrs?.order ?? 1, items: itemsOf(block, depthOf) };
    case 'blockquote':
      return { kind: 'quote', blocks: blocksOf(block.content, depthOf) };
    case 'table':
      return tableOf(block);
    default:
      return { kind: 'paragraph', content: inlineOf(block.content) };
  }
}

function itemsOf(list: RichNode, depthOf: HeadingDepth): TypstBlock[][] {
  return (list.content ?? []).map((item) => blocksOf(item.content, depthOf));
}

function tableOf(table: RichNode): TypstBlock {
  const { columns, headRows, rows } = tableGrid(table);
  return { kind: 'table', columns, headRows, cells: rows.flat().map(cellOf) };
}

function cellOf({ cell, x, y, colspan, rowspan }: PlacedCell): TypstCell {
  return { x, y, colspan, rowspan, header: cell.type === 'table_header', content: inlineOf(cell.content) };
}

function inlineOf(content: RichNode[] = []): TypstInline[] {
  return content.map((node) => {
    if (node.type === 'hard_break') return { break: true };
    const has = (type: string) => Boolean(node.marks?.some((mark) => mark.type === type));
    const link = node.marks?.find((mark) => mark.type === 'link');
    return {
      text: printable(node.text ?? ''),
      strong: has('strong'),
      em: has('em'),
      href: safeHref(link?.attrs?.href),
    };
  });
}
