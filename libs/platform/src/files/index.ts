export * from './file-store.js';
export * from './uploads.js';
export * from './spreadsheet.js';
export * from './csv.js';
export { toXlsx, xlsxType } from './sheet-writer.js';
export { zipOf } from './zip-writer.js';
