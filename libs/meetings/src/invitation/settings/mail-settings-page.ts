import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { wallOf, daysIn } from '@samrad/platform/pure';
import { formatDay, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MeetingPanels, type MeetingAct } from '../../meeting/meeting-panels.js';
import { isOpen } from '../../meeting/meeting.rules.js';
import { canInvite } from '../invitation.policy.js';
import { reminderDays, stepsOf } from '../reminding/reminder.rules.js';
import { Reminders } from '../reminding/reminders.js';
import { crumbsOf } from '../../meeting/meeting.presenter.js';

/** The form, with the days on which reminders fall and what came of those that went. */
@Injectable()
export class MailSettingsPage implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly reminders: Reminders,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offerAct({ name: 'mail-settings', order: 72, act: (ctx, meeting) => this.act(ctx, meeting) });
  }

  async page(ctx: Ctx, meeting: MeetingRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm(valuesOf(meeting)), status = 200 } = given;
    const chosen = daysIn(meeting.reminderDays);
    const offered = [...new Set([...reminderDays, ...chosen])].sort((a, b) => b - a);
    const data = {
      title: this.say(ctx, 'title'),
      crumbs: crumbsOf(meeting),
      meeting,
      form: { ...form, values: { ...form.values, reminderDays: [form.values.reminderDays ?? []].flat().map(String) } },
      version: form.conflict ? meeting.version : (form.values.version ?? meeting.version),
      days: offered.map((days) => ({ value: String(days), label: this.dayName(ctx, days) })),
      labels: { reminderDays: 'meetings.mailSettings.reminderDays' },
      steps: await this.steps(ctx, meeting),
    };
    return this.views.page(ctx, 'meetings/invitation/mail-settings', data, status);
  }

  private async steps(ctx: Ctx, meeting: MeetingRow) {
    const done = await this.reminders.done(meeting.id);
    return stepsOf(meeting).map(({ days, at }) => {
      const taken = done.find((step) => step.days === days && step.answerBy === meeting.answerBy);
      return {
        day: formatDay(wallOf(at, meeting.zone), ctx.lang),
        name: this.dayName(ctx, days),
        result: taken ? this.say(ctx, 'sent', { count: taken.sent }) : null,
      };
    });
  }

  private dayName(ctx: Ctx, days: number): string {
    if (days === 0) return this.say(ctx, 'sameDay');
    return days > 0 ? this.say(ctx, 'before', { count: days }) : this.say(ctx, 'after', { count: -days });
  }

  private act({ actor }: Ctx, { id, status }: MeetingRow): MeetingAct | null {
    if (!canInvite(actor) || !isOpen(status)) return null;
    return { href: `/meetings/${id}/mail-settings`, key: 'meetings.mailSettings.act', icon: 'Bell', weight: 'more' };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.mailSettings.${key}`, params);
  }
}

const valuesOf = (meeting: MeetingRow) => ({
  showsParticipants: Boolean(meeting.showsParticipants),
  refusesProposals: Boolean(meeting.refusesProposals),
  reminderDays: daysIn(meeting.reminderDays),
});
