import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { secret } from '../page/answer-page.js';

/** Behind a personal link that opens nothing: says so, tells nothing about anybody, and sends a new one. */
@Injectable()
export class LostLinkPage {
  constructor(private readonly views: Views) {}

  /** What `open` shows, or this page when the link is unknown. */
  async instead(ctx: Ctx, open: () => Promise<Answer>): Promise<Answer> {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return this.show(ctx, { status: 404 });
    }
  }

  show(ctx: Ctx, { form = freshForm({}), status = 200 }: { form?: FormState; status?: number } = {}): Answer {
    const isSent = ctx.query.sent !== undefined && status === 200;
    const title = this.views.i18n.t(ctx.lang, `meetings.reply.lost.${isSent ? 'sentTitle' : 'title'}`);
    return this.views
      .page(ctx, 'meetings/reply/lost-link', { layout: 'plain', title, form, isSent }, status)
      .with(secret);
  }
}
