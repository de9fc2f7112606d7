import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerParts, type AnswerShown } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { AskedFinder, AskedLink } from '@samrad/preparation';
import { ReportFinder } from '../report/report.finder.js';

/** Leads from the answer page of an invitation to the page of the State, for those who have both. */
@Injectable()
export class StateLink implements OnModuleInit {
  constructor(
    private readonly parts: AnswerParts,
    private readonly finder: ReportFinder,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.parts.offer({ name: 'state-page', place: 'below', order: 4, render: (ctx, shown) => this.render(ctx, shown) });
  }

  /** Only behind the person's own link: an organiser who answers for somebody gets no key. */
  private async render(ctx: Ctx, { invitation, meeting, way }: AnswerShown): Promise<string | null> {
    if (way !== 'link' || invitation.removedAt) return null;
    const call = await this.finder.callOf(meeting.id);
    const all = call ? await this.asked.of('state_report', invitation.personId) : [];
    const own = all.find(({ aboutId }) => aboutId === call?.id);
    if (!own) return null;
    const data = { href: this.link.pathOf(own), stateCode: own.stateCode };
    return this.views.markup(ctx, 'follow-up/state-page/_link', data);
  }
}
