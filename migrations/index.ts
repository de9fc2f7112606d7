import { CreatePlatform20261201090000 } from './20261201090000-create-platform.js';
import { CreateNetwork20261201091000 } from './20261201091000-create-network.js';
import { CreateAccess20261201092000 } from './20261201092000-create-access.js';
import { CreateLibrary20261201093000 } from './20261201093000-create-library.js';
import { CreateMeetings20261201094000 } from './20261201094000-create-meetings.js';
import { CreateInvitationsAndMinutes20261201095000 } from './20261201095000-create-invitations-and-minutes.js';
import { CreateActions20261201096000 } from './20261201096000-create-actions.js';
import { MarkDepartures20261201097000 } from './20261201097000-mark-departures.js';
import { VersionStates20261201097500 } from './20261201097500-version-states.js';
import { PrepareChasing20261202090000 } from './20261202090000-prepare-chasing.js';
import { CreateDelegations20261202092000 } from './20261202092000-create-delegations.js';
import { CreatePolls20261202093000 } from './20261202093000-create-polls.js';
import { CreateYearPlans20261202093100 } from './20261202093100-create-year-plans.js';
import { TellWhoSaidIt20261202095000 } from './20261202095000-tell-who-said-it.js';
import { KeepWhatWasTold20261202096000 } from './20261202096000-keep-what-was-told.js';
import { TellOfAgenda20261203110000 } from './20261203110000-tell-of-agenda.js';
import { SearchByPassage20261204090000 } from './20261204090000-search-by-passage.js';
import { ReadDocuments20261204091000 } from './20261204091000-read-documents.js';
import { NameExemptions20261204092000 } from './20261204092000-name-exemptions.js';
import { KeepVersionsOfDocuments20261204100000 } from './20261204100000-keep-versions-of-documents.js';
import { CreateFiling20261204100100 } from './20261204100100-create-filing.js';
import { NoteOpenings20261204140000 } from './20261204140000-note-openings.js';
import { NumberDecisionsPerSeries20261205100000 } from './20261205100000-number-decisions-per-series.js';
import { CirculateMinutes20261205100100 } from './20261205100100-circulate-minutes.js';
import { GiveAgendasSessions20261205110000 } from './20261205110000-give-agendas-sessions.js';
import { KeepAgendaTemplates20261205110100 } from './20261205110100-keep-agenda-templates.js';
import { TakeLiveMinutes20261205120000 } from './20261205120000-take-live-minutes.js';
import { CreatePresenterConfirmations20261205130000 } from './20261205130000-create-presenter-confirmations.js';
import { CreateCallsForItems20261205130100 } from './20261205130100-create-calls-for-items.js';
import { CreateConsultations20261205130200 } from './20261205130200-create-consultations.js';
import { ExtendActions20261206090000 } from './20261206090000-extend-actions.js';
import { ChaseActions20261206091000 } from './20261206091000-chase-actions.js';
import { KeepAdoptedMinutes20261206100000 } from './20261206100000-keep-adopted-minutes.js';
import { TakeWordings20261206100100 } from './20261206100100-take-wordings.js';
import { FindClosedPassages20261206100200 } from './20261206100200-find-closed-passages.js';
import { RelateActions20261207100000 } from './20261207100000-relate-actions.js';
import { CreateHandOvers20261207100100 } from './20261207100100-create-hand-overs.js';
import { KeepTopicsOfSeries20261207200000 } from './20261207200000-keep-topics-of-series.js';
import { CarryTopicsOver20261207200100 } from './20261207200100-carry-topics-over.js';
import { AskStatesToReport20261207300000 } from './20261207300000-ask-states-to-report.js';
import { CreateStateReports20261207300100 } from './20261207300100-create-state-reports.js';
import { AnswerReminders20261207400000 } from './20261207400000-answer-reminders.js';
import { IndexFinishedActions20261207500001 } from './20261207500001-index-finished-actions.js';
import { SealTheLog20261207600000 } from './20261207600000-seal-the-log.js';
import { CreateDuplicates20261207700000 } from './20261207700000-create-duplicates.js';
import { NumberOrganisations20261207700001 } from './20261207700001-number-organisations.js';
import { CreateTaskLink20261207710000 } from './20261207710000-create-task-link.js';
import { NoteOtherReferences20261207710001 } from './20261207710001-note-other-references.js';
import { ExemptSessions20261207720000 } from './20261207720000-exempt-sessions.js';
import { CreateJoining20261207800000 } from './20261207800000-create-joining.js';
import { KeyRecordsFromOutside20261207900000 } from './20261207900000-key-records-from-outside.js';
import { CreateImports20261207900100 } from './20261207900100-create-imports.js';
import { ComposeGroups20261208000000 } from './20261208000000-compose-groups.js';
import { CreateMailingLists20261208000100 } from './20261208000100-create-mailing-lists.js';
import { CreateMailings20261208000200 } from './20261208000200-create-mailings.js';
import { RecordConsents20261208100000 } from './20261208100000-record-consents.js';
import { ShowFieldsOfPersons20261208101000 } from './20261208101000-show-fields-of-persons.js';
import { CreateMyself20261208102000 } from './20261208102000-create-myself.js';
import { RecordExpertise20261208200000 } from './20261208200000-record-expertise.js';
import { WidenOwnProposals20261209100000 } from './20261209100000-widen-own-proposals.js';
import { KeepGrantedTerms20261209200000 } from './20261209200000-keep-granted-terms.js';
import { ConfirmExpertise20261209200100 } from './20261209200100-confirm-expertise.js';
import { LeadLinksOn20261209300000 } from './20261209300000-lead-links-on.js';
import { NameRuleSets20261209310000 } from './20261209310000-name-rule-sets.js';
import { KeepWhatApplicantsGot20261209320000 } from './20261209320000-keep-what-applicants-got.js';
import { FindWhatPeopleSay20261209321000 } from './20261209321000-find-what-people-say.js';
import { RemindOfYearlyCheck20261209330000 } from './20261209330000-remind-of-yearly-check.js';
import { FindAgendasByNames20261209345000 } from './20261209345000-find-agendas-by-names.js';
import { KnowErasedAddresses20261209360000 } from './20261209360000-know-erased-addresses.js';
import { WithdrawPrivacyRequests20261209431000 } from './20261209431000-withdraw-privacy-requests.js';

