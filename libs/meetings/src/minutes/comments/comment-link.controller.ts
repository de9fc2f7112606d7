import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { anonymous, Ctx, everyone, Page, PersonalDoor, Submit, system } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { secret } from '../../reply/page/answer-page.js';
import { CirculationFinder } from '../circulation/circulation.finder.js';
import { NewComment } from './comment.dto.js';
import { CommentService, type Place } from './comment.service.js';
import { saidOf } from './comments.controller.js';
import { RoundReading } from './round-reading.js';
import { CommentsPage } from './comments-page.js';

/**
 * The personal link of minutes that go round. Who holds it reads and comments as the person it was sent to: no sign-in.
 * Opening it changes nothing; only the form does.
 */
@ApiExcludeController()
@Controller('c/:token')
export class CommentLinkController {
  constructor(
    private readonly door: PersonalDoor,
    private readonly circulations: CirculationFinder,
    private readonly reading: RoundReading,
    private readonly commenting: CommentService,
    private readonly page: CommentsPage,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const at = await this.place(await this.door.open(ctx, this.lock(token)));
    return (await this.page.show(reader(ctx, at), { ...at, action: ctx.path, layout: 'plain' })).with(secret);
  }

  @Submit('', everyone)
  async comment(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const at = await this.place(await this.door.enter(ctx, this.lock(token)));
    return submit(ctx, {
      schema: NewComment,
      body,
      run: (input) => this.commenting.byLink(at, input),
      done: (taken) => seeOther(ctx.path, saidOf(taken)).with(secret),
      again: async (form, status) =>
        (await this.page.show(reader(ctx, at), { ...at, action: ctx.path, layout: 'plain', form, status })).with(
          secret,
        ),
    });
  }

  private async place(recipient: Place['recipient']): Promise<Place> {
    const round = found(await this.circulations.one(system, recipient.circulationId));
    return { recipient, round: await this.reading.forPerson(recipient.personId, round) };
  }

  private lock(token: string) {
    return {
      token,
      find: (hash: string) => this.circulations.byLink(hash),
      unknown: 'meetings.minutes.comment.unknownLink',
    };
  }
}

/** The person whom the link belongs to reads in their language, unless they chose another on this page. */
const reader = (ctx: Ctx, { recipient }: Place): Ctx => ({
  ...ctx,
  actor: anonymous,
  lang: ctx.query.lang ? ctx.lang : recipient.mailLanguage,
});
