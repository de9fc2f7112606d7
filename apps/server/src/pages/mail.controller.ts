import { Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { By, Ctx, isOrganiser, Page, Submit, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { PersonalLinks } from '@samrad/platform/mail';
import { Traces } from '@samrad/platform/traces';
import { check, download, html, pageLinks, seeOther, Views, type Answer } from '@samrad/platform/views';
import { MailFinder, MailQuery, mailStatuses, type MailRow } from './mail.finder.js';
import { mailRead, mailsRead } from './mail.presenter.js';
import { MailService } from './mail.service.js';

const tags = {
  queued: { color: 'info', icon: 'Hourglass' },
  sending: { color: 'info', icon: 'PaperplaneFill' },
  sent: { color: 'success', icon: 'CheckmarkCircle' },
  failed: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  bounced: { color: 'danger', icon: 'ArrowUndo' },
  delayed: { color: 'warning', icon: 'Hourglass' },
  kept: { color: 'neutral', icon: 'Inbox' },
} as const;

const withTag = <R extends MailRow>(row: R) => {
  const taken = row.status === 'sent' && row.error ? 'delayed' : row.status;
  const shown = row.bouncedAt ? 'bounced' : taken;
  return { ...row, ...tags[shown], statusKey: `pages.mail.status.${shown}` };
};

async function parsed(raw: Buffer) {
  const { simpleParser } = await import('mailparser');
  return simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
}

/** “Sent mail”: every message as it left, or as it waits, without the personal links of others. Organisers only. */
@ApiExcludeController()
@Controller('sent-mail')
export class MailController {
  constructor(
    private readonly finder: MailFinder,
    private readonly mail: MailService,
    private readonly links: PersonalLinks,
    private readonly views: Views,
    private readonly traces: Traces,
  ) {}

  @Page('', isOrganiser)
  async list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(MailQuery, fields);
    const page = await this.finder.page(ctx.actor, query);
    await this.traces.read(ctx.actor, mailsRead(query, page));
    return this.views.page(ctx, 'pages/mails', {
      title: this.views.i18n.t(ctx.lang, 'pages.mail.title'),
      rows: page.rows.map(withTag),
      total: page.total,
      filter: query,
      pages: pageLinks(ctx.url, page),
      statuses: mailStatuses.map((value) => ({ value, key: `pages.mail.status.${value}` })),
    });
  }

  @Page(':id', isOrganiser)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { raw: _, ...row } = found(await this.finder.one(ctx.actor, id));
    const message = await parsed(await this.message(ctx.actor, id));
    const calendar = message.attachments.find((part) => part.contentType === 'text/calendar');
    return this.views.page(ctx, 'pages/mail', {
      title: row.subject,
      mail: withTag(row),
      text: message.text,
      isWithoutLinks: !(await this.links.areShown(ctx.actor)),
      hasHtml: Boolean(message.html),
      calendar: calendar?.content.toString('utf8'),
      attachments: message.attachments
        .filter((part) => part.filename)
        .map((part) => ({ name: part.filename, size: part.size })),
    });
  }

  /** What the person's mail program shows; in a frame of the page above, where nothing of it can run or be fetched. */
  @Page(':id/message.html', isOrganiser)
  async shown(@By() actor: Actor, @Param('id') id: string): Promise<Answer> {
    const { html: body } = await parsed(await this.message(actor, id));
    return html(found(body || undefined)).with({
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox",
      'x-frame-options': 'SAMEORIGIN',
    });
  }

  @Page(':id/message.eml', isOrganiser)
  async raw(@By() actor: Actor, @Param('id') id: string): Promise<Answer> {
    return download(await this.message(actor, id), `${id}.eml`, 'message/rfc822');
  }

  @Submit(':id/retry', isOrganiser)
  async retry(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    found(await this.finder.one(ctx.actor, id));
    const isNew = await this.mail.retry(ctx.actor, id);
    return isNew ? seeOther('/sent-mail', 'pages.mail.renewed') : seeOther(`/sent-mail/${id}`, 'pages.mail.retried');
  }

  private async message(actor: Actor, id: string): Promise<Buffer> {
    const mail = found(await this.finder.one(actor, id));
    await this.traces.read(actor, mailRead(mail));
    return this.links.hidden(actor, Buffer.from(mail.raw, 'latin1'));
  }
}
