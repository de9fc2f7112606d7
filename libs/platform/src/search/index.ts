export * from './search-entry.entity.js';
export * from './search.js';
export * from './search.rules.js';
