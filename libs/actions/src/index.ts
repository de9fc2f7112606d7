export * from './action/action-item.entity.js';
export * from './progress/progress.entity.js';
export * from './chasing/chasing.entity.js';
export { ChasingService } from './chasing/chasing.service.js';
export { ActionFinder, type ActionOfMeeting, type ActionRow } from './action/action.finder.js';
export { NewAction } from './action/action.dto.js';
export { canManageActions, visibleTo as actionVisibleTo } from './action/action.policy.js';
export { isOpen as isActionOpen, referenceOf as actionReferenceOf, statusOf as actionStatusOf } from './action/action.rules.js';
export { ActionService } from './action/action.service.js';
export { kpiQueries, type KpiName, type Kpis, type StateCount } from './overview/summary.finder.js';
export { ProgressFinder, type ProgressRow } from './progress/progress.finder.js';
export {
  askedName,
  capped,
  presentLine,
  presentTiles,
  statusTag,
  type LineView,
  type Reading,
} from './progress/progress.presenter.js';
export { ProgressService } from './progress/progress.service.js';
export { ReminderService } from './reminder/reminder.service.js';
export * from './actions.module.js';
