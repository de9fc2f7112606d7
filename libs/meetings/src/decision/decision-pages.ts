import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Views, type Answer, type FormState } from '@samrad/platform/views';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { DecisionFinder, type DecisionRow } from './decision.finder.js';
import { canRecordDecisions } from './decision.policy.js';
import { linkTo, presentDecision } from './decision.presenter.js';
import { fullRefOf } from './decision.rules.js';

const labels = { text: 'meetings.decision.text' };
const crumbs = [{ href: '/decisions', key: 'meetings.decision.register' }];

/** The page and the forms of one decision. */
@Injectable()
export class DecisionPages {
  constructor(
    private readonly finder: DecisionFinder,
    private readonly meetings: MeetingFinder,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, id: string): Promise<Answer> {
    const row = found(await this.finder.one(ctx.actor, id));
    const mayChange = canRecordDecisions(ctx.actor);
    const { by, of } = await this.finder.linked(ctx.actor, row);
    const events = mayChange ? await this.events.history('decision', id) : [];
    return this.views.page(ctx, 'meetings/decision/show', {
      title: this.say(ctx, 'titleOf', { ref: fullRefOf(row) }),
      crumbs,
      decision: presentDecision(row),
      supersededBy: by && linkTo(by),
      supersedes: of.map(linkTo),
      seesMeeting: Boolean(await this.meetings.one(ctx.actor, row.meetingId)),
      mayChange,
      mayRemove: mayChange && !row.isPublished,
      events: this.views.history(ctx.lang, 'meetings.event', events),
    });
  }

  /** The form of a decision that could not be recorded as it was sent. */
  async newForm(ctx: Ctx, meetingId: string, { form, status }: { form: FormState; status: number }): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, meetingId));
    const back = `/meetings/${meetingId}/minutes/edit`;
    return this.views.page(
      ctx,
      'meetings/decision/form',
      {
        title: this.say(ctx, 'new'),
        crumbs: [
          { href: `/meetings/${meetingId}`, text: meeting.title },
          { href: back, key: 'meetings.minutes.editTitle' },
        ],
        action: `/meetings/${meetingId}/decisions`,
        cancel: back,
        form,
        labels,
      },
      status,
    );
  }

  async editForm(ctx: Ctx, id: string, { form, status }: { form?: FormState; status?: number }): Promise<Answer> {
    const row = found(await this.finder.one(ctx.actor, id));
    const fresh = { values: { text: row.text, version: row.version }, errors: {}, list: [] };
    const title = this.say(ctx, 'editOf', { ref: fullRefOf(row) });
    const page = {
      title,
      crumbs,
      action: `/decisions/${id}/edit`,
      cancel: `/decisions/${id}`,
      form: form ?? fresh,
      labels,
    };
    return this.views.page(ctx, 'meetings/decision/form', page, status);
  }

  async removalPage(ctx: Ctx, id: string, next: string | null): Promise<Answer> {
    const row: DecisionRow = found(await this.finder.one(ctx.actor, id));
    const query = next ? `?next=${encodeURIComponent(next)}` : '';
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removalTitle', { ref: fullRefOf(row) }),
      text: row.text,
      crumbs,
      action: `/decisions/${id}/removal${query}`,
      submit: this.say(ctx, 'remove'),
      cancel: next ?? `/decisions/${id}`,
    });
  }

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, `meetings.decision.${key}`, params);
  }
}
