import { Controller, Get, Query } from '@nestjs/common';
import { canSeeDetails, canSeeNetwork } from '@samrad/network';
import { Allow, Ctx } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { matrixOut, matrixQuery, type MatrixQuery } from './matrix.dto.js';
import { MatrixFinder } from './matrix.finder.js';

@ApiTags('experts')
@Controller('api/v1/experts')
export class MatrixApiController {
  constructor(private readonly finder: MatrixFinder) {}

  @Get('matrix')
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'Persons you may see by topic and State, with the gaps' })
  @ApiOkResponse({ standardSchema: matrixOut })
  async show(@Ctx() ctx: Ctx, @Query({ schema: strictQuery(matrixQuery) }) { standing }: MatrixQuery) {
    const { states, rows, gaps, cells } = await this.finder.of(ctx.actor, ctx.lang, standing);
    const isComplete = canSeeDetails(ctx.actor);
    if (isComplete) return { isComplete, states, rows, gaps, cells };
    return { isComplete, states, rows: rows.map((row) => ({ ...row, gaps: null })), gaps: null, cells };
  }
}
