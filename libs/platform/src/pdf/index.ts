export { type Joining, type Measured, PdfJoiner } from './joining/pdf-joiner.js';
export { Pdf, type PdfOptions } from './pdf.js';
export type { PdfStandard } from './typesetter.js';
export { mostOnPaper, type Paper, type PaperTable, type SheetPdf, SheetPdfs, tableOf } from './sheet-pdf.js';
export { isSheetFormat, type SheetFile, SheetFiles, type SheetFormat } from './sheet-files.js';
