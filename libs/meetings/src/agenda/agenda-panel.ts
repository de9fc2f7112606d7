import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { MeetingPanels, type PanelMarkup } from '../meeting/meeting-panels.js';
import type { MeetingRow } from '../meeting/meeting.finder.js';
import { AgendaFile } from './agenda-file.js';
import { AgendaPublisher } from './agenda-publisher.js';
import { AgendaViews } from './agenda-views.js';
import { canEditAgenda } from './agenda.policy.js';
import { isAgendaOpen } from './agenda.rules.js';

/** The agenda on the meeting's page, and what can be done with it. */
@Injectable()
export class AgendaPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly agenda: AgendaViews,
    private readonly publisher: AgendaPublisher,
    private readonly file: AgendaFile,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    const render = this.render.bind(this);
    this.panels.offer({ name: 'agenda', column: 'main', order: 10, navKey: 'meetings.agenda.title', render });
    this.panels.offerAct({
      name: 'agenda',
      order: 30,
      act: ({ actor }, { id, status }) =>
        canEditAgenda(actor) && isAgendaOpen(status)
          ? {
              href: `/meetings/${id}/agenda/edit`,
              key: 'meetings.agenda.edit',
              icon: 'Pencil',
              weight: status === 'draft' ? 'primary' : 'more',
            }
          : null,
    });
    this.panels.offerAct({
      name: 'agenda-pdf',
      order: 60,
      act: ({ actor }, { id }) =>
        this.file.isAvailable && canEditAgenda(actor)
          ? { href: `/meetings/${id}/agenda.pdf`, key: 'meetings.agenda.pdf', icon: 'Download', weight: 'more' }
          : null,
    });
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<PanelMarkup> {
    const { version, table } = await this.agenda.forReader(ctx, meeting);
    const mayEdit = canEditAgenda(ctx.actor) && isAgendaOpen(meeting.status);
    const pending = mayEdit ? await this.publisher.pending(meeting) : null;
    const isUnpublished = mayEdit && Boolean(table?.items.length) && !version;
    const data = {
      meetingId: meeting.id,
      version,
      table,
      mayEdit,
      isUnpublished,
      pending: pending?.length ?? 0,
      pdf: this.file.isAvailable,
    };
    return { markup: this.views.markup(ctx, 'meetings/agenda/_panel', data), count: table?.numbered };
  }
}
