import { Module, type OnModuleInit } from '@nestjs/common';
import { sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { DocumentGrants, LibraryModule } from '@samrad/library';
import { AgendaFinder } from './agenda/agenda.finder.js';
import { AgendaPublisher } from './agenda/agenda-publisher.js';
import { AgendaService } from './agenda/agenda.service.js';
import { MeetingDocuments } from './meeting/meeting-documents.js';
import { MeetingFinder } from './meeting/meeting.finder.js';
import { MeetingHome } from './meeting/meeting-home.js';
import { MeetingIndex } from './meeting/meeting-index.js';
import { MeetingLife } from './meeting/meeting-life.js';
import { MeetingListFinder } from './meeting/meeting-list.finder.js';
import { MeetingPanels } from './meeting/meeting-panels.js';
import { papersFor, visibleTo } from './meeting/meeting.policy.js';
import { MeetingService } from './meeting/meeting.service.js';
import { SeriesApiController } from './series/series.api.controller.js';
import { SeriesFinder } from './series/series.finder.js';
import { SeriesService } from './series/series.service.js';

const series = [SeriesFinder, SeriesService];
const agenda = [AgendaFinder, AgendaPublisher, AgendaService];
const meeting = [
  MeetingDocuments,
  MeetingFinder,
  MeetingHome,
  MeetingIndex,
  MeetingLife,
  MeetingListFinder,
  MeetingPanels,
  MeetingService,
];

/** Meetings: series, agenda, invitations and answers, minutes and decisions. */
@Module({
  imports: [LibraryModule],
  controllers: [SeriesApiController],
  providers: [...series, ...meeting, ...agenda],
  exports: [...series, ...meeting, ...agenda],
})
export class MeetingsModule implements OnModuleInit {
  constructor(
    private readonly search: Search,
    private readonly grants: DocumentGrants,
  ) {}

  onModuleInit(): void {
    this.grants.add((actor) => papersFor(actor));
    this.search.register(
      'meeting',
      (actor) => sql`EXISTS (SELECT 1 FROM meeting m WHERE m.id = s.record_id AND ${visibleTo(actor)})`,
    );
  }
}
