export * from './i18n.js';
export * from './languages.js';
export type { Said } from './said.js';
