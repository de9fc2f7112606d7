import { placeOf, type RecordPlace, type RichNode, type RichText } from './rich-text.js';

/** Words for a record at its place; null: nothing stands there. */
type Words = (place: RecordPlace) => string | null;

/** The words only, for searching and for mail: paragraphs apart by a blank line, list signs, cells apart by a bar. */
export function toPlain(text: RichText, record: Words = () => null): string {
  const blocks = (text.doc.content ?? []).map((block) =>
    block.type === 'record' ? (record(placeOf(block)) ?? '') : blockPlain(block),
  );
  return joined(blocks).trim();
}

function blocksPlain(blocks: RichNode[] = [], between = '\n\n'): string {
  return joined(blocks.map(blockPlain), between);
}

const joined = (texts: string[], between = '\n\n'): string => texts.filter((text) => text !== '').join(between);

function blockPlain(block: RichNode): string {
  switch (block.type) {
    case 'bullet_list':
      return listPlain(block, () => '-');
    case 'ordered_list':
      return listPlain(block, (at) => `${(block.attrs?.order ?? 1) + at}.`);
    case 'table':
      return (block.content ?? []).map((row) => (row.content ?? []).map(inlinePlain).join(' | ')).join('\n');
    case 'blockquote':
      return blocksPlain(block.content);
    default:
      return inlinePlain(block);
  }
}

function listPlain(list: RichNode, sign: (at: number) => string): string {
  return (list.content ?? [])
    .map((item, at) => `${sign(at)} ${blocksPlain(item.content, '\n').replaceAll('\n', '\n  ')}`.trimEnd())
    .join('\n');
}

function inlinePlain(block: RichNode): string {
  return (block.content ?? []).map((node) => (node.type === 'hard_break' ? '\n' : (node.text ?? ''))).join('');
}
