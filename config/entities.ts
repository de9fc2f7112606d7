import { Account, AccountRole, AccessToken, Session, SignInLink } from '@samrad/access';
import {
  ActionItem,
  ActionRelation,
  ChaseDue,
  Progress,
  RemindedLine,
  SeriesChasing,
  TaskLinkRow,
} from '@samrad/actions';
import { HeadOfDelegation, MeetingSeats, Need, Seat, Substitution } from '@samrad/delegations';
import { KeptPaper } from '@samrad/filing';
import { CarryOver } from '@samrad/follow-up';
import { Document, DocumentOpening, DocumentPassage, DocumentVersion } from '@samrad/library';
import {
  AgendaGroup,
  AgendaItem,
  AgendaPresenter,
  AgendaSession,
  AgendaTemplateRow,
  AgendaVersion,
  Attendance,
  Decision,
  Circulation,
  CirculationRecipient,
  DecisionCounter,
  MinutesComment,
  IncomingMail,
  Invitation,
  ItemRun,
  Meeting,
  MeetingDocument,
  Minutes,
  MinutesSection,
  MinutesVersion,
  MinutesWriter,
  ParkedPoint,
  ReminderStep,
  Reply,
  Series,
  SeriesTopic,
} from '@samrad/meetings';
import {
  Affiliation,
  Consent,
  ErasedAddress,
  Group,
  GroupPart,
  GroupRecipients,
  Membership,
  Method,
  Organisation,
  OrganisationFormerKey,
  OutsideEeaField,
  Participation,
  Person,
  PersonCountry,
  PersonEmail,
  PersonFormerKey,
  PersonLanguage,
  PersonMethod,
  PersonShown,
  PersonTopic,
  State,
  Topic,
} from '@samrad/network';
import { ReportCall, ReportText, ReportTopic, StateReport } from '@samrad/follow-up';
import { HandOver, MailAnswer, MailAnswerLine, TakenOver } from '@samrad/obligations';
import { DuplicatePair, DuplicateScan, MergeChange, RecordMerge, RuleSet } from '@samrad/duplicates';
import { AddressScore, Delivery, Mailing, MailingList, Subscription, Suppression } from '@samrad/mailings';
import { Application, GroupInvitation, Nomination, TermReminder } from '@samrad/joining';
import { NewAddress, OwnLink, OwnProposal, PrivacyRequest } from '@samrad/myself';
import { ImportMapping, ImportRow, RegisterImport } from '@samrad/exchange';
import { FixedDate, PlannedMeeting, Poll, PollSlot, PollVote, PollVoter } from '@samrad/planning';
import {
  Asked,
  Consultation,
  ConsultationAspect,
  ItemCall,
  ItemProposal,
  PresenterConfirmation,
  Ranking,
  RankingPlace,
} from '@samrad/preparation';
import { FormerLink, RateLimit } from '@samrad/platform/auth';
import { Setting } from '@samrad/platform/database';
import { Event } from '@samrad/platform/events';
import { Job } from '@samrad/platform/jobs';
import { MailboxCursor, MailMessage } from '@samrad/platform/mail';
import { SearchEntry } from '@samrad/platform/search';
import { Seal, Trace } from '@samrad/platform/traces';

const platform = [Event, FormerLink, Job, MailMessage, MailboxCursor, RateLimit, Seal, SearchEntry, Setting, Trace];
const network = [
  State,
  Participation,
  Organisation,
  OrganisationFormerKey,
  OutsideEeaField,
  ErasedAddress,
  Person,
  PersonEmail,
  PersonFormerKey,
  PersonLanguage,
  PersonShown,
  PersonTopic,
  PersonCountry,
  PersonMethod,
  Method,
  Topic,
  Affiliation,
  Consent,
  Group,
  GroupPart,
  GroupRecipients,
  Membership,
];
const access = [Account, AccountRole, Session, SignInLink, AccessToken];
const meetings = [
  ...[Series, SeriesTopic, Meeting, MeetingDocument, AgendaItem, AgendaPresenter, AgendaVersion],
  ...[AgendaSession, AgendaGroup, AgendaTemplateRow],
  ...[Invitation, ReminderStep, Reply, IncomingMail, Attendance, Minutes, MinutesSection, MinutesVersion],
  ...[Decision, DecisionCounter, Circulation, CirculationRecipient, MinutesComment],
  ...[MinutesWriter, ItemRun, ParkedPoint],
];
const delegations = [Substitution, MeetingSeats, Seat, Need, HeadOfDelegation];

const preparation = [
  Asked,
  PresenterConfirmation,
  ItemCall,
  ItemProposal,
  Consultation,
  ConsultationAspect,
  Ranking,
  RankingPlace,
];

const followUp = [ReportCall, ReportTopic, StateReport, ReportText];

const planning = [Poll, PollSlot, PollVoter, PollVote, PlannedMeeting, FixedDate];

/** Every table's entity. */
export const entities = [
  ...platform,
  ...network,
  ...access,
  ...[Document, DocumentOpening, DocumentPassage, DocumentVersion, KeptPaper],
  ...meetings,
  ActionItem,
  ActionRelation,
  ChaseDue,
  RemindedLine,
  TaskLinkRow,
  SeriesChasing,
  Progress,
  MailAnswer,
  MailAnswerLine,
  ...delegations,
  ...planning,
  ...preparation,
  ...[HandOver, TakenOver],
  CarryOver,
  ...followUp,
  ...[Application, GroupInvitation, Nomination, TermReminder],
  ...[DuplicateScan, DuplicatePair, RecordMerge, MergeChange, RuleSet],
  ...[MailingList, Subscription, Suppression, AddressScore, Mailing, Delivery],
  ...[OwnLink, NewAddress, OwnProposal, PrivacyRequest],
  ...[RegisterImport, ImportRow, ImportMapping],
];
