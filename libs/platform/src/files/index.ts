export * from './file-store.js';
export * from './uploads.js';
export * from './spreadsheet.js';
export * from './csv.js';
export { toXlsx } from './sheet-writer.js';
export { zipOf } from './zip-writer.js';
