export * from './kept/kept-paper.entity.js';
export { FilingModule } from './filing.module.js';
