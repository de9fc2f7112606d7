import { ReportCallService } from './asking/report-call.service.js';
import { ReportLetters } from './asking/report-letters.js';
import { ReportPeople } from './asking/report-people.js';
import { ReportApiController } from './report.api.controller.js';
import { ReportController } from './report.controller.js';
import { ReportFinder } from './report.finder.js';
import { ReportJobs } from './report.jobs.js';
import { ReportPage } from './report-page.js';
import { ReportPanel } from './report-panel.js';
import { ReportTasks } from './report-tasks.js';
import { ReportService } from './report.service.js';
import { ReportPapers } from './showing/report-papers.js';
import { TourDeTable } from './showing/tour.js';

/** Providers of reports, for the module of the context. */
export const reportProviders = [
  ...[ReportCallService, ReportLetters, ReportPeople, ReportFinder, ReportJobs, ReportPage],
  ...[ReportPanel, ReportService, ReportPapers, ReportTasks, TourDeTable],
];

export const reportControllers = [ReportController, ReportApiController];
