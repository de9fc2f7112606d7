import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow, BrowserOnly, By, type Actor } from '@samrad/platform/auth';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { decisionInput, type DecisionInput } from './request.dto.js';
import { RequestFinder } from './request.finder.js';
import { RequestReading } from './request-reading.js';
import { canDecideRequests, canSeeRequests } from './request.policy.js';
import { requestKinds, requestStatuses } from './request.rules.js';
import { RequestService } from './request.service.js';

const item = z.object({
  id: z.string(),
  personId: z.string(),
  kind: z.enum(requestKinds),
  status: z.enum(requestStatuses),
  askedAt: z.string(),
  dueOn: z.string().describe('YYYY-MM-DD'),
  reason: z.string().nullable(),
  version: z.number(),
});

@ApiTags('privacy')
@Controller('api/v1/privacy-requests')
export class RequestApiController {
  constructor(
    private readonly finder: RequestFinder,
    private readonly requests: RequestService,
    private readonly reading: RequestReading,
  ) {}

  @Get()
  @Allow(canSeeRequests)
  @ApiOperation({ summary: 'What people ask about their data; what waits comes first' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(item) }) })
  async list(@By() actor: Actor): Promise<{ items: z.infer<typeof item>[] }> {
    const rows = await this.finder.all();
    await this.reading.list(actor, rows);
    return {
      items: rows.map(({ id, personId, kind, status, askedAt, dueOn, reason, version }) => ({
        ...{ id, personId, kind, status, askedAt, dueOn, reason, version },
      })),
    };
  }

  @Post(':id/decision')
  @HttpCode(204)
  @Allow(canDecideRequests)
  @BrowserOnly()
  @ApiOperation({ summary: 'Grant or refuse, with a reason that goes to the person. Erasing cannot be undone.' })
  @ApiNoContentResponse()
  async decide(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: decisionInput }) input: DecisionInput,
  ): Promise<void> {
    await this.requests.decide(actor, id, input);
  }
}
