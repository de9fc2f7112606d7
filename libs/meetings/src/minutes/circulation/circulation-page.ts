import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { canStep, type Holiday } from '@samrad/platform/pure';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { MinutesClosing } from '../adoption/closing.js';
import { MinutesFinder, type MinutesRow } from '../minutes.finder.js';
import { MinutesPresenter } from '../minutes.presenter.js';
import { isPublishable, next } from '../minutes.rules.js';
import { CircleFinder } from './circle.js';
import { circles, procedures, type Circle } from './circulation.entity.js';
import { CirculationFinder, type CirculationRow } from './circulation.finder.js';
import { deadlineOf } from './circulation.rules.js';

const usual = { workingDays: 10, procedure: 'silence' };
const labels = {
  circle: 'meetings.minutes.circulation.circleLabel',
  procedure: 'meetings.minutes.circulation.procedureLabel',
  workingDays: 'meetings.minutes.circulation.workingDays',
  note: 'meetings.minutes.circulation.note',
};

/** Where minutes stand on their way from draft to adopted, and what the secretariat can do next. */
@Injectable()
export class CirculationPage {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly minutes: MinutesFinder,
    private readonly finder: CirculationFinder,
    private readonly circle: CircleFinder,
    private readonly closing: MinutesClosing,
    private readonly presenter: MinutesPresenter,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, id: string, { form, status }: { form: FormState; status?: number }): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const minutes = found(await this.minutes.ofMeeting(ctx.actor, id));
    const rounds = await this.finder.ofMeeting(ctx.actor, id);
    return this.views.page(
      ctx,
      'meetings/minutes/circulation',
      {
        title: this.say(ctx, 'title', { title: meeting.title }),
        meeting,
        minutes,
        status: this.presenter.status(minutes, ctx.lang),
        rounds,
        round: await this.current(rounds[0]),
        ...(await this.steps(meeting, minutes, rounds[0])),
        ...(await this.form(ctx, meeting, { form, minutes })),
        labels,
      },
      status,
    );
  }

  /** What can be done now. */
  private async steps(meeting: MeetingRow, { status }: MinutesRow, round?: CirculationRow) {
    const isRound = status === 'circulated';
    const isClosed = ['adopted', 'published'].includes(status);
    const whyNotReopen = isClosed ? await this.closing.whyNotReopen(meeting) : null;
    return {
      maySend: canStep(next, status, 'circulated') && isPublishable(meeting, this.clock.instant()),
      mayRecall: isRound,
      mayAdopt: isRound && round?.procedureKind === 'meeting',
      mayReopen: isClosed && !whyNotReopen,
      whyNotReopen,
      mayPublish: status === 'adopted',
    };
  }

  private async current(round?: CirculationRow) {
    if (!round) return null;
    const recipients = await this.finder.recipients(round.id);
    const answered = recipients.filter(({ answeredAt }) => answeredAt !== null).length;
    return { ...round, recipients, answered, isOver: round.closesAt <= this.clock.instant() };
  }

  private async form(ctx: Ctx, meeting: MeetingRow, { form, minutes }: { form: FormState; minutes: MinutesRow }) {
    const circle = circleOf(form.values.circle) ?? (meeting.groupId ? 'group' : 'participants');
    const values = { ...usual, ...form.values, circle, version: minutes.version };
    const reached = await this.circle.of(meeting, circle);
    const days = Math.min(60, Math.max(1, Math.trunc(Number(values.workingDays)) || usual.workingDays));
    const { closesOn, skipped } = deadlineOf(this.clock.today(meeting.zone), days, meeting.zone);
    return {
      form: form.values.circle ? { ...form, values } : { ...freshForm(values), conflict: form.conflict },
      circles: circles
        .filter((value) => value !== 'group' || meeting.groupId)
        .map((value) => ({ value, key: `meetings.minutes.circulation.circle.${value}` })),
      procedures: procedures.map((value) => ({
        value,
        key: `meetings.minutes.circulation.procedure.${value}`,
        hint: this.say(ctx, `procedureHint.${value}`),
      })),
      closesOn,
      skipped: this.skipped(ctx, skipped),
      reached: reached.filter(({ address }) => address !== null),
      unreached: reached.filter(({ address }) => address === null),
    };
  }

  /** Holidays with their days, those on the same day together. */
  private skipped(ctx: Ctx, holidays: readonly Holiday[]) {
    return holidays.map(({ day, calendar, name }) => ({
      day,
      name: this.views.i18n.t(ctx.lang, `platform.holiday.${calendar}.${name}`),
    }));
  }

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, `meetings.minutes.circulation.${key}`, params);
  }
}

const circleOf = (value: unknown): Circle | null => circles.find((one) => one === value) ?? null;
