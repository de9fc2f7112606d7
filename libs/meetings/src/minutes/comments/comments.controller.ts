import { Body, Controller, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, signedIn, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, submit, type Answer, type FormState } from '@samrad/platform/views';
import { CirculationFinder, type CirculationRow } from '../circulation/circulation.finder.js';
import { canCirculate } from '../circulation/circulation.policy.js';
import { CommentRuling, NewComment, Taking } from './comment.dto.js';
import { CommentFinder } from './comment.finder.js';
import { CommentService, type Taken } from './comment.service.js';
import { RoundReading } from './round-reading.js';
import { CommentsPage } from './comments-page.js';
import { TakingService } from './taking.service.js';

const RoundQuery = z.object({ round: z.string().max(36).optional().catch(undefined) });
type RoundQuery = z.infer<typeof RoundQuery>;

/** What is said after a comment. */
export const saidOf = (taken: Taken): string => `meetings.minutes.comment.taken.${taken}`;

const backTo = ({ id, meetingId }: CirculationRow, commentId: string): string =>
  `/meetings/${meetingId}/minutes/comments?round=${id}#k-${commentId}`;

/** What goes round by silence is adopted as it was sent: a new wording asks for a new round. */
const takenIn = ({ outcome, procedureKind }: CirculationRow): string =>
  outcome === null && procedureKind === 'silence' ? 'takenInRound' : 'takenIn';

/** Comments by people with an account, and rulings. */
@ApiExcludeController()
@Controller()
export class CommentsController {
  constructor(
    private readonly circulations: CirculationFinder,
    private readonly comments: CommentFinder,
    private readonly reading: RoundReading,
    private readonly commenting: CommentService,
    private readonly taking: TakingService,
    private readonly page: CommentsPage,
  ) {}

  @Page('meetings/:id/minutes/comments', signedIn)
  show(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: RoundQuery }) { round }: RoundQuery,
  ): Promise<Answer> {
    return this.shown(ctx, id, { round });
  }

  @Submit('meetings/:id/minutes/comments', signedIn)
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { round } = RoundQuery.parse(ctx.query);
    const roundId = round ?? found((await this.circulations.ofMeeting(ctx.actor, id))[0]).id;
    return submit(ctx, {
      schema: NewComment,
      body,
      run: (input) => this.commenting.add(ctx.actor, roundId, input),
      done: (taken) => seeOther(`/meetings/${id}/minutes/comments?round=${roundId}`, saidOf(taken)),
      again: (form, status) => this.shown(ctx, id, { round: roundId, form, status }),
    });
  }

  @Submit('minutes-comments/:id/ruling', canCirculate)
  async rule(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const round = await this.roundOf(ctx, id);
    return submit(ctx, {
      schema: CommentRuling,
      body,
      run: (input) => this.taking.rule(ctx.actor, id, input),
      done: (said) =>
        seeOther(backTo(round, id), `meetings.minutes.comment.${said === 'taken' ? takenIn(round) : said}`),
      again: (form, status) => this.shown(ctx, round.meetingId, { round: round.id, form, status }),
    });
  }

  @Submit('minutes-comments/:id/taking', canCirculate)
  async take(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const round = await this.roundOf(ctx, id);
    return submit(ctx, {
      schema: Taking,
      body,
      run: (input) => this.taking.take(ctx.actor, id, input),
      done: () => seeOther(backTo(round, id), `meetings.minutes.comment.${takenIn(round)}`),
      again: (form, status) => this.shown(ctx, round.meetingId, { round: round.id, form, status }),
    });
  }

  private async roundOf(ctx: Ctx, commentId: string): Promise<CirculationRow> {
    const comment = found(await this.comments.one(commentId));
    return found(await this.circulations.one(ctx.actor, comment.circulationId));
  }

  private async shown(ctx: Ctx, meetingId: string, { round, ...more }: Wanted): Promise<Answer> {
    const rounds = await this.circulations.ofMeeting(ctx.actor, meetingId);
    const wanted = found(round ? rounds.find(({ id }) => id === round) : rounds[0]);
    const { personId } = ctx.actor;
    const recipient = (personId && (await this.circulations.recipient(wanted.id, personId))) || null;
    const action = `/meetings/${meetingId}/minutes/comments?round=${wanted.id}`;
    const shown = await this.reading.forActor(ctx.actor, wanted);
    return this.page.show(ctx, { round: shown, recipient, action, rounds, ...more });
  }
}

interface Wanted {
  round?: string;
  form?: FormState;
  status?: number;
}
