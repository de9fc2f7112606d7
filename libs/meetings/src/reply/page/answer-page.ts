import { Injectable } from '@nestjs/common';
import { system, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { InvitationRow } from '../../invitation/invitation.finder.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import { referenceOf } from '../../meeting/meeting.rules.js';
import { EarlierAnswer } from './earlier-answer.js';
import { AnswerParts } from './answer-parts.js';
import { choiceOf, choices, choicesFor, whyClosed, type Choice } from '../answer.rules.js';

interface Shown {
  form?: FormState;
  status?: number;
  /** Just answered: show what was recorded and how to go on. */
  isDone?: boolean;
  /** The answer that the link in the mail names. */
  suggested?: string;
}

const icons: Record<Choice, string> = { on_site: 'yes', online: 'online', maybe: 'maybe', no: 'no' };

/** What to choose from, for the form in `meetings/reply/_answers`. */
export const answerOptions = (
  meeting: { place: string | null; videoUrl: string | null },
  whose: 'choice' | 'choiceFor',
) => choicesFor(meeting).map((value) => ({ value, key: `meetings.reply.${whose}.${value}`, answer: icons[value] }));

/** The page behind a personal link: plain, in the person's language, without sign-in. */
@Injectable()
export class AnswerPage {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly clock: Clock,
    private readonly parts: AnswerParts,
    private readonly earlier: EarlierAnswer,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, invitation: InvitationRow, shown: Shown = {}): Promise<Answer> {
    const meeting = found(await this.meetings.one(system, invitation.meetingId));
    const language = languageOf(ctx, invitation);
    const own = { ...ctx, lang: language };
    const closed = whyClosed(invitation, meeting, this.clock.instant());
    const current = choiceOf(invitation);
    const { form = this.fresh(shown.suggested ?? current, invitation, meeting), status = 200, isDone = false } = shown;
    const page = this.views.page(
      own,
      'meetings/reply/answer',
      {
        layout: 'plain',
        title: meeting.title,
        reference: referenceOf(meeting),
        meeting,
        when: whenText(language, meeting),
        name: invitation.name,
        closed,
        isDone: isDone && !closed,
        hasAnswered: invitation.status !== 'needs_action',
        comes: !['declined', 'delegated'].includes(invitation.status),
        statusKey: current ? `meetings.reply.choice.${current}` : `meetings.invitation.status.${invitation.status}`,
        options: answerOptions(meeting, 'choice'),
        ...(closed ? {} : await this.earlier.of(language, invitation, meeting)),
        form,
        path: ctx.path,
        ...(await this.parts.render(own, { invitation, meeting, form, path: ctx.path, way: 'link', closed })),
      },
      status,
    );
    return page.with(secret);
  }

  private fresh(answer: string | null, { comment }: InvitationRow, { sequence }: MeetingRow): FormState {
    const known = choices.find((choice) => choice === answer) ?? null;
    return freshForm({ answer: known, comment, sequence });
  }
}

/** The person's language, unless they have chosen another one on this page. */
function languageOf(ctx: Ctx, { language }: InvitationRow): Language {
  return ctx.query.lang ? ctx.lang : language;
}

/** The address is a key: it goes to no other site, into no cache and no search engine. */
export const secret = {
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'private, no-store',
};
