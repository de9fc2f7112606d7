export { ReportCallService } from './report/asking/report-call.service.js';
export { ReportPeople, type ReportPerson } from './report/asking/report-people.js';
export * from './report/report.entity.js';
export { ReportFinder, type ReportRow } from './report/report.finder.js';
export { markOf as reportMarkOf } from './report/report.rules.js';
export { ReportService } from './report/report.service.js';
export { FollowUpModule } from './follow-up.module.js';
