import { Controller, HttpCode, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ProgressQuery } from '../progress/progress.dto.js';
import { canRemind } from '../progress/progress.policy.js';
import { ReminderService } from './reminder.service.js';

/** Reminding those responsible of what is overdue. */
@ApiTags('actions')
@Controller('api/v1/actions/reminder')
export class ReminderApiController {
  constructor(private readonly reminders: ReminderService) {}

  @Post()
  @HttpCode(200)
  @Allow(canRemind)
  @ApiOperation({
    summary:
      'Remind those responsible of the overdue lines of a filter, in one mail each; a line once a week. Answers how many persons are written to',
  })
  @ApiOkResponse({ standardSchema: z.object({ sent: z.number() }) })
  async send(@By() actor: Actor, @Query({ schema: ProgressQuery }) query: ProgressQuery): Promise<{ sent: number }> {
    return { sent: await this.reminders.send(actor, query) };
  }
}
