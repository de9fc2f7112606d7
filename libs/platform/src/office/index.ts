export { Office, type PaperFile, type PaperFormat, paperFormats } from './office.js';
export { type CellLine, known, type Paper, type PaperBlock, type PaperCell, type PaperTable, plain } from './paper.js';
export { htmlPolicy } from './to-html.js';
export { escaped } from './escape.js';
