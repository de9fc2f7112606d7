import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { By, Ctx, Page, Submit, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { PersonalLinks } from '@samrad/platform/mail';
import { Traces } from '@samrad/platform/traces';
import { check, download, pageLinks, seeOther, submit, Views, type Answer } from '@samrad/platform/views';
import { canInvite } from '../../invitation/invitation.policy.js';
import { IncomingMailFinder, reviewQuery, type IncomingRow, type ReviewQuery } from '../incoming-mail.finder.js';
import { rulings } from '../reply.types.js';
import { MailReviewPage } from './mail-review-page.js';
import { MailReviewService } from './mail-review.service.js';
import { admissionForm, refusalForm, reviewForm } from './review.dto.js';
import { isCut, mayReopen } from './review.rules.js';
import { WrittenReview } from './written-review.js';

const list = '/mail-to-review';

/** “Mail to look at”: everything that came in and was not applied. For organisers. */
@ApiExcludeController()
@Controller('mail-to-review')
export class MailReviewController {
  constructor(
    private readonly finder: IncomingMailFinder,
    private readonly mail: MailReviewService,
    private readonly written: WrittenReview,
    private readonly page: MailReviewPage,
    private readonly links: PersonalLinks,
    private readonly views: Views,
    private readonly traces: Traces,
  ) {}

  @Page('', canInvite)
  async list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(reviewQuery, fields);
    const page = await this.finder.page(query);
    const meetings = await this.finder.meetings();
    return this.views.page(ctx, 'meetings/reply/reviews', {
      title: this.views.i18n.t(ctx.lang, 'meetings.review.title'),
      rows: page.rows.map((row) => ({ ...row, ...tagOf(row), mayReopen: mayReopen(row) })),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: query,
      isNarrowed: Boolean(query.q || query.ruling || query.meeting || query.person),
      rulingOptions: rulings.map((value) => ({ value, key: `meetings.review.ruling.${value}` })),
      meetingOptions: meetings.map(({ id, title }) => ({ value: id, label: title })),
      tabs: (['open', 'done', 'all'] as const).map((show) => tab(query, show)),
    });
  }

  @Page(':id', canInvite)
  show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, id);
  }

  /** People quote what they answer to, with their personal link in it. */
  @Page(':id/message.eml', canInvite)
  async raw(@By() actor: Actor, @Param('id') id: string): Promise<Answer> {
    const raw = found(await this.finder.raw(id));
    await this.traces.read(actor, { what: 'received_mail', subjectId: id, subject: id });
    return download(
      await this.links.hidden(actor, raw),
      isCut(raw) ? `${id}-beginning-only.eml` : `${id}.eml`,
      'message/rfc822',
    );
  }

  @Submit(':id/application', canInvite)
  apply(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: reviewForm,
      body,
      run: (form) => this.mail.apply(ctx.actor, id, form),
      done: (isCounted) => seeOther(list, `meetings.review.flash.${isCounted ? 'applied' : 'addressKept'}`),
      again: (form, status) => this.page.show(ctx, id, { form, status }),
    });
  }

  /** The sender becomes a participant, and the answer is recorded. */
  @Submit(':id/admission', canInvite)
  admit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: admissionForm,
      body,
      run: (form) => this.mail.admit(ctx.actor, id, form),
      done: () => seeOther(list, 'meetings.review.flash.admitted'),
      again: (form, status) => this.page.show(ctx, id, { form, status }),
    });
  }

  /** A mail in words is the answer of whom our reminder went to. */
  @Submit(':id/proposal', canInvite)
  async propose(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.written.take(ctx.actor, id);
    return seeOther(list, 'meetings.review.flash.proposed');
  }

  @Submit(':id/refusal', canInvite)
  refuse(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: refusalForm,
      body,
      run: (form) => this.mail.refuse(ctx.actor, id, form),
      done: () => seeOther(list, 'meetings.review.flash.refused'),
      again: (form, status) => this.page.show(ctx, id, { form, status }),
    });
  }

  @Submit(':id/dismissal', canInvite)
  async dismiss(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.mail.dismiss(ctx.actor, id);
    return seeOther(list, 'meetings.review.flash.dismissed');
  }

  @Submit(':id/reopening', canInvite)
  async reopen(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.mail.reopen(ctx.actor, id);
    return seeOther(`${list}/${id}`, 'meetings.review.flash.reopened');
  }
}

function tab({ q, ruling, meeting, person, show: current }: ReviewQuery, show: ReviewQuery['show']) {
  const kept = Object.entries({ q, ruling, meeting, person }).filter(([, value]) => value) as [string, string][];
  const query = new URLSearchParams([['show', show], ...kept]);
  return { href: `${list}?${query}`, key: `meetings.review.tab.${show}`, current: show === current };
}

const tags: Partial<Record<string, { color: string; icon: string }>> = {
  ACCEPTED: { color: 'success', icon: 'CheckmarkCircle' },
  TENTATIVE: { color: 'warning', icon: 'QuestionmarkCircle' },
  DECLINED: { color: 'neutral', icon: 'XMarkOctagon' },
  DELEGATED: { color: 'info', icon: 'PersonPlus' },
  COUNTER: { color: 'info', icon: 'Clock' },
  NEEDS_REVIEW: { color: 'warning', icon: 'Eye' },
  REJECTED_SPOOF: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  REJECTED_MALFORMED: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  PROPOSED: { color: 'info', icon: 'PencilWriting' },
  BOUNCE: { color: 'danger', icon: 'ArrowUndo' },
};

const tagOf = ({ ruling }: IncomingRow) => ({
  rulingKey: `meetings.review.ruling.${ruling}`,
  ...(tags[ruling] ?? { color: 'neutral', icon: 'Inbox' }),
});
