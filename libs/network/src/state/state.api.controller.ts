import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { z } from 'zod';
import { canSeeNetwork } from '../person/person.policy.js';
import { StateFinder } from './state.finder.js';
import { itemOf, stateItem, stateOf, stateOut, type StateItem, type StateOut } from './state.presenter.js';

@ApiTags('states')
@Controller('api/v1/states')
export class StateApiController {
  constructor(private readonly finder: StateFinder) {}

  @Get()
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'All States with their participation and how many persons and organisations each has' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(stateItem) }) })
  async list(@By() actor: Actor): Promise<{ items: StateItem[] }> {
    return { items: (await this.finder.counted(actor)).map(itemOf) };
  }

  @Get(':code')
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'One State with the history of its participation' })
  @ApiOkResponse({ standardSchema: stateOut })
  async one(@Param('code') code: string): Promise<StateOut> {
    return stateOf(found(await this.finder.one(code)));
  }
}
