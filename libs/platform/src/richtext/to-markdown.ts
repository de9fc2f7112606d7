import { continuesDate } from './dialect/list-mark.js';
import { inlineMarkdown } from './inline-markdown.js';
import { normalDoc } from './normal.js';
import type { RichNode, RichText } from './rich-text.js';
import { tableGrid } from './table-grid.js';

/**
 * The text as Markdown that fromMarkdown reads back to the same document in its normal spelling.
 * Lost: merged cells (their text stays, the places beside are empty) and header cells outside the first row; lists
 * with numbers above 999 (the numbers stay as words). The place of a record is a line `{kind id}`.
 */
export function toMarkdown(text: RichText): string {
  return blocksMarkdown(normalDoc(text.doc).content);
}

function blocksMarkdown(blocks: RichNode[] = []): string {
  let turn = 0;
  return blocks
    .map((block, at) => {
      turn = isList(block) && blocks[at - 1]?.type === block.type ? turn + 1 : 0;
      return blockMarkdown(block, turn % 2 === 1);
    })
    .join('\n\n');
}

/** @param other another bullet list stands right before: write it with the other sign, else they merge */
function blockMarkdown(block: RichNode, other: boolean): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.attrs?.level ?? 2)} ${inlineMarkdown(block.content, 'heading')}`.trimEnd();
    case 'blockquote':
      return indented(blocksMarkdown(block.content), '> ', '> ').replace(/^> $/gm, '>');
    case 'bullet_list':
      return listMarkdown(block, () => (other ? '*' : '-'));
    case 'ordered_list':
      return listMarkdown(block, (at) => `${(block.attrs?.order ?? 1) + at}.`);
    case 'table':
      return tableMarkdown(block);
    case 'record':
      return `{${block.attrs?.kind} ${block.attrs?.id}}`;
    default:
      return inlineMarkdown(block.content);
  }
}

function listMarkdown(list: RichNode, sign: (at: number) => string): string {
  const items = list.content ?? [];
  const between = items.every(isTight) ? '\n' : '\n\n';
  return items.map((item, at) => itemMarkdown(item, sign(at))).join(between);
}

function itemMarkdown(item: RichNode, sign: string): string {
  const [first, ...rest] = item.content ?? [];
  const blocks = first?.content ? [first, ...rest] : rest;
  const text = isTight(item) ? blocks.map((block) => blockMarkdown(block, false)).join('\n') : blocksMarkdown(blocks);
  return indented(
    sign.endsWith('.') ? guardDate(text, first) : text,
    `${sign} `,
    ' '.repeat(sign.length + 1),
  ).trimEnd();
}

/** What follows “1.” and reads as a date would be words: its first letter is escaped, or a list below begins its own line. */
function guardDate(text: string, first?: RichNode): string {
  if (!continuesDate(text)) return text;
  return first?.content ? `&#x${text.charCodeAt(0).toString(16)};${text.slice(1)}` : `\n${text}`;
}

/** An item of one paragraph, with at most one list below it, needs no blank lines. */
function isTight(item: RichNode): boolean {
  const [first, second, ...more] = item.content ?? [];
  return more.length === 0 && first?.content !== undefined && (!second || mayFollowAtOnce(second));
}

/** A list right below a line of words must be a bullet list with words in its first item. */
function mayFollowAtOnce(block: RichNode): boolean {
  return block.type === 'bullet_list' && block.content?.[0]?.content?.[0]?.content !== undefined;
}

function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first + line : line === '' && others.trim() === '' ? '' : others + line))
    .join('\n');
}

function tableMarkdown(table: RichNode): string {
  const grid = tableGrid(table);
  const [head = [], ...body] = grid.rows.map((cells) => {
    const line = new Array<string>(grid.columns).fill('');
    for (const place of cells) line[place.x] = inlineMarkdown(place.cell.content, 'cell');
    return line;
  });
  return [head, head.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function isList(block: RichNode): boolean {
  return block.type === 'bullet_list' || block.type === 'ordered_list';
}
