import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { daysIn } from '@samrad/platform/pure';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { ActionFinder } from '../action/action.finder.js';
import { canManageActions } from '../action/action.policy.js';
import { Chasing, ChasingOut, type ChasingInput } from './chasing.dto.js';
import { ChasingFinder } from './chasing.finder.js';
import { nextDay } from './chasing.rules.js';
import { ChasingService } from './chasing.service.js';

/** On which days an action is reminded of. */
@ApiTags('actions')
@Controller('api/v1/actions/:id/reminders')
export class ChasingApiController {
  constructor(
    private readonly actions: ActionFinder,
    private readonly finder: ChasingFinder,
    private readonly chasing: ChasingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(canManageActions)
  @ApiOperation({ summary: 'The days on which those responsible are reminded, and the next one' })
  @ApiOkResponse({ standardSchema: ChasingOut })
  async show(@By() actor: Actor, @Param('id') id: string) {
    const { dueOn } = found(await this.actions.one(actor, id));
    const { own, days } = await this.finder.scheduleOf(id);
    return { days: daysIn(days), isOwn: own !== null, nextOn: nextDay(dueOn, days, this.clock.today()) };
  }

  @Put()
  @Allow(canManageActions)
  @ApiOperation({ summary: 'Choose the days; none: no reminders' })
  @ApiOkResponse({ standardSchema: ChasingOut })
  async save(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Chasing }) input: ChasingInput) {
    await this.chasing.schedule(actor, id, input);
    return this.show(actor, id);
  }
}
