import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { canSeeActions } from '@samrad/actions';
import { StateFinder } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { StateOverviewFinder } from './state-overview.finder.js';

const timely = {
  onTime: z.number().describe('of those with a due date'),
  withDue: z.number(),
  averageDelay: z.number().nullable().describe('days after the due date, of what is finished; null: not known'),
};

const StateOverview = z
  .object({
    stateCode: z.string().describe('ISO 3166-1 alpha-2'),
    asked: z.number(),
    answered: z.number().describe('something was reported'),
    open: z.number(),
    overdue: z.number(),
    laterDateAsked: z.number().describe('open, and a later due date is asked for'),
    finished: z.number(),
    ...timely,
    years: z.array(z.object({ year: z.string(), finished: z.number(), ...timely })),
  })
  .meta({ id: 'StateOverview' });

/** What one State was asked, as far as the caller may see it. */
@ApiTags('obligations')
@Controller('api/v1/actions/states')
export class StateOverviewApiController {
  constructor(
    private readonly states: StateFinder,
    private readonly finder: StateOverviewFinder,
  ) {}

  @Get(':code')
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'What one State was asked: open, late, answered, finished, and the average delay' })
  @ApiOkResponse({ standardSchema: StateOverview })
  async show(@By() actor: Actor, @Param('code') code: string) {
    const { code: stateCode } = found(await this.states.one(code));
    const { figures, years } = await this.finder.figures(actor, stateCode);
    return { stateCode, ...figures, years };
  }
}
