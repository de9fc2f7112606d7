import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { canSeeActions } from '@samrad/actions';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { TimelineQuery } from './timeline.dto.js';
import { TimelineFinder } from './timeline.finder.js';
import { periodsFrom } from './timeline.rules.js';

const Due = z.object({
  id: z.string(),
  ref: z.string().describe('A-118'),
  title: z.string(),
  dueOn: z.string(),
  asked: z.number(),
  left: z.number().describe('not finished'),
});

const Timeline = z
  .object({
    periods: z.array(
      z.object({
        from: z.string().describe('YYYY-MM-DD'),
        to: z.string().describe('the last day'),
        late: z.number(),
        open: z.number().describe('not finished and still in time'),
        finished: z.number(),
        actions: z.array(Due).describe('the first few, by due date'),
      }),
    ),
    earlier: z.number().describe('due before the first period; stops at 1000'),
    later: z.number().describe('due after the last period; stops at 1000'),
  })
  .meta({ id: 'ActionTimeline' });

/** What is due when, of what the caller may see. */
@ApiTags('obligations')
@Controller('api/v1/actions/timeline')
export class TimelineApiController {
  constructor(
    private readonly finder: TimelineFinder,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'Due dates by week or month, narrowed as the list of actions' })
  @ApiOkResponse({ standardSchema: Timeline })
  show(@By() actor: Actor, @Query({ schema: strictQuery(TimelineQuery) }) query: TimelineQuery) {
    const { by, from, ...filter } = query;
    return this.finder.timeline(actor, filter, periodsFrom(from ?? this.clock.today(), by));
  }
}
