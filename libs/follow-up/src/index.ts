export * from './carry-over/carry-over.entity.js';
export { FollowUpModule } from './follow-up.module.js';
