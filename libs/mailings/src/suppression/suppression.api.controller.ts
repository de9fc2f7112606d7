import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import { canRunLists } from '../mailing/mailing.policy.js';
import { liftInput, suppressInput, suppressionQuery } from './suppression.dto.js';
import type { LiftInput, SuppressInput, SuppressionQuery } from './suppression.dto.js';
import { SuppressionFinder } from './suppression.finder.js';
import { suppressionReasons } from './suppression.rules.js';
import { SuppressionService } from './suppression.service.js';

const item = z.object({
  id: z.string(),
  /** `all`, or the id of a list. */
  scope: z.string(),
  list: z.string().nullable(),
  reason: z.enum(suppressionReasons),
  words: z.string().nullable(),
  since: z.string(),
  liftedAt: z.string().nullable(),
  liftedBy: z.string().nullable(),
  liftedWhy: z.string().nullable(),
  version: z.number(),
  /** Null: only its hash is left. */
  address: z.string().nullable(),
});

/** Addresses that get no mail. */
@ApiTags('mailings')
@Controller('api/v1/suppressions')
export class SuppressionApiController {
  constructor(
    private readonly finder: SuppressionFinder,
    private readonly service: SuppressionService,
  ) {}

  @Get()
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Addresses that get no mail, the newest first; with `address` everything about that one' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(item) }) })
  async list(@Query({ schema: strictQuery(suppressionQuery) }) { address }: SuppressionQuery) {
    return { items: address ? await this.finder.ofAddress(address) : await this.finder.newest() };
  }

  @Post()
  @HttpCode(204)
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Send nothing more to an address' })
  @ApiNoContentResponse()
  async suppress(@By() actor: Actor, @Body({ schema: suppressInput }) input: SuppressInput): Promise<void> {
    await this.service.suppress(actor, input);
  }

  @Post(':id/lifting')
  @HttpCode(204)
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Send to it again, with a reason; 409 for what its owner has withdrawn from a list' })
  @ApiNoContentResponse()
  async lift(@By() actor: Actor, @Param('id') id: string, @Body({ schema: liftInput }) input: LiftInput) {
    await this.service.lift(actor, id, input);
  }
}
