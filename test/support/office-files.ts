// Small files as the usual programs write them, and such as must not come in.
import { deflateSync } from 'node:zlib';
import { zipOf } from '../../libs/platform/src/files/zip-writer.js';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const types = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`;

export type Parts = Record<string, string>;

/** A Word file. @param more further files inside, or others in place of these */
export const docx = (paragraphs: string[], more: Parts = {}): Buffer => {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  return zipOf({
    '[Content_Types].xml': types,
    'word/document.xml': `${head}<w:document ${w}><w:body>${body}</w:body></w:document>`,
    ...more,
  });
};

export const pptx = (slides: string[]): Buffer => {
  const parts = slides.map((text, at) => [
    `ppt/slides/slide${at + 1}.xml`,
    `${head}<p:sld xmlns:p="p" ${a}><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`,
  ]);
  return zipOf({
    '[Content_Types].xml': types,
    'ppt/presentation.xml': '<p/>',
    ...(Object.fromEntries(parts) as Parts),
  });
};

export const xlsx = (cells: string[]): Buffer =>
  zipOf({
    '[Content_Types].xml': types,
    'xl/workbook.xml': '<workbook/>',
    'xl/sharedStrings.xml': `${head}<sst>${cells.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  });

export const odt = (paragraphs: string[], more: Parts = {}): Buffer =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `${head}<o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:text>${paragraphs
      .map((text) => `<t:p>${text}</t:p>`)
      .join('')}</o:text></o:body></o:document-content>`,
    ...more,
  });

/** A PDF with one line of text a paragraph. @param trailer what else stands in its trailer */
export function pdf(pages: string[][], trailer = ''): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  const font =
    '<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>';
  const kids = pages.map((lines) => {
    const drawn = lines.map((line, at) => `BT /F1 12 Tf 72 ${740 - at * 40} Td (${line}) Tj ET`).join('\n');
    const packed = deflateSync(Buffer.from(drawn, 'latin1')).toString('latin1');
    objects.push(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${font} /Contents ${objects.length} 0 R >>`,
    );
    return `${objects.length} 0 R`;
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
