export { Pdf, type PdfOptions } from './pdf.js';
export type { PdfStandard } from './typesetter.js';
