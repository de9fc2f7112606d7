import { accent, line, muted, shade, tint } from './looks.js';

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

const urn = 'urn:oasis:names:tc:opendocument:xmlns';
const parts = ['office', 'style', 'text', 'table', 'meta'].map((name) => `xmlns:${name}="${urn}:${name}:1.0"`);
export const namespaces = [
  ...parts,
  `xmlns:draw="${urn}:drawing:1.0"`,
  `xmlns:fo="${urn}:xsl-fo-compatible:1.0"`,
  `xmlns:svg="${urn}:svg-compatible:1.0"`,
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

interface Looks {
  parent?: string;
  /** Paragraph properties, as attributes. */
  par?: string;
  /** Text properties, as attributes. */
  text?: string;
  more?: string;
}

const paragraph = (name: string, { parent = 'Standard', par = '', text = '', more = '' }: Looks): string =>
  `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}"${more}><style:paragraph-properties ${par}/><style:text-properties ${text}/></style:style>`;

const bold = 'fo:font-weight="bold"';
const blue = `fo:color="#${accent}"`;
const grey = `fo:color="#${muted}"`;

const heading = (level: number, size: number): string =>
  paragraph(`Heading_${level}`, {
    par: `fo:margin-top="0.${9 - level}cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"`,
    text: `fo:font-size="${size}pt" ${bold} ${blue}`,
    more: ` style:display-name="Heading ${level}" style:default-outline-level="${level}"`,
  });

const cell = (name: string, fill: string): string =>
  `<style:style style:name="${name}" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" fo:border="0.5pt solid #${line}"${fill && ` fo:background-color="#${fill}"`}/></style:style>`;

const character = (name: string, text: string): string =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${text}/></style:style>`;

const named = [
  paragraph('Title', { par: 'fo:margin-bottom="0.1cm"', text: `fo:font-size="20pt" ${bold} ${blue}` }),
  paragraph('Subtitle', { par: 'fo:margin-bottom="0.3cm"', text: `fo:font-size="12pt" ${grey}` }),
  ...[14, 12, 11, 10, 10, 10].map((size, at) => heading(at + 1, size)),
  paragraph('Label', { par: 'fo:keep-with-next="always" fo:margin-top="0.3cm"', text: `${bold} ${blue}` }),
  paragraph('Note', { text: `fo:font-size="8.5pt" ${grey}` }),
  paragraph('Frame', {
    par: `fo:background-color="#${tint}" fo:border-left="2.5pt solid #${accent}" fo:padding="0.2cm"`,
  }),
  paragraph('Quote', { par: `fo:margin-left="0.6cm" fo:border-left="2pt solid #${line}" fo:padding-left="0.3cm"` }),
  paragraph('Signature', { par: `fo:margin-top="1.2cm" fo:border-top="0.5pt solid #${muted}" fo:padding-top="0.1cm"` }),
  paragraph('Cell', { par: 'fo:margin-bottom="0cm"' }),
  paragraph('Cell_head', { parent: 'Cell', text: `${bold} ${blue}` }),
  paragraph('Edge', {
    par: 'fo:margin-bottom="0cm"',
    text: `fo:font-size="8pt" ${grey}`,
  }).replace(
    /<style:paragraph-properties [^>]*\/>/,
    '<style:paragraph-properties fo:margin-bottom="0cm"><style:tab-stops><style:tab-stop style:position="16.6cm" style:type="right"/></style:tab-stops></style:paragraph-properties>',
  ),
  character('Strong', bold),
  character('Em', 'fo:font-style="italic"'),
  character('Strong_em', `${bold} fo:font-style="italic"`),
  character('Small', `fo:font-size="8.5pt" ${grey}`),
].join('');

/** Cells know only styles that stand beside the text. */
export const cellStyles = [cell('Plain', ''), cell('Head', tint), cell('Shaded', shade)].join('');

/** A column as wide as its share of the table, in parts of ten thousand. */
export const columnStyle = (name: string, share: number): string =>
  `<style:style style:name="${name}" style:family="table-column"><style:table-column-properties style:rel-column-width="${Math.round(share * 10_000)}*"/></style:style>`;

/** Styles, page, and what stands at head and foot of each page. */
export function odtStyles(language: string, head: string, foot: string): string {
  const [code, country = 'none'] = language.split('-');
  const text = `fo:font-size="10pt" fo:font-family="Calibri, Carlito, sans-serif" fo:language="${code}" fo:country="${country}"`;
  return `${xmlHead}<office:document-styles ${namespaces} office:version="1.3"><office:styles><style:default-style style:family="paragraph"><style:text-properties ${text}/></style:default-style><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm" fo:line-height="115%"/></style:style>${named}</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.2cm"/><style:header-style><style:header-footer-properties fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:header><text:p text:style-name="Edge">${head}</text:p></style:header><style:footer><text:p text:style-name="Edge">${foot}</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`;
}
