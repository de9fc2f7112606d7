export * from './agenda/agenda.entity.js';
export * from './decision/decision.entity.js';
export * from './invitation/invitation.entity.js';
export * from './meeting/meeting.entity.js';
export * from './minutes/minutes.entity.js';
export * from './reply/reply.entity.js';
export * from './series/series.entity.js';
export { MeetingsModule } from './meetings.module.js';
export { MeetingFinder, type MeetingRow } from './meeting/meeting.finder.js';
export { MeetingLife } from './meeting/meeting-life.js';
export {
  MeetingPanels,
  type MeetingAct,
  type MeetingActOffer,
  type MeetingPanel,
  type PanelMarkup,
} from './meeting/meeting-panels.js';
export { referenceOf } from './meeting/meeting.rules.js';
export { visibleTo as meetingVisibleTo } from './meeting/meeting.policy.js';
export { MeetingService } from './meeting/meeting.service.js';
export { SeriesFinder, type SeriesRow } from './series/series.finder.js';
export { SeriesService } from './series/series.service.js';
export { AgendaFinder, type DraftLine, type VersionDetails } from './agenda/agenda.finder.js';
export { AgendaPublisher } from './agenda/agenda-publisher.js';
export { AgendaService } from './agenda/agenda.service.js';
export type { AgendaChange, AgendaLine, AgendaSnapshot, Presenter } from './agenda/agenda.types.js';
export { MeetingDocuments, type AttachedDocument } from './meeting/meeting-documents.js';
