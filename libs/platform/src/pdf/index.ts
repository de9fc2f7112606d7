export { Pdf, type PdfOptions } from './pdf.js';
