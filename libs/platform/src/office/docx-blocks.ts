import type * as Docx from 'docx';
import type { TypstBlock, TypstCell, TypstInline } from '@samrad/platform/richtext';
import { speakable } from './escape.js';
import { accent, line, muted, shade, tint } from './looks.js';
import { type CellLine, type PaperBlock, type PaperTable, sharesOf } from './paper.js';

type Library = typeof Docx;
type Flow = Docx.Paragraph | Docx.Table;
type Heading = (typeof Docx.HeadingLevel)[keyof typeof Docx.HeadingLevel];
type ListMark = { reference: string; level: number };

const bullets = 'bullets';
const signs = ['•', '–', '·'];
const deepest = 8;

/** Blocks of a paper as paragraphs and tables of Word. */
export class DocxBlocks {
  /** The lists that came up, for the document's own list of them. */
  readonly numberings: { reference: string; levels: Docx.ILevelsOptions[] }[];

  constructor(private readonly d: Library) {
    this.numberings = [{ reference: bullets, levels: this.levels((level) => signs[level % signs.length]!) }];
  }

  of(blocks: readonly PaperBlock[]): Flow[] {
    return blocks.flatMap((block) => this.block(block));
  }

  private block(block: PaperBlock): Flow[] {
    switch (block.kind) {
      case 'section':
        return [this.heading(1, this.runs(block.text))];
      case 'label':
        return [this.paragraph(this.runs(block.text, { bold: true, color: accent }), { keepNext: true })];
      case 'note':
        return [this.paragraph(this.runs(block.text, { size: 17, color: muted }))];
      case 'frame':
        return this.frame(block);
      case 'grid':
        return [this.grid(block), this.gap()];
      case 'signatures':
        return block.lines.flatMap(({ label, name }) => this.signature(label, name));
      default:
        return this.rich(block, null);
    }
  }

  private rich(block: TypstBlock, mark: ListMark | null): Flow[] {
    switch (block.kind) {
      case 'heading':
        return [this.heading(1 + block.depth, this.inline(block.content))];
      case 'list':
        return this.list(block, mark ? mark.level + 1 : 0);
      case 'quote':
        return block.blocks.flatMap((one) => this.quoted(one));
      case 'table':
        return [this.richTable(block), this.gap()];
      default:
        return [this.paragraph(this.inline(block.content), mark ? { numbering: mark } : {})];
    }
  }

  private list({ start, items }: Extract<TypstBlock, { kind: 'list' }>, depth: number): Flow[] {
    const mark = { reference: start === null ? bullets : this.numbered(start), level: Math.min(depth, deepest) };
    return items.flatMap(([first, ...rest]) => [
      ...(first ? this.rich(first, mark) : []),
      ...rest.flatMap((block) => (block.kind === 'list' ? this.rich(block, mark) : this.rich(block, null))),
    ]);
  }

  private numbered(start: number): string {
    const reference = `numbers-${this.numberings.length}`;
    this.numberings.push({ reference, levels: this.levels((level) => `%${level + 1}.`, start) });
    return reference;
  }

