import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { canInvite } from '../../invitation/invitation.policy.js';
import { IncomingMailFinder, reviewQuery, type IncomingRow, type ReviewQuery } from '../incoming-mail.finder.js';

const IncomingMail = z
  .object({
    id: z.string(),
    messageId: z.string().nullable(),
    fromAddress: z.string().nullable(),
    subject: z.string().nullable(),
    ruling: z.string().describe('What the rules made of it'),
    reason: z.string().nullable().describe('Why, as a key'),
    meetingId: z.string().nullable(),
    personId: z.string().nullable(),
    replyId: z.string().nullable().describe('The answer it became'),
    review: z.string().describe('Whether it waits for a person, and what became of it'),
    reviewedBy: z.string().nullable(),
    reviewedAt: z.string().nullable(),
    receivedAt: z.string(),
  })
  .meta({ id: 'IncomingMail' });

const IncomingMailPage = z
  .object({
    items: z.array(IncomingMail),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable(),
  })
  .meta({ id: 'IncomingMailPage' });

/** Mail that came in. For organisers. */
@ApiTags('mail')
@Controller('api/v1/mail-to-review')
export class MailReviewApiController {
  constructor(private readonly finder: IncomingMailFinder) {}

  @Get()
  @Allow(canInvite)
  @ApiOperation({
    summary: 'Mail that waits to be looked at (`show=open`), was decided (`done`), or all of it (`all`)',
  })
  @ApiOkResponse({ standardSchema: IncomingMailPage })
  async list(@Query({ schema: reviewQuery }) query: ReviewQuery) {
    const { rows, ...page } = await this.finder.page(query);
    return { items: rows.map(present), ...page };
  }

  @Get(':id')
  @Allow(canInvite)
  @ApiOperation({ summary: 'One message that came in' })
  @ApiOkResponse({ standardSchema: IncomingMail })
  async one(@Param('id') id: string) {
    return present(found(await this.finder.one(id)));
  }
}

const present = (row: IncomingRow) => ({
  ...{ id: row.id, messageId: row.messageId, fromAddress: row.fromAddress, subject: row.subject },
  ...{ ruling: row.ruling, reason: row.reason, meetingId: row.meetingId, personId: row.personId },
  ...{ replyId: row.replyId, review: row.review, reviewedBy: row.reviewedBy, reviewedAt: row.reviewedAt },
  receivedAt: row.receivedAt,
});
