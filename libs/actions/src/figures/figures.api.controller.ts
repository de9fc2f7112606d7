import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { canSeeActions } from '../action/action.policy.js';
import { ProgressQuery } from '../progress/progress.dto.js';
import { FiguresFinder } from './figures.finder.js';

const Figures = z
  .object({
    years: z.array(
      z.object({
        year: z.string(),
        opened: z.number(),
        closed: z.number(),
        onTime: z.number().describe('of those with a due date'),
        withDue: z.number(),
        medianDays: z.number().nullable().describe('from agreement to finish'),
      }),
    ),
    states: z.array(
      z.object({
        stateCode: z.string().describe('ISO 3166-1 alpha-2'),
        asked: z.number(),
        answered: z.number(),
        finished: z.number(),
        overdue: z.number(),
        averageDelay: z.number().nullable().describe('days after the due date, of what is finished'),
      }),
    ),
  })
  .meta({ id: 'ActionFigures' });

/** Figures of all actions that the actor may see. */
@ApiTags('actions')
@Controller('api/v1/actions/figures')
export class FiguresApiController {
  constructor(private readonly finder: FiguresFinder) {}

  @Get()
  @Allow(canSeeActions)
  @ApiOperation({
    summary:
      'What was agreed, finished and late, by year and by State; narrowed like the list, but for status and dates',
  })
  @ApiOkResponse({ standardSchema: Figures })
  async show(@By() actor: Actor, @Query({ schema: strictQuery(ProgressQuery) }) query: ProgressQuery) {
    const [years, states] = await Promise.all([this.finder.years(actor, query), this.finder.states(actor, query)]);
    return { years, states };
  }
}
