export { type Joining, type Measured, PdfJoiner } from './joining/pdf-joiner.js';
export { Pdf, type PdfOptions } from './pdf.js';
export type { PdfStandard } from './typesetter.js';