/** In the order they run. */
export const migrations = [
  CreatePlatform20261201090000,
  CreateNetwork20261201091000,
  CreateAccess20261201092000,
  CreateLibrary20261201093000,
  CreateMeetings20261201094000,
  CreateInvitationsAndMinutes20261201095000,
  CreateActions20261201096000,
  MarkDepartures20261201097000,
  VersionStates20261201097500,
  PrepareChasing20261202090000,
  CreateDelegations20261202092000,
  CreatePolls20261202093000,
  CreateYearPlans20261202093100,
  TellWhoSaidIt20261202095000,
  KeepWhatWasTold20261202096000,
  TellOfAgenda20261203110000,
  SearchByPassage20261204090000,
  ReadDocuments20261204091000,
  NameExemptions20261204092000,
  KeepVersionsOfDocuments20261204100000,
  CreateFiling20261204100100,
  NoteOpenings20261204140000,
  NumberDecisionsPerSeries20261205100000,
  CirculateMinutes20261205100100,
  GiveAgendasSessions20261205110000,
  KeepAgendaTemplates20261205110100,
  TakeLiveMinutes20261205120000,
  CreatePresenterConfirmations20261205130000,
  CreateCallsForItems20261205130100,
  CreateConsultations20261205130200,
  ExtendActions20261206090000,
  ChaseActions20261206091000,
  KeepAdoptedMinutes20261206100000,
  TakeWordings20261206100100,
  FindClosedPassages20261206100200,
  RelateActions20261207100000,
  CreateHandOvers20261207100100,
  KeepTopicsOfSeries20261207200000,
  CarryTopicsOver20261207200100,
  AskStatesToReport20261207300000,
  CreateStateReports20261207300100,
  AnswerReminders20261207400000,
  IndexFinishedActions20261207500001,
  SealTheLog20261207600000,
  CreateDuplicates20261207700000,
  NumberOrganisations20261207700001,
  CreateTaskLink20261207710000,
  NoteOtherReferences20261207710001,
  ExemptSessions20261207720000,
  CreateJoining20261207800000,
  KeyRecordsFromOutside20261207900000,
  CreateImports20261207900100,
  ComposeGroups20261208000000,
  CreateMailingLists20261208000100,
  CreateMailings20261208000200,
  RecordConsents20261208100000,
  ShowFieldsOfPersons20261208101000,
  CreateMyself20261208102000,
  RecordExpertise20261208200000,
  WidenOwnProposals20261209100000,
  KeepGrantedTerms20261209200000,
  ConfirmExpertise20261209200100,
  LeadLinksOn20261209300000,
  NameRuleSets20261209310000,
  KeepWhatApplicantsGot20261209320000,
  FindWhatPeopleSay20261209321000,
  RemindOfYearlyCheck20261209330000,
  FindAgendasByNames20261209345000,
  KnowErasedAddresses20261209360000,
  WithdrawPrivacyRequests20261209431000,
];
