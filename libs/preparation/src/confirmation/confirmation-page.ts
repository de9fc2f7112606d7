import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { AgendaPublisher, crumbsOf, type AgendaLine, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ConfirmationFinder, type ConfirmationRow } from './confirmation.finder.js';
import { standingOf, type Standing } from './confirmation.rules.js';
import { ConfirmationService, isAskable } from './confirmation.service.js';

const tags: Record<Standing, { color: 'success' | 'danger' | 'warning' | 'neutral'; icon: string }> = {
  yes: { color: 'success', icon: 'CheckmarkCircle' },
  no: { color: 'danger', icon: 'XMarkOctagon' },
  waiting: { color: 'neutral', icon: 'Clock' },
  changed: { color: 'warning', icon: 'Hourglass' },
  unasked: { color: 'neutral', icon: 'QuestionmarkDiamond' },
};

/** How it stands, as icon and word. */
export const standingTag = (standing: Standing) => ({
  ...tags[standing],
  key: `preparation.confirmation.standing.${standing}`,
});

/** Who was asked to present what, and what they said: for organisers. */
@Injectable()
export class ConfirmationPage {
  constructor(
    private readonly finder: ConfirmationFinder,
    private readonly service: ConfirmationService,
    private readonly reminders: AskedReminders,
    private readonly publisher: AgendaPublisher,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, meeting: MeetingRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const wantsDraft = given.form ? Boolean(given.form.values.wantsDraft) : ctx.query.draft !== undefined;
    const basis = await this.finder.basis(meeting, wantsDraft);
    const { rows, to, withoutAddress } = await this.service.pending(meeting, basis);
    const mayAsk = isAskable(meeting, this.clock.instant());
    const reminding = mayAsk ? await this.reminders.toRemind('presenter', meeting.id) : [];
    return this.views.page(
      ctx,
      'preparation/confirmation/list',
      {
        title: this.views.i18n.t(ctx.lang, 'preparation.confirmation.title'),
        crumbs: crumbsOf(meeting),
        meetingId: meeting.id,
        isDraft: basis.isDraft,
        isPublished: basis.isPublished,
        isOther: basis.isPublished && Boolean((await this.publisher.pending(meeting))?.length),
        lines: basis.items.flatMap((item) => linesOf(ctx, item, { rows, zone: meeting.zone })),
        mayAsk,
        wasAsked: rows.length > 0,
        toAsk: to.map(({ personId }) => personId).length,
        withoutAddress: withoutAddress.map(({ name }) => name).join(', '),
        reminding: reminding.length,
        form: given.form ?? freshForm({ respondBy: this.firstDay(meeting), wantsDraft }),
        labels: { respondBy: 'preparation.asked.respondBy' },
      },
      given.status,
    );
  }

  /** A week from now, but before the meeting. */
  private firstDay({ startWall }: MeetingRow): string {
    const today = this.clock.today();
    const [week, before] = [addDays(today, 7), addDays(startWall.slice(0, 10), -1)];
    return before < today ? today : week < before ? week : before;
  }
}

/** One line for each presenter of an item. */
function linesOf(ctx: Ctx, item: AgendaLine, known: { rows: readonly ConfirmationRow[]; zone: string }) {
  return item.presenters.map((presenter, index) => {
    const { standing, row } = standingOf(item, presenter, known);
    return {
      isFirst: index === 0,
      number: item.number,
      title: item.title,
      start: item.start.slice(11),
      end: item.end.slice(11),
      presenter: presenter.stateCode ? stateName(presenter.stateCode, ctx.lang) : presenter.name,
      stateCode: presenter.stateCode,
      tag: standingTag(standing),
      by: row && presenter.stateCode ? row.name : null,
      talkTitle: row?.talkTitle,
      needs: row?.needs,
    };
  });
}
