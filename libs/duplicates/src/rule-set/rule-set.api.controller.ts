import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { canMerge, canSeeDuplicates } from '../merge/merge.policy.js';
import * as dto from './rule-set.dto.js';
import { RuleSetFinder } from './rule-set.finder.js';
import { ruleSetOf, ruleSetOut, type RuleSetOut } from './rule-set.presenter.js';
import { RuleSetService } from './rule-set.service.js';

const ruleSetList = z.object({ items: z.array(ruleSetOut) });

@ApiTags('duplicates')
@Controller('api/v1/duplicate-rule-sets')
export class RuleSetApiController {
  constructor(
    private readonly finder: RuleSetFinder,
    private readonly service: RuleSetService,
  ) {}

  @Get()
  @Allow(canSeeDuplicates)
  @ApiOperation({
    summary: 'Rule sets of one’s own: what each sign of a duplicate weighs, and how many points are enough',
  })
  @ApiOkResponse({ standardSchema: ruleSetList })
  async list() {
    return { items: (await this.finder.all()).map(ruleSetOf) };
  }

  @Get(':id')
  @Allow(canSeeDuplicates)
  @ApiOperation({ summary: 'One rule set' })
  @ApiOkResponse({ standardSchema: ruleSetOut })
  async one(@Param('id') id: string): Promise<RuleSetOut> {
    return ruleSetOf(found(await this.finder.one(id)));
  }

  @Post()
  @Allow(canMerge)
  @ApiOperation({ summary: 'Add a rule set; scans take its id as `ruleSet`' })
  @ApiCreatedResponse({ standardSchema: ruleSetOut })
  async create(@By() actor: Actor, @Body({ schema: dto.ruleSetInput }) input: dto.RuleSetInput): Promise<RuleSetOut> {
    return this.one(await this.service.create(actor, input));
  }

  @Put(':id')
  @Allow(canMerge)
  @ApiOperation({ summary: 'Change a rule set: all fields, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: ruleSetOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.ruleSetChange }) input: dto.RuleSetChange,
  ): Promise<RuleSetOut> {
    await this.service.change(actor, id, input);
    return this.one(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canMerge)
  @ApiOperation({ summary: 'Remove a rule set; scans that were done by it stay' })
  async remove(
    @By() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: dto.ruleSetEnd }) { version }: dto.RuleSetEnd,
  ): Promise<void> {
    await this.service.remove(actor, id, version);
  }
}
