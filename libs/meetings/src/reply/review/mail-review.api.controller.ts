import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { canInvite } from '../../invitation/invitation.policy.js';
import { IncomingMailFinder, reviewQuery, type IncomingRow, type ReviewQuery } from '../incoming-mail.finder.js';
import { MailReviewService } from './mail-review.service.js';
import { WrittenReview } from './written-review.js';
import {
  decisionInput,
  IncomingMailPage,
  IncomingMailRecord,
  type DecisionInput,
  type IncomingMailOut,
} from './review.dto.js';

/** Mail that came in, and what organisers decide about it. */
@ApiTags('incoming mail')
@Controller('api/v1/incoming-mail')
export class MailReviewApiController {
  constructor(
    private readonly finder: IncomingMailFinder,
    private readonly mail: MailReviewService,
    private readonly written: WrittenReview,
  ) {}

  @Get()
  @Allow(canInvite)
  @ApiOperation({ summary: 'Mail to look at; with show=all everything that came in, and what was made of it' })
  @ApiOkResponse({ standardSchema: IncomingMailPage })
  async list(@Query({ schema: reviewQuery }) query: ReviewQuery) {
    const { rows, page, per, more, total } = await this.finder.page(query);
    return { items: rows.map(present), page, per, more, total };
  }

  @Get(':id')
  @Allow(canInvite)
  @ApiOperation({ summary: 'One message that came in' })
  @ApiOkResponse({ standardSchema: IncomingMailRecord })
  async one(@Param('id') id: string): Promise<IncomingMailOut> {
    return present(found(await this.finder.one(id)));
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow(canInvite)
  @ApiOperation({
    summary:
      'Record it as an answer, invite the sender, take it as the answer to a reminder, refuse it, lay it aside, or take it up again',
  })
  @ApiOkResponse({ standardSchema: IncomingMailRecord })
  async decide(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: decisionInput }) input: DecisionInput,
  ): Promise<IncomingMailOut> {
    await this.follow(actor, id, input);
    return this.one(id);
  }

  private follow(actor: Actor, id: string, input: DecisionInput): Promise<unknown> {
    switch (input.decision) {
      case 'apply':
        return this.mail.apply(actor, id, input);
      case 'admit':
        return this.mail.admit(actor, id, { ...input, guestAnswer: input.answer });
      case 'propose':
        return this.written.take(actor, id);
      case 'refuse':
        return this.mail.refuse(actor, id, input);
      case 'dismiss':
        return this.mail.dismiss(actor, id);
      case 'reopen':
        return this.mail.reopen(actor, id);
    }
  }
}

function present(row: IncomingRow): IncomingMailOut {
  const { id, messageId, fromAddress, subject, reason, meetingId, personId, replyId } = row;
  const { review, reviewedBy, reviewedAt, receivedAt } = row;
  const ruling = row.ruling as IncomingMailOut['ruling'];
  return {
    ...{ id, messageId, fromAddress, subject, ruling, reason, meetingId, personId, replyId },
    ...{ review, reviewedBy, reviewedAt, receivedAt },
  };
}
