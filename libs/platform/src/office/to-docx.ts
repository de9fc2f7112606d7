import type * as Docx from 'docx';
import { DocxBlocks } from './docx-blocks.js';
import { accent, muted, shade } from './looks.js';
import { speakable } from './escape.js';
import { officeTag, type Paper } from './paper.js';
import type { Picture } from './picture.js';

type Library = typeof Docx;

/** Loaded with the first document: it is larger than much of what starts with us. */
const library = (): Promise<Library> => import('docx');

/** Half-points and twentieths of a point, as Word counts. */
const [body, small] = [20, 16];
const margin = 1250;

/** The document for Word: styles, headings, lists and tables of its own, so that it can be worked on. */
export async function toDocx(paper: Paper, logo: Picture | null): Promise<Buffer> {
  const d = await library();
  const blocks = new DocxBlocks(d);
  const children = [...top(d, paper, logo), ...facts(d, paper), ...blocks.of(paper.blocks)];
  const document = new d.Document({
    creator: speakable(paper.publisher),
    title: speakable(paper.title),
    styles: styles(officeTag(paper.language)),
    numbering: { config: blocks.numberings },
    sections: [
      {
        properties: { page: { size: pageSize, margin: { top: margin, bottom: margin, left: margin, right: margin } } },
        headers: { default: new d.Header({ children: [edge(d, paper.publisher, [fine(d, paper.status)])] }) },
        footers: { default: new d.Footer({ children: [edge(d, paper.footer, pageOf(d, paper.pages))] }) },
        children,
      },
    ],
  });
  return d.Packer.toBuffer(document);
}

/** A4. */
const pageSize = { width: 11906, height: 16838 };

function styles(language: string): Docx.IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: accent },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font: 'Calibri', size: body, language: { value: language } },
        paragraph: { spacing: { after: 120, line: 276 } },
      },
      title: { run: { size: 40, bold: true, color: accent }, paragraph: { spacing: { before: 120, after: 80 } } },
      heading1: heading(28, 360),
      heading2: heading(24, 280),
      heading3: heading(22, 240),
      heading4: heading(20, 200),
    },
  };
}

function top(d: Library, { title, subtitle }: Paper, logo: Picture | null): Docx.Paragraph[] {
  const lines = [new d.Paragraph({ heading: d.HeadingLevel.TITLE, children: [text(d, title)] })];
  if (subtitle) {
    const words = new d.TextRun({ text: speakable(subtitle), color: muted, size: 24 });
    lines.push(new d.Paragraph({ children: [words], spacing: { after: 200 } }));
  }
  return logo ? [pictured(d, logo), ...lines] : lines;
}

function pictured(d: Library, { content, width, height }: Picture): Docx.Paragraph {
  const high = 46;
  const transformation = { height: high, width: Math.round((width / height) * high) };
  return new d.Paragraph({ children: [new d.ImageRun({ type: 'png', data: content, transformation })] });
}

function facts(d: Library, paper: Paper): Docx.Table[] {
  if (!paper.facts.length) return [];
  const cell = (words: string, share: number, bold: boolean) =>
    new d.TableCell({
      width: { size: share, type: d.WidthType.PERCENTAGE },
      shading: { fill: shade },
      margins: { top: 50, bottom: 50, left: 120, right: 120 },
      children: [
        new d.Paragraph({
          spacing: { after: 0 },
          children: [new d.TextRun({ text: speakable(words), bold, color: bold ? undefined : muted })],
        }),
      ],
    });
  const columnWidths = [2350, 7050];
  const rows = paper.facts.map(
    ({ label, value }) => new d.TableRow({ children: [cell(label, 25, false), cell(value, 75, true)] }),
  );
  const none = { style: d.BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  return [new d.Table({ rows, borders, columnWidths, width: { size: 100, type: d.WidthType.PERCENTAGE } })];
}

/** Head and foot of each page: words at the left, more at the right. */
function edge(d: Library, left: string, right: Docx.TextRun[]): Docx.Paragraph {
  const end = { type: d.TabStopType.RIGHT, position: pageSize.width - 2 * margin };
  const tab = new d.TextRun({ children: [new d.Tab()], size: small });
  return new d.Paragraph({ tabStops: [end], children: [fine(d, left), tab, ...right] });
}

/** `Page {page} of {pages}` with fields that Word fills in. */
function pageOf(d: Library, pattern: string): Docx.TextRun[] {
  const fields = { '{page}': d.PageNumber.CURRENT, '{pages}': d.PageNumber.TOTAL_PAGES };
  const parts = pattern.split(/(\{pages?\})/).filter(Boolean);
  return parts.map((part) =>
    part in fields
      ? new d.TextRun({ children: [fields[part as keyof typeof fields]], size: small, color: muted })
      : fine(d, part),
  );
}

const fine = (d: Library, words: string): Docx.TextRun =>
  new d.TextRun({ text: speakable(words), size: small, color: muted });

const text = (d: Library, words: string): Docx.TextRun => new d.TextRun({ text: speakable(words) });
