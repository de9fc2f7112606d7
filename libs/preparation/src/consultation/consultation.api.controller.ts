import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { ResultFinder } from '../ranking/result.finder.js';
import { consultationQuery, type ConsultationQuery } from './consultation.dto.js';
import { consultationStatuses } from './consultation.entity.js';
import { ConsultationFinder, type ConsultationRow } from './consultation.finder.js';
import { canSeeConsultations } from './consultation.policy.js';

const consultationOut = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  groupId: z.string(),
  respondBy: z.string().describe('day'),
  most: z.number().describe('how many aspects a State ranks at most'),
  status: z.enum(consultationStatuses),
  version: z.number(),
});

const listOut = z
  .object({
    items: z.array(consultationOut),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable(),
  })
  .meta({ id: 'ConsultationList' });

const resultOut = consultationOut
  .extend({
    aspects: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          topicCode: z.string().nullable(),
          points: z.number(),
          firsts: z.number().describe('States that put it first'),
          named: z.number().describe('States that named it'),
          rank: z.number().describe('1 is the best; equals share a rank'),
        }),
      )
      .describe('in the order of the result'),
    answers: z
      .array(z.object({ stateCode: z.string(), answeredAt: z.string(), aspectIds: z.array(z.string()) }))
      .describe('the answer of each State that counts, the first aspect is the most wanted'),
  })
  .meta({ id: 'ConsultationResult' });

/** Consultations and their results, for organisers and those who represent a State. */
@ApiTags('preparation')
@Controller('api/v1/consultations')
export class ConsultationApiController {
  constructor(
    private readonly finder: ConsultationFinder,
    private readonly results: ResultFinder,
  ) {}

  @Get()
  @Allow(canSeeConsultations)
  @ApiOperation({ summary: 'List consultations, open ones first; drafts are shown to organisers only' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(consultationQuery) }) query: ConsultationQuery) {
    const { rows, ...page } = await this.finder.page(actor, query);
    return { items: rows.map(outOf), ...page };
  }

  @Get(':id')
  @Allow(canSeeConsultations)
  @ApiOperation({ summary: 'One consultation with its result and the answer of each State' })
  @ApiOkResponse({ standardSchema: resultOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const row = found(await this.finder.one(actor, id));
    const { aspects, states } = await this.results.of(row);
    return {
      ...outOf(row),
      aspects: aspects.map(({ nameEn: _en, nameNb: _nb, nameNn: _nn, ...aspect }) => aspect),
      answers: states.map(({ stateCode, answeredAt, aspectIds }) => ({ stateCode, answeredAt, aspectIds })),
    };
  }
}

const outOf = ({ groupNameEn: _en, groupNameNb: _nb, groupNameNn: _nn, ...row }: ConsultationRow) => row;
