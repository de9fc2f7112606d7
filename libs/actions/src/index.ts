export * from './action/action-item.entity.js';
export * from './progress/progress.entity.js';
export * from './chasing/chasing.entity.js';
export * from './reminder/reminded-line.entity.js';
export * from './relation/relation.entity.js';
export { RelationService } from './relation/relation.service.js';
export { ActionOwners } from './action/action-owners.js';
export { AssignmentService, type HandedOver } from './progress/assignment.service.js';
export { ExtensionService } from './extension/extension.service.js';
export { ChasingService } from './chasing/chasing.service.js';
export { ActionFinder, type ActionOfMeeting, type ActionRow } from './action/action.finder.js';
export { NewAction } from './action/action.dto.js';
export { canManageActions, canSeeActions, visibleTo as actionVisibleTo } from './action/action.policy.js';
export {
  isOpen as isActionOpen,
  referenceOf as actionReferenceOf,
  statusOf as actionStatusOf,
} from './action/action.rules.js';
export { ActionService } from './action/action.service.js';
export { averageDelay, onTime, type Pair } from './figures/figures.rules.js';
export { overviewTabs } from './overview/overview-tabs.js';
export { OverviewPage } from './overview/overview-page.js';
export { rangeText } from './overview/due-range.js';
export { kpiQueries, type KpiName, type Kpis, type StateCount } from './overview/summary.finder.js';
export { mostCounted, ProgressFinder, type ProgressRow } from './progress/progress.finder.js';
export {
  askedName,
  capped,
  paperColumns,
  presentLine,
  statusTag as progressTag,
  presentTiles,
  statusTag,
  type LineView,
  type Reading,
} from './progress/progress.presenter.js';
export {
  PageQuery as ActionsQuery,
  type ProgressFilter,
  ProgressQuery,
  responsibleChoice,
} from './progress/progress.dto.js';
export { refusalToHandOver } from './progress/assignment.rules.js';
export { Extension } from './extension/extension.dto.js';
export { faultOf as extensionFault, refusalToExtend } from './extension/extension.rules.js';
export { ResponsibleFinder, type ResponsiblePerson } from './progress/responsible.finder.js';
export { ChoiceFinder } from './overview/choice.finder.js';
export { Report as ProgressReport } from './progress/progress.dto.js';
export { choicesFrom } from './progress/progress.rules.js';
export { ProgressService } from './progress/progress.service.js';
export { canReport, reportableBy } from './progress/progress.policy.js';
export { needsNote } from './progress/progress.rules.js';
export { ProgressNotes, type ProgressLink, type ProgressNote } from './progress/progress-notes.js';
export { reminderNoun, ReminderMails } from './reminder/reminder-mails.js';
export { TaskLink, type TaskHolder } from './reminder/task-link.js';
export { TaskLinkRow } from './reminder/task-link.entity.js';
export { ReminderService } from './reminder/reminder.service.js';
export * from './actions.module.js';
