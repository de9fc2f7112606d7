import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { AdoptionService } from '../adoption/adoption.service.js';
import { CommentRuling, NewComment, Taking } from '../comments/comment.dto.js';
import { presentComment, presentRound } from '../comments/comment.presenter.js';
import { commentsOn } from '../comments/paragraphs.js';
import { RoundReading } from '../comments/round-reading.js';
import { CommentService } from '../comments/comment.service.js';
import { TakingService } from '../comments/taking.service.js';
import { MinutesStep, NewCirculation, RecallQuery } from './circulation.dto.js';
import { CirculationFinder } from './circulation.finder.js';
import { canCirculate } from './circulation.policy.js';
import { CirculationService } from './circulation.service.js';

/** Minutes on their way from draft to adopted. */
@ApiTags('minutes')
@Controller('api/v1')
export class CirculationApiController {
  constructor(
    private readonly finder: CirculationFinder,
    private readonly rounds: CirculationService,
    private readonly adoption: AdoptionService,
    private readonly reading: RoundReading,
    private readonly commenting: CommentService,
    private readonly taking: TakingService,
  ) {}

  @Get('meetings/:id/minutes/circulations')
  @Allow(signedIn)
  @ApiOperation({ summary: 'The rounds that went to the caller, newest first; organisers: all' })
  async list(@By() actor: Actor, @Param('id') id: string) {
    const rounds = await this.finder.ofMeeting(actor, id);
    return { items: (await Promise.all(rounds.map((round) => this.reading.forActor(actor, round)))).map(presentRound) };
  }

  @Post('meetings/:id/minutes/circulations')
  @Allow(canCirculate)
  @ApiOperation({ summary: 'Send the draft round for comments; answers the closing date and how many are told' })
  send(@By() actor: Actor, @Param('id') id: string, @Body({ schema: NewCirculation }) input: NewCirculation) {
    return this.rounds.send(actor, id, input);
  }

  @Delete('meetings/:id/minutes/circulations')
  @HttpCode(204)
  @Allow(canCirculate)
  @ApiOperation({ summary: 'Recall what goes round: a draft again' })
  @ApiNoContentResponse()
  async recall(@By() actor: Actor, @Param('id') id: string, @Query({ schema: RecallQuery }) { version }: MinutesStep) {
    await this.rounds.recall(actor, id, version);
  }

  @Post('meetings/:id/minutes/adoption')
  @HttpCode(204)
  @Allow(canCirculate)
  @ApiOperation({ summary: 'The next meeting adopted the minutes as they are written now' })
  @ApiNoContentResponse()
  async adopt(@By() actor: Actor, @Param('id') id: string, @Body({ schema: MinutesStep }) { version }: MinutesStep) {
    await this.adoption.adopt(actor, id, version);
  }

  @Post('meetings/:id/minutes/reopening')
  @HttpCode(204)
  @Allow(canCirculate)
  @ApiOperation({ summary: 'Take adoption back; 409 names the later meeting of the year' })
  @ApiNoContentResponse()
  async reopen(@By() actor: Actor, @Param('id') id: string, @Body({ schema: MinutesStep }) { version }: MinutesStep) {
    await this.adoption.reopen(actor, id, version);
  }

  @Get('minutes-circulations/:id/comments')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Comments on a round, in order of time; late ones only for organisers' })
  async commentsOf(@By() actor: Actor, @Param('id') id: string) {
    const { snapshot } = await this.reading.forActor(actor, found(await this.finder.one(actor, id)));
    return { items: commentsOn(snapshot, await this.reading.commentsFor(actor, null, id)).map(presentComment) };
  }

  @Post('minutes-circulations/:id/comments')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Comment, object, or say that there is nothing to say; `late` when comments have closed' })
  async comment(@By() actor: Actor, @Param('id') id: string, @Body({ schema: NewComment }) input: NewComment) {
    return { taken: await this.commenting.add(actor, id, input) };
  }

  @Put('minutes-comments/:id/ruling')
  @HttpCode(204)
  @Allow(canCirculate)
  @ApiOperation({
    summary:
      'Accept a proposal or refuse it with a reason; 409 with both reasons when `version` is stale, or when it is in the text already. ' +
      '`take` puts the wording into the text as well, where that reads as it was commented',
  })
  @ApiNoContentResponse()
  async rule(@By() actor: Actor, @Param('id') id: string, @Body({ schema: CommentRuling }) input: CommentRuling) {
    await this.taking.rule(actor, id, input);
  }

  @Post('minutes-comments/:id/taking')
  @HttpCode(204)
  @Allow(canCirculate)
  @ApiOperation({
    summary: 'Put an accepted wording into the text; 409 when that does not read as it was commented',
  })
  @ApiNoContentResponse()
  async take(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Taking }) input: Taking) {
    await this.taking.take(actor, id, input);
  }
}
