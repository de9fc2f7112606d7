export * from './file-store.js';
export * from './uploads.js';
