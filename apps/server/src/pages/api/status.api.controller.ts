import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow, Ctx, isOrganiser } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { StatusFinder, states } from '../status.finder.js';

const StatusOut = z
  .object({
    parts: z.array(
      z.object({
        key: z.string().describe('`outgoing`, `failedMail`, `incoming`, `jobs`'),
        state: z.enum(states),
        text: z.string().describe('What it means, in the language of the caller'),
        details: z.record(z.string(), z.unknown()).describe('Counts, instants and what a server said'),
      }),
    ),
  })
  .meta({ id: 'Status' });

/** What works, what waits, and what a person has to look at. */
@ApiTags('status')
@Controller('api/v1/status')
export class StatusApiController {
  constructor(
    private readonly finder: StatusFinder,
    private readonly views: Views,
  ) {}

  @Get()
  @Allow(isOrganiser)
  @ApiOperation({ summary: 'How the parts of the installation are doing' })
  @ApiOkResponse({ standardSchema: StatusOut })
  async show(@Ctx() { lang }: Ctx) {
    const parts = await this.finder.parts();
    return {
      parts: parts.map(({ key, state, text, params }) => ({
        ...{ key, state, text: this.views.i18n.t(lang, text, params), details: params },
      })),
    };
  }
}
