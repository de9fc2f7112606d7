import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { check, localPath, seeOther, type Answer } from '@samrad/platform/views';
import { MinutesFinder } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { outcomeForm } from './outcome.dto.js';
import { OutcomeService } from './outcome.service.js';

/** Whether a topic was discussed, beside the text of its item. */
@ApiExcludeController()
@Controller('meetings/:id/minutes/sections/:sectionId/outcome')
export class OutcomeController {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly outcomes: OutcomeService,
  ) {}

  @Submit('', canWriteMinutes)
  async mark(@Ctx() ctx: Ctx, @Param() { id, sectionId }: Path, @Body() body: unknown): Promise<Answer> {
    found((await this.finder.section(sectionId))?.meetingId === id ? id : null);
    const { next, ...input } = check(outcomeForm, body);
    await this.outcomes.mark(ctx.actor, sectionId, input);
    return seeOther(
      next ? localPath(next) : `/meetings/${id}/minutes/edit?item=${sectionId}`,
      'meetings.minutes.marked',
    );
  }
}

interface Path {
  id: string;
  sectionId: string;
}
