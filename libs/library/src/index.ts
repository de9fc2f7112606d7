export * from './document/document.entity.js';
