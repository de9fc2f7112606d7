export * from './carry-over/carry-over.entity.js';
export { CarryOverFinder, type CarryOverRow } from './carry-over/carry-over.finder.js';
export { CarryOverService } from './carry-over/carry-over.service.js';
export { FollowUpModule } from './follow-up.module.js';
