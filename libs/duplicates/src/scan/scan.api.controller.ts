import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { canMerge, canSeeDuplicates } from '../merge/merge.policy.js';
import { PairFinder } from './pair.finder.js';
import { pairList, pairOf, pairOut, scanOf, scanOut, type PairOut, type ScanOut } from './pair.presenter.js';
import { PairService } from './pair.service.js';
import * as dto from './scan.dto.js';
import { ScanService } from './scan.service.js';

@ApiTags('duplicates')
@Controller('api/v1/duplicates')
export class ScanApiController {
  constructor(
    private readonly finder: PairFinder,
    private readonly pairs: PairService,
    private readonly scans: ScanService,
  ) {}

  @Get()
  @Allow(canSeeDuplicates)
  @ApiOperation({ summary: 'Pairs of persons or organisations that look alike, the most alike first' })
  @ApiOkResponse({ standardSchema: pairList })
  async list(@Query({ schema: strictQuery(dto.pairQuery) }) query: dto.PairQuery) {
    const { rows, page, per, more } = await this.finder.list(query.noun ?? 'person', query, query);
    return { items: rows.map(pairOf), page, per, more };
  }

  @Put(':id/verdict')
  @Allow(canMerge)
  @ApiOperation({ summary: 'Say that the two are different ones (`distinct`), or take that back (`open`)' })
  @ApiOkResponse({ standardSchema: pairOut })
  async judge(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.verdictInput }) input: dto.VerdictInput,
  ): Promise<PairOut> {
    await this.pairs.judge(actor, id, input);
    return pairOf(found(await this.finder.one(id)));
  }

  @Post('scans')
  @Allow(canMerge)
  @ApiOperation({ summary: 'Look for pairs in the whole register; 409 while one of the same kind is under way' })
  @ApiCreatedResponse({ standardSchema: scanOut })
  async start(@By() actor: Actor, @Body({ schema: dto.scanInput }) input: dto.ScanInput): Promise<ScanOut> {
    return this.scan(await this.scans.start(actor, input));
  }

  @Get('scans/:id')
  @Allow(canSeeDuplicates)
  @ApiOperation({ summary: 'How far a scan is' })
  @ApiOkResponse({ standardSchema: scanOut })
  async scan(@Param('id') id: string): Promise<ScanOut> {
    return scanOf(found(await this.finder.scanById(id)));
  }
}
