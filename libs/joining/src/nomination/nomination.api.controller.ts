import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { within } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import { refusal, type Refusal } from '../application/application.dto.js';
import * as dto from './nomination.dto.js';
import { NominationFinder } from './nomination.finder.js';
import { canDecideNominations, canNominate, canSeeNominations } from './nomination.policy.js';
import { nominationOf, nominationOut } from './nomination.presenter.js';
import { NominationService } from './nomination.service.js';

const listOut = z.object({ items: z.array(nominationOut), page: z.number(), per: z.number(), more: z.boolean() });
const idOut = z.object({ id: z.string() });

@ApiTags('joining')
@Controller('api/v1/nominations')
export class NominationApiController {
  constructor(
    private readonly finder: NominationFinder,
    private readonly service: NominationService,
  ) {}

  @Get()
  @Allow(canSeeNominations)
  @ApiOperation({ summary: 'Nominations: all for organisers, those of the own State for its contact' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(dto.nominationQuery) }) query: dto.NominationQuery) {
    const { rows, page, per, more } = await this.finder.list(actor, query, within(query));
    return { items: rows.map(nominationOf), page, per, more };
  }

  @Get(':id')
  @Allow(canSeeNominations)
  @ApiOperation({ summary: 'One nomination' })
  @ApiOkResponse({ standardSchema: nominationOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    return nominationOf(found(await this.finder.one(actor, id)));
  }

  @Post()
  @Allow(canNominate)
  @ApiOperation({ summary: 'Nominate a member or an alternate of the own State for a group' })
  @ApiCreatedResponse({ standardSchema: idOut })
  async nominate(@By() actor: Actor, @Body({ schema: dto.nominationInput }) input: dto.NominationInput) {
    return { id: await this.service.nominate(actor, input) };
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Allow(canDecideNominations)
  @ApiOperation({ summary: 'Take the nominated into the group; both the contact and the nominated are told by mail' })
  async accept(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.nominationAcceptance }) input: dto.NominationAcceptance,
  ) {
    return { personId: await this.service.accept(actor, id, input) };
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Allow(canDecideNominations)
  @ApiOperation({ summary: 'Refuse with a reason; both the contact and the nominated are told by mail' })
  async refuse(@By() actor: Actor, @Param('id') id: string, @Body({ schema: refusal }) input: Refusal) {
    await this.service.refuse(actor, id, input);
    return { id };
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow(canNominate)
  @ApiOperation({ summary: 'Withdraw a nomination of the own State that is not decided yet' })
  async withdraw(@By() actor: Actor, @Param('id') id: string, @Body({ schema: dto.withdrawal }) input: dto.Withdrawal) {
    await this.service.withdraw(actor, id, input);
    return { id };
  }
}
