export { ReportCallService } from './report/asking/report-call.service.js';
export * from './report/report.entity.js';
export { ReportFinder } from './report/report.finder.js';
export { ReportService } from './report/report.service.js';
export { FollowUpModule } from './follow-up.module.js';
