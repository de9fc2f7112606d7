import { createHash } from 'node:crypto';
import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { anonymous, Ctx, everyone, Page, RateLimits, Submit, system } from '@samrad/platform/auth';
import { found, NotFound } from '@samrad/platform/errors';
import { download, seeOther, submit, type Answer } from '@samrad/platform/views';
import { hashOf } from '../invitation/sending/answer-link.js';
import { InvitationFinder, type InvitationRow } from '../invitation/invitation.finder.js';
import { MeetingFeed } from '../meeting/meeting-feed.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { AnswerPage, secret } from './page/answer-page.js';
import { answerForm } from './reply.dto.js';
import { ReplyService } from './reply.service.js';

const wrongTries = { limit: 30, seconds: 900 };

/**
 * The personal link of an invitation. Who holds it may answer: no sign-in. Opening it changes nothing, because programs
 * that check mail open links too; only the form does.
 */
@ApiExcludeController()
@Controller('a/:token')
export class AnswerController {
  constructor(
    private readonly finder: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly replies: ReplyService,
    private readonly page: AnswerPage,
    private readonly feed: MeetingFeed,
    private readonly limits: RateLimits,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const invitation = await this.invitation(ctx, token);
    const { answer, done } = ctx.query;
    const suggested = typeof answer === 'string' ? answer : undefined;
    return this.page.show(ctx, invitation, { suggested, isDone: done !== undefined });
  }

  @Submit('', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const invitation = await this.invitation(ctx, token);
    return submit(ctx, {
      schema: answerForm,
      body,
      run: ({ answer: choice, ...rest }) => this.replies.byLink(anonymous, invitation, { choice, ...rest }),
      done: () => seeOther(`${ctx.path}?done${languageQuery(ctx)}`).with(secret),
      again: async (form, status) => this.page.show(ctx, await this.invitation(ctx, token), { form, status }),
    });
  }

  /** The meeting as a file, for calendars that did not take the invitation from the mail; not for those taken off. */
  @Page('meeting.ics', everyone)
  async file(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const { meetingId, language, removedAt } = await this.invitation(ctx, token);
    if (removedAt) throw new NotFound('meetings.reply.unknownLink');
    const meeting = found(await this.meetings.one(system, meetingId));
    return download(this.feed.one(system, meeting, language), 'meeting.ics', 'text/calendar; charset=utf-8').with(
      secret,
    );
  }

  /** Unknown, mistyped and guessed links look the same; guessing is slowed down. */
  private async invitation({ ip }: Ctx, token: string): Promise<InvitationRow> {
    const row = /^[\w-]{20,100}$/.test(token) ? await this.finder.byLink(hashOf(token)) : undefined;
    if (row) return row;
    const from = createHash('sha256').update(ip).digest('hex').slice(0, 32);
    await this.limits.hit(`answer-link:${from}`, wrongTries.limit, wrongTries.seconds);
    throw new NotFound('meetings.reply.unknownLink');
  }
}

const languageQuery = ({ query, lang }: Ctx): string => (query.lang ? `&lang=${lang}` : '');
