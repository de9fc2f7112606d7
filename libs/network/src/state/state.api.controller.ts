import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { z } from 'zod';
import { canManageNetwork, canSeeNetwork } from '../person/person.policy.js';
import { stateChange, type StateChange } from './state.dto.js';
import { StateFinder } from './state.finder.js';
import { itemOf, stateItem, stateOf, stateOut, type StateItem, type StateOut } from './state.presenter.js';
import { StateService } from './state.service.js';

@ApiTags('states')
@Controller('api/v1/states')
export class StateApiController {
  constructor(
    private readonly finder: StateFinder,
    private readonly states: StateService,
  ) {}

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

  @Put(':code')
  @Allow(canManageNetwork)
  @ApiOperation({
    summary: 'Change names and periods of participation, all of them, with the `version` the change is based on',
  })
  @ApiOkResponse({ standardSchema: stateOut })
  async change(
    @By() actor: Actor,
    @Param('code') code: string,
    @Body({ schema: stateChange }) input: StateChange,
  ): Promise<StateOut> {
    await this.states.change(actor, code, input);
    return this.one(code);
  }
}
