// The editor and the server call the same things by different names. What is stored has the server's
// (libs/platform/src/richtext/schema.ts); the editor keeps those its own commands expect.
import type { JSONContent } from '@tiptap/core';

/** Rich text as the server keeps it. */
export interface Stored {
  schemaVersion: number;
  doc: JSONContent;
}

const names: Record<string, string> = {
  bulletList: 'bullet_list',
  orderedList: 'ordered_list',
  listItem: 'list_item',
  hardBreak: 'hard_break',
  tableRow: 'table_row',
  tableCell: 'table_cell',
  tableHeader: 'table_header',
  bold: 'strong',
  italic: 'em',
};
const ours = Object.fromEntries(Object.entries(names).map(([editor, stored]) => [stored, editor]));
const schemaVersion = 1;

export const toStored = (doc: JSONContent): Stored => ({ schemaVersion, doc: renamed(doc, names, startToOrder) });

export const fromStored = ({ doc }: Stored): JSONContent => renamed(doc, ours, orderToStart);

type Attributes = NonNullable<JSONContent['attrs']>;
type Change = (type: string | undefined, attrs: Attributes) => Attributes;

const startToOrder: Change = (type, attrs) => (type === 'orderedList' ? { order: attrs.start as number } : attrs);
const orderToStart: Change = (type, attrs) => (type === 'ordered_list' ? { start: attrs.order as number } : attrs);

function renamed(node: JSONContent, map: Record<string, string>, change: Change): JSONContent {
  const own = { ...node };
  if (node.type) own.type = map[node.type] ?? node.type;
  if (node.attrs) own.attrs = change(node.type, node.attrs);
  if (node.marks) own.marks = node.marks.map((mark) => ({ ...mark, type: map[mark.type] ?? mark.type }));
  if (node.content) own.content = node.content.map((child) => renamed(child, map, change));
  return own;
}
