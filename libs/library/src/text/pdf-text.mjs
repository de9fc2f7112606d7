import { getDocumentProxy } from 'unpdf';

/**
 * Paragraphs of a PDF page by page. A new one begins where the gap between lines is wider than usual.
 * @param {Uint8Array} content
 * @param {{ mostPages: number, mostLetters: number }} limits
 */
export async function pdfText(content, { mostPages, mostLetters }) {
  const pdf = await getDocumentProxy(content, { isEvalSupported: false, verbosity: 0, stopAtErrors: false });
  const blocks = [];
  let letters = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && letters < mostLetters; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const text of paragraphsOf(linesOf(items))) {
      letters += text.length;
      blocks.push({ page: number, text });
    }
    page.cleanup();
  }
  return blocks;
}

/** Pieces of text that stand on one line. */
function linesOf(items) {
  const lines = [];
  let line = null;
  for (const { str, hasEOL, height, transform } of items) {
    if (typeof str !== 'string') continue;
    line ??= { text: '', y: transform[5], height };
    line.text += str;
    line.height = Math.max(line.height, height);
    if (!hasEOL) continue;
    lines.push(line);
    line = null;
  }
  return line ? [...lines, line] : lines;
}

function paragraphsOf(lines) {
  const paragraphs = [];
  let last = null;
  for (const line of lines.filter(({ text }) => text.trim())) {
    const gap = last ? Math.abs(last.y - line.y) : Infinity;
    if (gap > 1.7 * Math.max(line.height, 1)) paragraphs.push(line.text.trim());
    else paragraphs.push(joined(paragraphs.pop(), line.text.trim()));
    last = line;
  }
  return paragraphs;
}

/** A word that was divided at the end of a line is one word again. */
const joined = (before, line) =>
  /\p{Ll}[-\u00ad\u2010]$/u.test(before) && /^\p{Ll}/u.test(line) ? before.slice(0, -1) + line : `${before} ${line}`;
