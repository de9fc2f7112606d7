import type { RichNode, RichText } from './rich-text.js';

/** The words only, for searching and for mail: paragraphs apart by a blank line, list signs, cells apart by a bar. */
export function toPlain(text: RichText): string {
  return blocksPlain(text.doc.content).trim();
}

function blocksPlain(blocks: RichNode[] = [], between = '\n\n'): string {
  return blocks
    .map(blockPlain)
    .filter((text) => text !== '')
    .join(between);
}

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
