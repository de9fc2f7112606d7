import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { asking, type Asking } from './confirmation.dto.js';
import { confirmationAnswers } from './confirmation.entity.js';
import { ConfirmationFinder } from './confirmation.finder.js';
import { canAskPresenters } from './confirmation.policy.js';
import { ConfirmationService } from './confirmation.service.js';

const presentersOut = z
  .object({
    items: z.array(
      z.object({
        itemId: z.string(),
        personId: z.string(),
        name: z.string(),
        stateCode: z.string().nullable().describe('the State they answer for; null: themselves'),
        startWall: z.string().describe('the time they were asked about, in `zone`'),
        endWall: z.string(),
        zone: z.string(),
        respondBy: z.string(),
        answer: z.enum(confirmationAnswers).nullable(),
        talkTitle: z.string().nullable(),
        needs: z.string().nullable(),
        answeredAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'PresentersAsked' });

/** Who was asked to present what, for organisers. Those asked answer by their personal link. */
@ApiTags('preparation')
@Controller('api/v1/meetings/:id/presenters')
export class ConfirmationApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ConfirmationFinder,
    private readonly service: ConfirmationService,
  ) {}

  @Get()
  @Allow(canAskPresenters)
  @ApiOperation({ summary: 'Who was asked to present which item at what time, and what they said' })
  @ApiOkResponse({ standardSchema: presentersOut })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    const rows = await this.finder.ofMeeting(id);
    return { items: rows.map(({ id: _, askedId: _asked, ...row }) => row) };
  }

  @Post()
  @HttpCode(200)
  @Allow(canAskPresenters)
  @ApiOperation({ summary: 'Ask presenters who were not asked, or whose time has changed; one mail to each' })
  async ask(@By() actor: Actor, @Param('id') id: string, @Body({ schema: asking }) input: Asking) {
    return { asked: await this.service.ask(actor, id, input) };
  }
}
