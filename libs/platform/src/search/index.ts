export * from './search-entry.entity.js';
export * from './search-index.js';
export * from './search.jobs.js';
export * from './search.js';
export { markedIn } from './search.rules.js';
export { termsOf, tokensOf } from './token.rules.js';
