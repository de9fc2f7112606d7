import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';

/** Asks for a link to the own page. The same for everybody, also behind a link that opens nothing. */
@Injectable()
export class LinkPage {
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

  show(ctx: Ctx, { form = freshForm(), status = 200 }: { form?: FormState; status?: number } = {}): Answer {
    const isSent = ctx.query.sent !== undefined && status === 200;
    const word = isSent ? 'sent' : status === 404 ? 'unknown' : 'ask';
    const title = this.views.i18n.t(ctx.lang, `myself.link.${word}Title`);
    const lead = `myself.link.${word}Lead`;
    const data = { layout: 'plain', title, lead, form, isSent };
    return this.views.page(ctx, 'myself/link/ask', data, status).with({ 'cache-control': 'private, no-store' });
  }
}
