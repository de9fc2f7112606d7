// What can stand in a text, the same as the server's schema. Nothing writes a style: pages forbid it.
import { type AnyExtension, Mark } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';

const address = /^(?:https?:\/\/|mailto:)\S+$/i;

/** A link of the kinds that are kept; whatever else was linked stays as words. */
const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (link) => address.test(link.getAttribute('href') ?? '') && null }],
  renderHTML: ({ HTMLAttributes }) => ['a', { ...HTMLAttributes, rel: 'noopener noreferrer' }, 0],
});

/** The stock ones write the widths of columns as style. */
const PlainTable = Table.extend({ addNodeView: () => null, renderHTML: () => ['table', ['tbody', 0]] });
const Cell = TableCell.extend({
  content: 'inline*',
  renderHTML: ({ HTMLAttributes }) => ['td', spans(HTMLAttributes), 0],
});
const HeadCell = TableHeader.extend({
  content: 'inline*',
  renderHTML: ({ HTMLAttributes }) => ['th', spans(HTMLAttributes), 0],
});

const spans = ({ colspan, rowspan }: Record<string, unknown>) => ({ colspan, rowspan });

/** @param record the node for the place of a decision or action */
export const extensions = (record: AnyExtension): AnyExtension[] => [
  Document.extend({ content: '(block | record)+' }),
  ...[Paragraph, Text, HardBreak, Blockquote, Bold, Italic, Link],
  Heading.extend({ content: 'text*' }).configure({ levels: [2, 3, 4] }),
  ...[BulletList, OrderedList, ListItem, ListKeymap],
  PlainTable.configure({ resizable: false, cellMinWidth: 0 }),
  ...[TableRow, Cell, HeadCell],
  ...[UndoRedo, Gapcursor, Dropcursor.configure({ class: 'drop-cursor', color: false })],
  record,
];
