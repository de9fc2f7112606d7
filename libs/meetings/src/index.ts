export * from './agenda/agenda.entity.js';
export * from './agenda/session/session.entity.js';
export * from './agenda/template/template.entity.js';
export * from './decision/decision.entity.js';
export * from './minutes/circulation/circulation.entity.js';
export * from './invitation/invitation.entity.js';
export * from './invitation/reminding/reminder-step.entity.js';
export * from './meeting/meeting.entity.js';
export * from './minutes/live/live.entity.js';
export * from './minutes/minutes.entity.js';
export * from './reply/reply.entity.js';
export * from './series/series.entity.js';
export * from './series/topic/topic.entity.js';
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
export { calendarText, textValue, uriValue } from './invitation/calendar-line.js';
export { utc as calendarUtc } from './invitation/calendar-zone.js';
export { zoneOptions } from './meeting/page/zones.js';
export { referenceOf } from './meeting/meeting.rules.js';
export { visibleTo as meetingVisibleTo } from './meeting/meeting.policy.js';
export { meetingChange } from './meeting/meeting.dto.js';
export { MeetingService } from './meeting/meeting.service.js';
export { SeriesFinder, type SeriesRow } from './series/series.finder.js';
export { SeriesService } from './series/series.service.js';
export { SeriesTopicFinder, type SeriesTopicRow } from './series/topic/topic.finder.js';
export { canManageTopics, canSeeTopics, visibleTo as topicVisibleTo } from './series/topic/topic.policy.js';
export { SeriesTopicPages } from './series/topic/topic-pages.js';
export { SeriesTopicService } from './series/topic/topic.service.js';
export { isCovered } from './agenda/carried/carried.rules.js';
export type {
  FollowedAction,
  FollowedActions,
  FollowedTopic,
  FollowUp,
  TopicReason,
} from './agenda/carried/carried.types.js';
export { CarriedWords } from './agenda/carried/carried-words.js';
export { FollowUps, type AskedItems } from './agenda/carried/follow-ups.js';
export { OutcomeService } from './minutes/outcome/outcome.service.js';
export { AgendaFinder, type DraftLine, type VersionDetails } from './agenda/agenda.finder.js';
export { AgendaSupplements } from './agenda/notes/agenda-supplements.js';
export { ItemNotes, type ItemNote } from './agenda/notes/item-notes.js';
export { inputOf as agendaInputOf } from './agenda/agenda.presenter.js';
export { canEditAgenda } from './agenda/agenda.policy.js';
export { AgendaFile } from './agenda/agenda-file.js';
export {
  canSeeDraft,
  linesFor as agendaLinesFor,
  readerOf as agendaReaderOf,
  seesItem,
} from './agenda/agenda.policy.js';
export { AgendaReading } from './agenda/reader/agenda-reading.js';
export { AgendaPublisher } from './agenda/agenda-publisher.js';
export { outside } from './agenda/agenda.dto.js';
export { AgendaService, type CarriedItem } from './agenda/agenda.service.js';
export { exemptionIn, narrowest, type Closing } from './agenda/session/session.rules.js';
export { sessionAccesses, type SessionAccess } from './agenda/session/session.types.js';
export { SessionService } from './agenda/session/session.service.js';
export type { AgendaChange, AgendaLine, AgendaSnapshot, Presenter } from './agenda/agenda.types.js';
export { ClosedPapers } from './meeting/paper/closed-papers.js';
export { MeetingDocuments, type AttachedDocument } from './meeting/paper/meeting-documents.js';
export { AttendanceFinder, type AttendanceRow } from './minutes/attendance/attendance.finder.js';
export { AttendanceService } from './minutes/attendance/attendance.service.js';
export { DecisionFinder, type DecisionRow } from './decision/decision.finder.js';
export { visibleTo as decisionVisibleTo } from './decision/decision.policy.js';
export { fullRefOf as decisionFullRefOf, refOf as decisionRefOf } from './decision/decision.rules.js';
export { DecisionService } from './decision/decision.service.js';
export { MeetingActions, type MeetingAction, type Responsible } from './minutes/meeting-actions.js';
export { MinutesAnnexes } from './minutes/annex/minutes-annexes.js';
export { MinutesFinder, type MinutesRow } from './minutes/minutes.finder.js';
export { visibleTo as minutesVisibleTo } from './minutes/minutes.policy.js';
export { participantTable } from './minutes/minutes-paper.js';
export type { Attendee, MinutesAnnex, MinutesSnapshot } from './minutes/minutes.types.js';
export { MinutesFile } from './minutes/reading/minutes-file.js';
export { MinutesReading } from './minutes/reading/minutes-reading.js';
export { MinutesWords } from './minutes/reading/minutes-words.js';
export { MinutesService } from './minutes/minutes.service.js';
export { SectionService } from './minutes/editing/section.service.js';
export { MinutesPublisher, type Published } from './minutes/publication/publication.service.js';
export { InvitationFinder, type InvitationRow, type OwnInvitation } from './invitation/invitation.finder.js';
export { readPasted } from './invitation/invitation.rules.js';
export { stateOptions } from './invitation/choosing/invitation-choice.js';
export { Expectations, expectedCounts, type Expectation, type Expected } from './invitation/choosing/expectations.js';
export { InvitationAgain } from './invitation/again/invitation-again.js';
export { InvitationService } from './invitation/invitation.service.js';
export { Bounces } from './invitation/sending/bounces.js';
export { InvitationNews } from './invitation/sending/invitation-news.js';
export { WaitingNews, type Waiting } from './invitation/sending/waiting-news.js';
export { MailSettings } from './invitation/settings/mail-settings.service.js';
export { OpenProposals, type OpenProposal } from './invitation/sending/proposals/open-proposals.js';
export { AnswerLink } from './invitation/sending/answer-link.js';
export { IncomingMailFinder } from './reply/incoming-mail.finder.js';
export { WrittenAnswers, type WrittenAnswer } from './reply/written/written-answers.js';
export { WrittenReview } from './reply/review/written-review.js';
export { MailReviewService } from './reply/review/mail-review.service.js';
export { IncomingMailService, type Judged } from './reply/incoming-mail.service.js';
export { choiceOf, whyClosed } from './reply/answer.rules.js';
export { AnswerDoor } from './reply/page/answer-door.js';
export { LostLink, type PersonalLink } from './reply/lost-link/lost-link.js';
export { LostLinkPage } from './reply/lost-link/lost-link-page.js';
export { AnswerParts, type AnswerPart, type AnswerShown } from './reply/page/answer-parts.js';
export { AskAgain } from './reply/page/ask-again.js';
export { answerOptions, secret as secretPage } from './reply/page/answer-page.js';
export { answerForm } from './reply/reply.dto.js';
export { ParticipantNotes, type Notes, type ParticipantNote } from './participant/participant-notes.js';
export { canAnswer, canSeeParticipants } from './invitation/invitation.policy.js';
export { refusalToInvite, splitName } from './invitation/invitation.rules.js';
export { standingStatus } from './invitation/invitation.finder.js';
export { cityOf, crumbsOf, whenText } from './meeting/meeting.presenter.js';
export {
  isHere,
  presences,
  whyNotCorrect,
  whyNotNote,
  type Note,
  type Presence,
} from './minutes/attendance/attendance.rules.js';
export { ReplyFinder, type ReplyRow } from './reply/reply.finder.js';
export { ReplyService, type GivenAnswer, type PickedAnswer } from './reply/reply.service.js';
export { MeetingFeed, type Feed } from './meeting/meeting-feed.js';
export { CirculationFinder } from './minutes/circulation/circulation.finder.js';
export { CommentFinder, type CommentRow } from './minutes/comments/comment.finder.js';
export { commentedParts } from './minutes/comments/paragraphs.js';
export { RoundReading } from './minutes/comments/round-reading.js';
