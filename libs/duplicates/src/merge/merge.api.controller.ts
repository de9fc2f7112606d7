import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { mergeInput, undoInput, type MergeInput, type UndoInput } from './merge.dto.js';
import { MergeFinder } from './merge.finder.js';
import { canMerge, canSeeDuplicates, canUndoMerge } from './merge.policy.js';
import { mergeOf, mergeOut, previewOf, previewOut, type MergeOut } from './merge.presenter.js';
import { tally } from './merge.rules.js';
import { MergeService } from './merge.service.js';
import { UndoService } from './undo.service.js';

const undoneOut = mergeOut.extend({ left: z.number() });

@ApiTags('duplicates')
@Controller('api/v1/merges')
export class MergeApiController {
  constructor(
    private readonly finder: MergeFinder,
    private readonly merges: MergeService,
    private readonly undoing: UndoService,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Allow(canMerge)
  @ApiOperation({
    summary:
      'What would move and be set aside, which days each term would have, who would see what; nothing is written',
  })
  @ApiOkResponse({ standardSchema: previewOut })
  async preview(@Body({ schema: mergeInput }) input: MergeInput) {
    const { all, terms, shown } = await this.merges.foresee(input);
    return previewOf(tally(all), terms, shown);
  }

  @Post()
  @Allow(canMerge)
  @ApiOperation({ summary: 'Make two records one: everything of `lostId` goes over to `keptId`, whose id stays' })
  @ApiCreatedResponse({ standardSchema: mergeOut })
  async merge(@By() actor: Actor, @Body({ schema: mergeInput }) input: MergeInput): Promise<MergeOut> {
    return this.one(await this.merges.merge(actor, input));
  }

  @Get(':id')
  @Allow(canSeeDuplicates)
  @ApiOperation({ summary: 'One merge, with what moved' })
  @ApiOkResponse({ standardSchema: mergeOut })
  async one(@Param('id') id: string): Promise<MergeOut> {
    return mergeOf(found(await this.finder.one(id)));
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Allow(canUndoMerge)
  @ApiOperation({ summary: 'Make them two again, within 30 days; `left`: rows changed since, which stay as they are' })
  @ApiOkResponse({ standardSchema: undoneOut })
  async undo(@By() actor: Actor, @Param('id') id: string, @Body({ schema: undoInput }) { version }: UndoInput) {
    const left = await this.undoing.undo(actor, id, version);
    return { ...(await this.one(id)), left };
  }
}
