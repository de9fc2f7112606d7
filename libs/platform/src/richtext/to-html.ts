import { type HeadingDepth, headingDepths } from './heading-depth.js';
import { safeHref } from './link.js';
import { placeOf, type RecordPlace, type RichMark, type RichNode, type RichText } from './rich-text.js';
import { type PlacedCell, tableGrid } from './table-grid.js';

/** How headings are fitted under the page's own: the highest is h2, with a shift of 1 it is h3. */
export interface HtmlOptions {
  shift?: number;
  /** Words for a record at its place; without them nothing stands there. */
  record?: (place: RecordPlace) => string | null;
}

interface Levels {
  shift: number;
  depthOf: HeadingDepth;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const wrapped: Record<string, string> = { blockquote: 'blockquote', bullet_list: 'ul', list_item: 'li' };

/** The text as HTML: elements only, every letter escaped, no class, style or id. */
export function toHtml(text: RichText, options: HtmlOptions = {}): string {
  return htmlPieces(text, options)
    .map((piece) => (typeof piece === 'string' ? piece : recordHtml(options.record?.(piece) ?? null)))
    .join('');
}

/** The HTML up to each record, and the records between: for those who show records in their own way. */
export function htmlPieces(text: RichText, { shift = 0 }: HtmlOptions = {}): (string | RecordPlace)[] {
  const levels = { shift, depthOf: headingDepths() };
  const pieces: (string | RecordPlace)[] = [];
  for (const block of text.doc.content ?? []) {
    const last = pieces.at(-1);
    if (block.type === 'record') pieces.push(placeOf(block));
    else if (typeof last === 'string') pieces[pieces.length - 1] = last + blockHtml(block, levels);
    else pieces.push(blockHtml(block, levels));
  }
  return pieces;
}

const recordHtml = (words: string | null): string => (words === null ? '' : element('p', escapeHtml(words)));

function blocksHtml(blocks: RichNode[] = [], levels: Levels): string {
  return blocks.map((block) => blockHtml(block, levels)).join('');
}

function blockHtml(block: RichNode, levels: Levels): string {
  switch (block.type) {
    case 'heading':
      return element(`h${Math.min(1 + levels.depthOf(block) + levels.shift, 6)}`, inlineHtml(block.content));
    case 'ordered_list':
      return `<ol${start(block.attrs?.order)}>${blocksHtml(block.content, levels)}</ol>`;
    case 'table':
      return tableHtml(block);
    case 'paragraph':
      return element('p', inlineHtml(block.content));
    case 'list_item':
      return element(
        'li',
        isPlainItem(block) ? inlineHtml(block.content?.[0]?.content) : blocksHtml(block.content, levels),
      );
    default:
      return element(wrapped[block.type] ?? 'div', blocksHtml(block.content, levels));
  }
}

function isPlainItem(item: RichNode): boolean {
  return item.content?.length === 1 && item.content[0]?.type === 'paragraph';
}

function start(order = 1): string {
  return order === 1 ? '' : ` start="${Number(order)}"`;
}

function tableHtml(table: RichNode): string {
  const grid = tableGrid(table);
  const head = grid.rows.slice(0, grid.headRows).map((cells) => rowHtml(cells, 'col'));
  const body = grid.rows.slice(grid.headRows).map((cells) => rowHtml(cells, 'row'));
  return element('table', (head.length > 0 ? element('thead', head.join('')) : '') + element('tbody', body.join('')));
}

function rowHtml(cells: PlacedCell[], scope: 'col' | 'row'): string {
  const written = cells.map((place) => {
    const spans = span('colspan', place.colspan) + span('rowspan', place.rowspan);
    const content = inlineHtml(place.cell.content);
    return place.cell.type === 'table_header'
      ? `<th scope="${scope}"${spans}>${content}</th>`
      : `<td${spans}>${content}</td>`;
  });
  return element('tr', written.join(''));
}

function span(name: string, count: number): string {
  return count > 1 ? ` ${name}="${Number(count)}"` : '';
}

function inlineHtml(content: RichNode[] = []): string {
  return content
    .map((node) => (node.type === 'hard_break' ? '<br>' : marked(escapeHtml(node.text ?? ''), node.marks)))
    .join('');
}

function marked(html: string, marks: RichMark[] = []): string {
  return marks.reduceRight((inner, mark) => {
    if (mark.type === 'link') return linkHtml(inner, mark.attrs?.href);
    return mark.type === 'strong' || mark.type === 'em' ? element(mark.type, inner) : inner;
  }, html);
}

function linkHtml(inner: string, address: unknown): string {
  const href = safeHref(address);
  return href === null ? inner : `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${inner}</a>`;
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
