import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { presentSection } from '../minutes.presenter.js';
import { MinutesFinder } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { outcomeMark, type OutcomeMark } from './outcome.dto.js';
import { OutcomeService } from './outcome.service.js';

@ApiTags('minutes')
@Controller('api/v1/minutes-sections/:id/outcome')
export class OutcomeApiController {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly outcomes: OutcomeService,
  ) {}

  @Put()
  @Allow(canWriteMinutes)
  @ApiOperation({
    summary:
      'Say of an item of a topic whether it was discussed; `skipped`: it rests at the next meeting and comes back',
  })
  async mark(@By() actor: Actor, @Param('id') id: string, @Body({ schema: outcomeMark }) input: OutcomeMark) {
    await this.outcomes.mark(actor, id, input);
    return presentSection(found(await this.finder.section(id)));
  }
}
