import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { membershipRoles } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import { renewal, termFilter, type Renewal, type TermFilter } from './term.dto.js';
import { TermFinder } from './term.finder.js';
import { canRenew, canSeeTerms } from './term.policy.js';
import { TermService } from './term.service.js';

const termsOut = z.object({
  items: z.array(
    z
      .object({
        membershipId: z.string(),
        groupId: z.string(),
        personId: z.string(),
        name: z.string(),
        role: z.enum(membershipRoles),
        stateCode: z.string().nullable(),
        validFrom: z.string().nullable(),
        validTo: z.string(),
        isRenewed: z.boolean().describe('another term of the person in the group follows'),
        version: z.number(),
      })
      .meta({ id: 'EndingTerm' }),
  ),
});
const idOut = z.object({ id: z.string() });

@ApiTags('joining')
@Controller('api/v1')
export class TermApiController {
  constructor(
    private readonly finder: TermFinder,
    private readonly service: TermService,
  ) {}

  @Get('terms')
  @Allow(canSeeTerms)
  @ApiOperation({ summary: 'Terms that end soon: all for organisers, those of the own State for its contact' })
  @ApiOkResponse({ standardSchema: termsOut })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(termFilter) }) filter: TermFilter) {
    const rows = await this.finder.ending(actor, filter);
    return { items: rows.map(({ id, code: _, address: _a, language: _l, ...row }) => ({ membershipId: id, ...row })) };
  }

  @Post('memberships/:id/renewal')
  @Allow(canRenew)
  @ApiOperation({ summary: 'A new term that begins the day after this one ends; 422 when the days are taken' })
  @ApiCreatedResponse({ standardSchema: idOut })
  async renew(@By() actor: Actor, @Param('id') id: string, @Body({ schema: renewal }) input: Renewal) {
    return { id: await this.service.renew(actor, id, input) };
  }
}
