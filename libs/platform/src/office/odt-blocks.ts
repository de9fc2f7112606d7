import type { TypstBlock, TypstInline } from '@samrad/platform/richtext';
import { escaped } from './escape.js';
import { cellStyles, columnStyle } from './odt-styles.js';
import { type CellLine, type Paper, type PaperBlock, type PaperTable, sharesOf } from './paper.js';

/** A cell at its place; those that another stands over are not named. */
interface Placed {
  x: number;
  y: number;
  colspan: number;
  rowspan: number;
  style: 'Plain' | 'Head' | 'Shaded';
  body: string;
}

interface Grid {
  columns: number;
  /** Widths of the columns; absent: all the same. */
  shares?: number[];
  headRows: number;
  cells: Placed[];
}

/** Words of a paragraph: line ends become breaks. */
export const words = (text: string): string => escaped(text).replaceAll('\n', '<text:line-break/>');

const paragraph = (style: string, inner: string): string => `<text:p text:style-name="${style}">${inner}</text:p>`;
const heading = (level: number, inner: string): string =>
  `<text:h text:style-name="Heading_${level}" text:outline-level="${level}">${inner}</text:h>`;

/** Blocks of a paper as OpenDocument text. */
export class OdtBlocks {
  /** Lists begin at their own number and tables have their own columns: each has a style of its own. */
  styles = cellStyles;
  private count = 0;

  of(blocks: readonly PaperBlock[]): string {
    return blocks.map((block) => this.block(block)).join('');
  }

  facts(rows: Paper['facts']): string {
    if (!rows.length) return '';
    const cells = rows.flatMap(({ label, value }, y): Placed[] => [
      { ...one(0, y), style: 'Shaded', body: paragraph('Cell', words(label)) },
      {
        ...one(1, y),
        style: 'Shaded',
        body: paragraph('Cell', `<text:span text:style-name="Strong">${words(value)}</text:span>`),
      },
    ]);
    return this.table({ columns: 2, shares: [0.25, 0.75], headRows: 0, cells });
  }

  private block(block: PaperBlock): string {
    switch (block.kind) {
      case 'section':
        return heading(1, words(block.text));
      case 'label':
        return paragraph('Label', words(block.text));
      case 'note':
        return paragraph('Note', words(block.text));
      case 'frame':
        return paragraph(
          'Frame',
          `<text:span text:style-name="Strong">${words(block.title)}</text:span><text:line-break/>${words(block.text)}`,
        );
      case 'grid':
        return this.table(gridOf(block));
      case 'signatures':
        return block.lines
          .map(({ label, name }) => paragraph('Signature', `${words(name)}<text:line-break/>${words(label)}`))
          .join('');
      default:
        return this.rich(block, 'Standard');
    }
  }

  private rich(block: TypstBlock, style: string): string {
    switch (block.kind) {
      case 'heading':
        return heading(Math.min(1 + block.depth, 6), inline(block.content));
      case 'list':
        return this.list(block);
      case 'quote':
        return block.blocks.map((inner) => this.rich(inner, 'Quote')).join('');
      case 'table':
        return this.table({ ...block, cells: block.cells.map(richCell) });
      default:
        return paragraph(style, inline(block.content));
    }
  }

  private list({ start, items }: Extract<TypstBlock, { kind: 'list' }>): string {
    const name = `List_${(this.count += 1)}`;
    this.styles += `<text:list-style style:name="${name}">${listLevels(start)}</text:list-style>`;
    const inner = items.map(
      (item) => `<text:list-item>${item.map((block) => this.rich(block, 'Standard')).join('')}</text:list-item>`,
    );
    return `<text:list text:style-name="${name}">${inner.join('')}</text:list>`;
  }

  private table({ columns, shares, headRows, cells }: Grid): string {
    const height = Math.max(0, ...cells.map(({ y, rowspan }) => y + rowspan));
    const places = placesOf(cells, columns);
    const rows = Array.from({ length: height }, (_, y) => rowOf(places, y, columns));
    const head = rows.slice(0, headRows).join('');
    const name = `Table_${(this.count += 1)}`;
    const all = shares ?? Array.from({ length: columns }, () => 1 / columns);
    this.styles += all.map((share, at) => columnStyle(`${name}_${at}`, share)).join('');
    const widths = all.map((_, at) => `<table:table-column table:style-name="${name}_${at}"/>`).join('');
    return `<table:table table:name="${name}">${widths}${head && `<table:table-header-rows>${head}</table:table-header-rows>`}${rows.slice(headRows).join('')}</table:table>${paragraph('Cell', '')}`;
  }
}

