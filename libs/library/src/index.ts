export * from './document/document.entity.js';
export * from './library.module.js';
