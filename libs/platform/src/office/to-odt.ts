import { zipOf } from '../files/zip-writer.js';
import { escaped } from './escape.js';
import { OdtBlocks, words } from './odt-blocks.js';
import { odtStyles, namespaces, xmlHead } from './odt-styles.js';
import { officeTag, type Paper } from './paper.js';
import type { Picture } from './picture.js';

const mediaType = 'application/vnd.oasis.opendocument.text';

/** The document as OpenDocument text (ISO/IEC 26300). */
export function toOdt(paper: Paper, logo: Picture | null): Buffer {
  return zipOf({
    mimetype: mediaType,
    'content.xml': content(paper, logo),
    'styles.xml': odtStyles(
      officeTag(paper.language),
      edge(paper.publisher, escaped(paper.status)),
      edge(paper.footer, pageOf(paper.pages)),
    ),
    'meta.xml': meta(paper),
    ...(logo && { 'Pictures/logo.png': logo.content }),
    'META-INF/manifest.xml': manifest(logo !== null),
  });
}

function content(paper: Paper, logo: Picture | null): string {
  const blocks = new OdtBlocks();
  const body = blocks.of(paper.blocks);
  const top = [
    logo ? pictured(logo) : '',
    `<text:p text:style-name="Title">${words(paper.title)}</text:p>`,
    paper.subtitle ? `<text:p text:style-name="Subtitle">${words(paper.subtitle)}</text:p>` : '',
    blocks.facts(paper.facts),
  ];
  return `${xmlHead}<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>${blocks.styles}</office:automatic-styles><office:body><office:text>${top.join('')}${body}</office:text></office:body></office:document-content>`;
}

function pictured({ width, height }: Picture): string {
  const high = 1.2;
  const size = `svg:width="${((width / height) * high).toFixed(2)}cm" svg:height="${high}cm"`;
  return `<text:p text:style-name="Standard"><draw:frame draw:name="logo" text:anchor-type="as-char" ${size}><draw:image xlink:href="Pictures/logo.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`;
}

/** Head and foot of each page: words at the left, a tab, more at the right. */
const edge = (left: string, right: string): string => `${escaped(left)}<text:tab/>${right}`;

/** `Page {page} of {pages}` with fields that the program fills in. */
const pageOf = (pattern: string): string =>
  escaped(pattern)
    .replace('{page}', '<text:page-number text:select-page="current">1</text:page-number>')
    .replace('{pages}', '<text:page-count>1</text:page-count>');

const meta = ({ title, publisher, language }: Paper): string =>
  `${xmlHead}<office:document-meta ${namespaces} office:version="1.3"><office:meta><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(publisher)}</dc:creator><dc:language>${officeTag(language)}</dc:language></office:meta></office:document-meta>`;

function manifest(hasLogo: boolean): string {
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const parts = ['content.xml', 'styles.xml', 'meta.xml'].map((name) => entry(name, 'text/xml'));
  if (hasLogo) parts.push(entry('Pictures/logo.png', 'image/png'));
  return `${xmlHead}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mediaType}"/>${parts.join('')}</manifest:manifest>`;
}