const one = (x: number, y: number) => ({ x, y, colspan: 1, rowspan: 1 });

function listLevels(start: number | null): string {
  return Array.from({ length: 9 }, (_, at) => {
    const place = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="${(0.7 * (at + 1)).toFixed(1)}cm"/></style:list-level-properties>`;
    return start === null
      ? `<text:list-level-style-bullet text:level="${at + 1}" text:bullet-char="•">${place}</text:list-level-style-bullet>`
      : `<text:list-level-style-number text:level="${at + 1}" style:num-format="1" style:num-suffix="." text:start-value="${at ? 1 : start}">${place}</text:list-level-style-number>`;
  }).join('');
}

/** Which cell stands over which place; places are counted row by row. */
function placesOf(cells: readonly Placed[], columns: number): Map<number, Placed> {
  const places = new Map<number, Placed>();
  for (const cell of cells) {
    for (let y = cell.y; y < cell.y + cell.rowspan; y += 1) {
      for (let x = cell.x; x < cell.x + cell.colspan; x += 1) places.set(y * columns + x, cell);
    }
  }
  return places;
}

/** A row with its cells, and marks where a cell from above or from the left stands over a place. */
function rowOf(places: ReadonlyMap<number, Placed>, y: number, columns: number): string {
  const row = Array.from({ length: columns }, (_, x) => {
    const cell = places.get(y * columns + x);
    if (!cell) return '<table:table-cell table:style-name="Plain"/>';
    if (cell.x !== x || cell.y !== y) return '<table:covered-table-cell/>';
    const spans = `table:number-columns-spanned="${cell.colspan}" table:number-rows-spanned="${cell.rowspan}"`;
    return `<table:table-cell table:style-name="${cell.style}" ${spans}>${cell.body}</table:table-cell>`;
  });
  return `<table:table-row>${row.join('')}</table:table-row>`;
}

/** Cells at their places: those that stand over several rows push the next ones to the right. */
function gridOf({ columns, rows }: PaperTable): Grid {
  const cells = columns.map(({ head }, x): Placed => ({
    ...one(x, 0),
    style: 'Head',
    body: paragraph('Cell_head', words(head)),
  }));
  const takenUntil = columns.map(() => 1);
  rows.forEach((row, at) => {
    const y = at + 1;
    const free = columns.map((_, x) => x).filter((x) => takenUntil[x]! <= y);
    row.cells.forEach(({ lines, rows: rowspan = 1 }, place) => {
      const x = free[place]!;
      takenUntil[x] = y + rowspan;
      const style = row.isShaded ? 'Shaded' : 'Plain';
      cells.push({ x, y, colspan: 1, rowspan, style, body: cellBody(lines) });
    });
  });
  return { columns: columns.length, shares: sharesOf(columns), headRows: 1, cells };
}

function cellBody(lines: CellLine[]): string {
  const named = { plain: null, strong: 'Strong', small: 'Small' } as const;
  const line = ({ text, weight }: CellLine) =>
    named[weight] ? `<text:span text:style-name="${named[weight]}">${words(text)}</text:span>` : words(text);
  return paragraph('Cell', lines.map(line).join('<text:line-break/>'));
}

function richCell(cell: Extract<TypstBlock, { kind: 'table' }>['cells'][number]): Placed {
  const { x, y, colspan, rowspan, header, content } = cell;
  const body = paragraph(header ? 'Cell_head' : 'Cell', inline(content));
  return { x, y, colspan, rowspan, style: header ? 'Head' : 'Plain', body };
}

const inline = (parts: TypstInline[]): string => parts.map(piece).join('');

function piece(part: TypstInline): string {
  if ('break' in part) return '<text:line-break/>';
  const style = [part.strong && 'Strong', part.em && (part.strong ? '_em' : 'Em')].filter(Boolean).join('');
  const shown = style ? `<text:span text:style-name="${style}">${escaped(part.text)}</text:span>` : escaped(part.text);
  return part.href ? `<text:a xlink:type="simple" xlink:href="${escaped(part.href)}">${shown}</text:a>` : shown;
}
