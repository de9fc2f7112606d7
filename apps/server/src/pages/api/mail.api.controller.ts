import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow, By, isOrganiser, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { PersonalLinks } from '@samrad/platform/mail';
import { Traces } from '@samrad/platform/traces';
import { download, type Answer } from '@samrad/platform/views';
import { MailFinder, MailQuery, mailStatuses, type MailRow } from '../mail.finder.js';
import { mailRead, mailsRead } from '../mail.presenter.js';

const SentMail = z
  .object({
    id: z.string(),
    toName: z.string(),
    toAddress: z.string(),
    subject: z.string(),
    status: z.enum(mailStatuses).describe('`kept`: no mail server was set up'),
    attempts: z.number(),
    error: z.string().nullable().describe('What the mail server said last'),
    createdAt: z.string(),
    sentAt: z.string().nullable(),
    nextAt: z.string().describe('When it is tried next'),
  })
  .meta({ id: 'SentMail' });

const SentMailPage = z
  .object({
    items: z.array(SentMail),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable(),
  })
  .meta({ id: 'SentMailPage' });

/** Mail as it left, or as it waits. Organisers only. */
@ApiTags('mail')
@Controller('api/v1/sent-mail')
export class MailApiController {
  constructor(
    private readonly finder: MailFinder,
    private readonly links: PersonalLinks,
    private readonly traces: Traces,
  ) {}

  @Get()
  @Allow(isOrganiser)
  @ApiOperation({ summary: 'List mail that was sent or waits, newest first' })
  @ApiOkResponse({ standardSchema: SentMailPage })
  async list(@By() actor: Actor, @Query({ schema: MailQuery }) query: MailQuery) {
    const { rows, ...page } = await this.finder.page(actor, query);
    await this.traces.read(actor, mailsRead(query, page));
    return { items: rows.map(present), ...page };
  }

  @Get(':id')
  @Allow(isOrganiser)
  @ApiOperation({ summary: 'One message; its octets are at `message`' })
  @ApiOkResponse({ standardSchema: SentMail })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const mail = found(await this.finder.one(actor, id));
    await this.traces.read(actor, mailRead(mail));
    return present(mail);
  }

  @Get(':id/message')
  @Allow(isOrganiser)
  @ApiOperation({ summary: 'The message itself, RFC 5322, without personal links' })
  @ApiOkResponse({ content: { 'message/rfc822': { schema: { type: 'string', format: 'binary' } } } })
  async message(@By() actor: Actor, @Param('id') id: string): Promise<Answer> {
    const mail = found(await this.finder.one(actor, id));
    await this.traces.read(actor, mailRead(mail));
    return download(await this.links.hidden(actor, Buffer.from(mail.raw, 'latin1')), `${id}.eml`, 'message/rfc822');
  }
}

const present = (row: MailRow) => ({
  ...{ id: row.id, toName: row.toName, toAddress: row.toAddress, subject: row.subject, status: row.status },
  ...{
    attempts: Number(row.attempts),
    error: row.error,
    createdAt: row.createdAt,
    sentAt: row.sentAt,
    nextAt: row.nextAt,
  },
});