  private levels(sign: (level: number) => string, start?: number): Docx.ILevelsOptions[] {
    return Array.from({ length: deepest + 1 }, (_, level) => ({
      level,
      format: start === undefined ? this.d.LevelFormat.BULLET : this.d.LevelFormat.DECIMAL,
      text: sign(level),
      start: start ?? 1,
      style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 300 }, spacing: { after: 60 } } },
    }));
  }

  private quoted(block: TypstBlock): Flow[] {
    if (block.kind !== 'paragraph') return this.rich(block, null);
    const left = { style: this.d.BorderStyle.SINGLE, size: 12, color: line, space: 8 };
    return [this.paragraph(this.inline(block.content), { indent: { left: 400 }, border: { left } })];
  }

  private frame({ title, text }: { title: string; text: string }): Flow[] {
    const left = { style: this.d.BorderStyle.SINGLE, size: 24, color: accent, space: 8 };
    const looks = { shading: { fill: tint }, border: { left }, indent: { left: 200 } };
    return [
      this.paragraph(this.runs(title, { bold: true, color: accent }), {
        ...looks,
        keepNext: true,
        spacing: { after: 0 },
      }),
      this.paragraph(this.runs(text), looks),
    ];
  }

  private signature(label: string, name: string): Flow[] {
    const top = { style: this.d.BorderStyle.SINGLE, size: 4, color: muted, space: 4 };
    const looks = { border: { top }, spacing: { before: 700, after: 0 }, keepNext: true };
    return [this.paragraph(this.runs(name), looks), this.paragraph(this.runs(label, { color: muted }))];
  }

  private grid({ columns, rows }: PaperTable): Docx.Table {
    const head = columns.map(({ head: words }) =>
      this.cell([this.paragraph(this.runs(words, { bold: true, color: accent }), tight)], { fill: tint }),
    );
    const lines = rows.map(({ cells, isShaded }) => ({
      cells: cells.map((cell) =>
        this.cell(cell.lines.length ? cell.lines.map((one) => this.line(one)) : [this.paragraph([], tight)], {
          fill: isShaded ? shade : undefined,
          rowSpan: cell.rows,
        }),
      ),
    }));
    const widths = sharesOf(columns).map((share) => Math.round(share * textWidth));
    return this.table([new this.d.TableRow({ tableHeader: true, children: head }), ...lines.map(this.row)], widths);
  }

  private readonly row = ({ cells }: { cells: Docx.TableCell[] }) =>
    new this.d.TableRow({ cantSplit: true, children: cells });

  private line({ text, weight }: CellLine): Docx.Paragraph {
    const looks = { plain: {}, strong: { bold: true }, small: { size: 17, color: muted } }[weight];
    return this.paragraph(this.runs(text, looks), tight);
  }

  private richTable({ headRows, cells }: Extract<TypstBlock, { kind: 'table' }>): Docx.Table {
    const rows = [...new Set(cells.map(({ y }) => y))].sort((a, b) => a - b);
    return this.table(
      rows.map(
        (y) =>
          new this.d.TableRow({
            tableHeader: y < headRows,
            children: cells.filter((cell) => cell.y === y).map((cell) => this.richCell(cell)),
          }),
      ),
    );
  }

  private richCell({ header, content, colspan, rowspan }: TypstCell): Docx.TableCell {
    const words = this.paragraph(this.inline(content), tight);
    return this.cell([words], { fill: header ? tint : undefined, rowSpan: rowspan, columnSpan: colspan });
  }

  private cell(
    children: Docx.Paragraph[],
    { fill, ...spans }: { fill?: string; rowSpan?: number; columnSpan?: number },
  ): Docx.TableCell {
    return new this.d.TableCell({ children, ...spans, ...(fill && { shading: { fill } }), margins: cellMargins });
  }

  private table(rows: Docx.TableRow[], columnWidths?: number[]): Docx.Table {
    const thin = { style: this.d.BorderStyle.SINGLE, size: 4, color: line };
    const borders = { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin };
    const layout = columnWidths && this.d.TableLayoutType.FIXED;
    return new this.d.Table({
      ...{ rows, borders, columnWidths, layout },
      width: { size: 100, type: this.d.WidthType.PERCENTAGE },
    });
  }

  private heading(level: number, children: Docx.ParagraphChild[]): Docx.Paragraph {
    return new this.d.Paragraph({ heading: `Heading${Math.min(level, 6)}` as Heading, children });
  }

  private paragraph(children: Docx.ParagraphChild[], looks: Docx.IParagraphPropertiesOptions = {}): Docx.Paragraph {
    return new this.d.Paragraph({ ...looks, children });
  }

  private gap(): Docx.Paragraph {
    return this.paragraph([], tight);
  }

  private inline(parts: TypstInline[]): Docx.ParagraphChild[] {
    return parts.flatMap((part): Docx.ParagraphChild[] => {
      if ('break' in part) return [new this.d.TextRun({ break: 1 })];
      const looks = { bold: part.strong, italics: part.em };
      if (!part.href) return this.runs(part.text, looks);
      const children = this.runs(part.text, { ...looks, style: 'Hyperlink' });
      return [new this.d.ExternalHyperlink({ link: part.href, children })];
    });
  }

  /** Words with line breaks where they have them. */
  private runs(text: string, looks: Omit<Docx.IRunOptions, 'text' | 'children'> = {}): Docx.TextRun[] {
    const lines = speakable(text).split('\n');
    return lines.map((words, at) => new this.d.TextRun({ ...looks, text: words, ...(at > 0 && { break: 1 }) }));
  }
}

/** Of the page between its margins, in twentieths of a point. */
const textWidth = 9400;
const tight = { spacing: { after: 0 } };
const cellMargins = { top: 60, bottom: 60, left: 100, right: 100 };
