import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import {
  check,
  download,
  freshForm,
  pageLinks,
  seeOther,
  submit,
  Views,
  type Answer,
  type FormState,
} from '@samrad/platform/views';
import { canInvite } from '../invitation/invitation.policy.js';
import { InvitationFinder } from '../invitation/invitation.finder.js';
import { choiceOf, choices } from './answer.rules.js';
import { IncomingMailFinder, reviewQuery } from './incoming-mail.finder.js';
import { IncomingMailService } from './incoming-mail.service.js';
import { reviewForm } from './reply.dto.js';
import { readFacts } from './reading/read-facts.js';

/** “Mail to look at”: everything that came in and was not applied. For organisers. */
@ApiExcludeController()
@Controller('mail-to-review')
export class MailReviewController {
  constructor(
    private readonly finder: IncomingMailFinder,
    private readonly mail: IncomingMailService,
    private readonly invitations: InvitationFinder,
    private readonly views: Views,
  ) {}

  @Page('', canInvite)
  async list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(reviewQuery, fields);
    const page = await this.finder.page(query);
    return this.views.page(ctx, 'meetings/reply/reviews', {
      title: this.views.i18n.t(ctx.lang, 'meetings.review.title'),
      rows: page.rows,
      total: page.total,
      pages: pageLinks(ctx.url, page),
      tabs: (['open', 'done', 'all'] as const).map((show) => ({
        href: `/mail-to-review?show=${show}`,
        key: `meetings.review.tab.${show}`,
        current: show === query.show,
      })),
    });
  }

  @Page(':id', canInvite)
  show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page(ctx, id);
  }

  @Page(':id/message.eml', canInvite)
  async raw(@Param('id') id: string): Promise<Answer> {
    return download(found(await this.finder.raw(id)), `${id}.eml`, 'message/rfc822');
  }

  @Submit(':id/application', canInvite)
  apply(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: reviewForm,
      body,
      run: ({ invitationId, answer }) => this.mail.apply(ctx.actor, id, { invitationId, choice: answer }),
      done: () => seeOther('/mail-to-review', 'meetings.review.flash.applied'),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  @Submit(':id/dismissal', canInvite)
  async dismiss(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.mail.dismiss(ctx.actor, id);
    return seeOther('/mail-to-review', 'meetings.review.flash.dismissed');
  }

  private async page(ctx: Ctx, id: string, { form, status = 200 }: { form?: FormState; status?: number } = {}) {
    const mail = found(await this.finder.one(id));
    const facts = await readFacts(found(await this.finder.raw(id)));
    const people = mail.meetingId ? await this.invitations.invited(mail.meetingId) : [];
    const likely = people.find(({ personId }) => personId === mail.personId);
    const said = mail.details?.status;
    const answer = said && said !== 'delegated' ? choiceOf({ status: said, mode: 'on_site' }) : null;
    return this.views.page(
      ctx,
      'meetings/reply/review',
      {
        title: mail.subject || this.views.i18n.t(ctx.lang, 'meetings.review.noSubject'),
        crumbs: [{ href: '/mail-to-review', key: 'meetings.review.title' }],
        mail,
        text: facts.text,
        proposal: mail.details?.proposal,
        delegatedTo: mail.details?.delegatedTo?.join(', '),
        isOpen: mail.review === 'open',
        peopleOptions: people.map((row) => ({ value: row.id, label: row.name })),
        answerOptions: choices.map((value) => ({ value, key: `meetings.reply.choiceFor.${value}` })),
        form: form ?? freshForm({ invitationId: likely?.id, answer }),
      },
      status,
    );
  }
}
