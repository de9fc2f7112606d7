import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import { safeHref } from './link.js';

function whole(low: number, high: number): (value: unknown) => void {
  return (value) => {
    if (!Number.isInteger(value) || (value as number) < low || (value as number) > high) {
      throw new RangeError(`not a whole number from ${low} to ${high}`);
    }
  };
}

function canonicalHref(value: unknown): void {
  if (safeHref(value) !== value) throw new RangeError('not a canonical http, https or mailto address');
}

const kindOfRecord = likeness(/^[a-z]{2,20}$/);
const idOfRecord = likeness(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);

function likeness(pattern: RegExp): (value: unknown) => void {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new RangeError(`not like ${pattern.source}`);
  };
}

const cell: NodeSpec = {
  content: 'inline*',
  attrs: {
    colspan: { default: 1, validate: whole(1, 50) },
    rowspan: { default: 1, validate: whole(1, 500) },
  },
  isolating: true,
};

const nodes: Record<string, NodeSpec> = {
  doc: { content: '(block | record)+' },
  /** The place of something that is kept elsewhere, such as a decision; only between the blocks of the document. */
  record: { group: 'record', atom: true, attrs: { kind: { validate: kindOfRecord }, id: { validate: idOfRecord } } },
  paragraph: { content: 'inline*', group: 'block' },
  heading: {
    content: 'text*',
    group: 'block',
    defining: true,
    attrs: { level: { default: 2, validate: whole(2, 4) } },
  },
  bullet_list: { content: 'list_item+', group: 'block' },
  ordered_list: {
    content: 'list_item+',
    group: 'block',
    attrs: { order: { default: 1, validate: whole(0, 999_999_999) } },
  },
  list_item: { content: 'paragraph block*', defining: true },
  blockquote: { content: 'block+', group: 'block', defining: true },
  table: { content: 'table_row+', group: 'block', isolating: true, tableRole: 'table' },
  table_row: { content: '(table_cell | table_header)+', tableRole: 'row' },
  table_cell: { ...cell, tableRole: 'cell' },
  table_header: { ...cell, tableRole: 'header_cell' },
  hard_break: { group: 'inline', inline: true, selectable: false },
  text: { group: 'inline' },
};

const marks: Record<string, MarkSpec> = {
  strong: {},
  em: {},
  link: { attrs: { href: { validate: canonicalHref } }, inclusive: false },
};

/** The number of the stored form; it grows when stored documents must be converted. */
export const schemaVersion = 1;

/**
 * What rich text may hold: paragraphs, headings of level 2–4, lists, quotations, tables, line breaks, strong, emphasised
 * and linked text; and the places of records that are kept elsewhere. Nothing that carries looks, script or a picture. The browser's editor holds exactly the same, under
 * names of its own.
 */
export const schema = new Schema({ nodes, marks });
