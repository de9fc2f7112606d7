export { safeHref } from './link.js';
export {
  type RichMark,
  type RecordPlace,
  type RichNode,
  type RichText,
  emptyRichText,
  isEmpty,
  maxBytes,
  maxDepth,
  parseRichText,
  recordsIn,
} from './rich-text.js';
export { schema, schemaVersion } from './schema.js';
export { fromMarkdown } from './from-markdown.js';
export { toMarkdown } from './to-markdown.js';
export { type HtmlOptions, htmlPieces, toHtml } from './to-html.js';
export { toPlain, toPlainWithLinks } from './to-plain.js';
export { type TypstBlock, type TypstCell, type TypstInline, toTypst } from './to-typst.js';
