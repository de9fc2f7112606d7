import type { CsvColumn, CsvValue } from './csv.js';
import { zipOf } from './zip-writer.js';

/** Media type of a workbook. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relation = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
const relations = (...all: string[]) =>
  `${head}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;

const contentTypes = `${head}<Types xmlns="${packages}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/>
</Types>`;

/** Style 0 is plain, style 1 the heading in bold. */
const styles = `${head}<styleSheet xmlns="${main}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>
</styleSheet>`;

/**
 * Rows as a workbook with one sheet, headings in bold and held in view. Every text is a text: nothing is a formula.
 * @param title name of the sheet
 */
export function toXlsx<Row>(title: string, columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): Buffer {
  const lines = [
    row(
      1,
      columns.map((column) => column.head),
      ' s="1"',
    ),
  ];
  for (const one of rows)
    lines.push(
      row(
        lines.length + 1,
        columns.map(({ value }) => value(one)),
      ),
    );
  const sheet = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths(columns.length)}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
  const name = escaped(title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  return zipOf({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml'),
      relation(2, 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': sheet,
  });
}

const widths = (count: number) => `<col min="1" max="${Math.max(1, count)}" width="24" customWidth="1"/>`;

const row = (number: number, values: CsvValue[], style = '') =>
  `<row r="${number}">${values.map((value, at) => cell(`${letters(at)}${number}`, value, style)).join('')}</row>`;

function cell(place: string, value: CsvValue, style: string): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"${style}><v>${value}</v></c>`;
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`;
}

/** A, B … Z, AA … */
function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML 1.0 knows no control characters. */
const unspeakable =
  /(?![\t\n\r])[\u0000-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What a workbook would read as a coded sign is coded itself; a lone carriage return would not come back. */
const coded = (text: string) => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replaceAll('\r', '_x000D_');

const escaped = (text: string) =>
  coded(text.replace(unspeakable, '')).replace(/[&<>"]/g, (letter) => entities[letter]!);
