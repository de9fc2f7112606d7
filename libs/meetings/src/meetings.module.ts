import { Module, type OnModuleInit } from '@nestjs/common';
import { DocumentGrants, LibraryModule } from '@samrad/library';
import { NetworkModule } from '@samrad/network';
import { AgendaApiController } from './agenda/api/agenda.api.controller.js';
import { AgendaController } from './agenda/build/agenda.controller.js';
import { AgendaFile } from './agenda/agenda-file.js';
import { AgendaFinder } from './agenda/agenda.finder.js';
import { AgendaForms } from './agenda/build/agenda-forms.js';
import { AgendaPanel } from './agenda/agenda-panel.js';
import { AgendaPublisher } from './agenda/agenda-publisher.js';
import { AgendaService } from './agenda/agenda.service.js';
import { AgendaStarter } from './agenda/build/agenda-starter.js';
import { AgendaVersionController } from './agenda/agenda-version.controller.js';
import { AgendaSupplements } from './agenda/notes/agenda-supplements.js';
import { ItemNotes } from './agenda/notes/item-notes.js';
import { closedPapers } from './agenda/agenda.policy.js';
import { AgendaForInvitee } from './agenda/reader/agenda-for-invitee.js';
import { AgendaReaders } from './agenda/reader/agenda-readers.js';
import { AgendaReading } from './agenda/reader/agenda-reading.js';
import { TemplateController } from './agenda/template/template.controller.js';
import { TemplateFinder } from './agenda/template/template.finder.js';
import { TemplateService } from './agenda/template/template.service.js';
import { AgendaFollowUp } from './agenda/carried/agenda-follow-up.js';
import { CarriedWords } from './agenda/carried/carried-words.js';
import { AgendaFit } from './agenda/build/agenda-fit.js';
import { SessionApiController } from './agenda/session/session.api.controller.js';
import { SessionController } from './agenda/session/session.controller.js';
import { SessionPages } from './agenda/session/session-pages.js';
import { SessionService } from './agenda/session/session.service.js';
import { SessionExemptions } from './agenda/session/session-exemptions.js';
import { SessionFinder } from './agenda/session/session.finder.js';
import { AgendaViews } from './agenda/agenda-views.js';
import { CandidateFinder } from './meeting/page/candidate.finder.js';
import { MeetingApiController } from './meeting/api/meeting.api.controller.js';
import { MeetingController } from './meeting/meeting.controller.js';
import { MeetingDocumentApiController } from './meeting/paper/meeting-document.api.controller.js';
import { MeetingDocumentController } from './meeting/paper/meeting-document.controller.js';
import { invitationControllers, invitationProviders } from './invitation/invitation-parts.js';
import { AccessList } from './meeting/paper/access-list.js';
import { ClosedPapers } from './meeting/paper/closed-papers.js';
import { MeetingDocuments } from './meeting/paper/meeting-documents.js';
import { FeedFinder } from './meeting/feed/feed.finder.js';
import { MeetingFeed } from './meeting/meeting-feed.js';
import { MeetingFinder } from './meeting/meeting.finder.js';
import { MeetingForms } from './meeting/page/meeting-forms.js';
import { MeetingHome } from './meeting/meeting-home.js';
import { MeetingIndex } from './meeting/meeting-index.js';
import { MeetingLifeController } from './meeting/page/meeting-life.controller.js';
import { MeetingLife } from './meeting/meeting-life.js';
import { MeetingListFinder } from './meeting/meeting-list.finder.js';
import { MeetingPanels } from './meeting/meeting-panels.js';
import { MeetingSidePanels } from './meeting/page/meeting-side-panels.js';
import { papersFor } from './meeting/meeting.policy.js';
import { MeetingService } from './meeting/meeting.service.js';
import { minutesControllers, minutesProviders } from './minutes/minutes-parts.js';
import { SeriesApiController } from './series/series.api.controller.js';
import { SeriesController } from './series/series.controller.js';
import { SeriesFinder } from './series/series.finder.js';
import { SeriesService } from './series/series.service.js';
import { SeriesTopicApiController } from './series/topic/topic.api.controller.js';
import { SeriesTopicController } from './series/topic/topic.controller.js';
import { SeriesTopicFinder } from './series/topic/topic.finder.js';
import { SeriesTopicPages } from './series/topic/topic-pages.js';
import { SeriesTopicService } from './series/topic/topic.service.js';

const series = [SeriesFinder, SeriesService, SeriesTopicFinder, SeriesTopicPages, SeriesTopicService];
const agenda = [
  AgendaFile,
  AgendaFinder,
  AgendaForms,
  AgendaPanel,
  AgendaPublisher,
  AgendaForInvitee,
  AgendaReaders,
  AgendaReading,
  AgendaService,
  AgendaStarter,
  AgendaViews,
  AgendaSupplements,
  ItemNotes,
  AgendaFit,
  ...[AgendaFollowUp, CarriedWords],
  ...[TemplateFinder, TemplateService],
  ...[SessionExemptions, SessionFinder, SessionPages, SessionService],
];
const meeting = [
  CandidateFinder,
  FeedFinder,
  ClosedPapers,
  MeetingDocuments,
  MeetingFeed,
  MeetingFinder,
  MeetingForms,
  MeetingHome,
  MeetingIndex,
  AccessList,
  MeetingLife,
  MeetingListFinder,
  MeetingPanels,
  MeetingService,
  MeetingSidePanels,
];
const controllers = [
  SeriesController,
  SeriesApiController,
  SeriesTopicController,
  SeriesTopicApiController,
  MeetingController,
  MeetingLifeController,
  MeetingDocumentController,
  MeetingApiController,
  MeetingDocumentApiController,
  AgendaController,
  AgendaVersionController,
  AgendaApiController,
  SessionController,
  SessionApiController,
  TemplateController,
];

/** Meetings: series, agenda, invitations and answers, minutes and decisions. */
@Module({
  imports: [NetworkModule, LibraryModule],
  controllers: [...controllers, ...invitationControllers, ...minutesControllers],
  providers: [...series, ...meeting, ...agenda, ...minutesProviders, ...invitationProviders],
  exports: [...series, ...meeting, ...agenda, ...minutesProviders, ...invitationProviders],
})
export class MeetingsModule implements OnModuleInit {
  constructor(private readonly grants: DocumentGrants) {}

  onModuleInit(): void {
    this.grants.add((actor) => papersFor(actor));
    this.grants.refuse((actor) => closedPapers(actor));
  }
}
