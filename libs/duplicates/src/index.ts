export * from './rule-set/rule-set.entity.js';
export * from './merge/merge.entity.js';
export * from './scan/scan.entity.js';
export { ScanService } from './scan/scan.service.js';
export { RuleSetService } from './rule-set/rule-set.service.js';
export { DuplicatesModule } from './duplicates.module.js';
