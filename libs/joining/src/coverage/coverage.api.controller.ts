import { Controller, Get, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import { canSeeCoverage } from '../term/term.policy.js';
import { coverageFilter, type CoverageFilter } from './coverage.dto.js';
import { CoverageFinder } from './coverage.finder.js';

const coverageOut = z
  .object({
    groupId: z.string().nullable(),
    items: z.array(
      z.object({
        stateCode: z.string(),
        experts: z.number().describe('of the national contact point today'),
        areas: z.object({
          policymaking: z.number(),
          law: z.number(),
          research: z.number(),
          statistics: z.number(),
        }),
        members: z.number().describe('in the group today'),
        alternates: z.number(),
        nextEnd: z.string().nullable().describe('when the next term in the group ends'),
      }),
    ),
  })
  .meta({ id: 'Coverage' });

@ApiTags('joining')
@Controller('api/v1/coverage')
export class CoverageApiController {
  constructor(private readonly finder: CoverageFinder) {}

  @Get()
  @Allow(canSeeCoverage)
  @ApiOperation({ summary: 'Which State lacks what in its contact point and in a group; a contact sees the own State' })
  @ApiOkResponse({ standardSchema: coverageOut })
  async show(@By() actor: Actor, @Query({ schema: strictQuery(coverageFilter) }) filter: CoverageFilter) {
    const group = await this.finder.group(filter);
    return { groupId: group?.id ?? null, items: await this.finder.of(actor, group?.id, filter) };
  }
}
