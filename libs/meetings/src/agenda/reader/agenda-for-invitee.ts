import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Pdf } from '@samrad/platform/pdf';
import { Views } from '@samrad/platform/views';
import { AnswerParts, type AnswerShown } from '../../reply/page/answer-parts.js';
import { AgendaViews } from '../agenda-views.js';
import { AgendaReaders } from './agenda-readers.js';
import { AgendaReading } from './agenda-reading.js';

/** The published agenda on the page behind a personal link, where mails and calendars point to: no account is needed. */
@Injectable()
export class AgendaForInvitee implements OnModuleInit {
  constructor(
    private readonly parts: AnswerParts,
    private readonly readers: AgendaReaders,
    private readonly reading: AgendaReading,
    private readonly agenda: AgendaViews,
    private readonly pdf: Pdf,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.parts.offer({ name: 'agenda', place: 'below', order: 8, render: (ctx, shown) => this.render(ctx, shown) });
  }

  private async render(ctx: Ctx, { invitation, meeting, path, way }: AnswerShown): Promise<string | null> {
    if (way !== 'link' || invitation.removedAt) return null;
    const reader = (await this.readers.invited([invitation.personId]))(invitation.personId);
    const version = await this.reading.version(reader, meeting.id);
    if (!version?.snapshot.items.length) return null;
    const table = await this.agenda.published(ctx, meeting, version);
    const pdfHref = this.pdf.available ? `${path}/agenda.pdf` : null;
    return this.views.markup(ctx, 'meetings/agenda/_for-invitee', { table, pdfHref, number: version.number });
  }
}
