import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { canSeeOpenings } from '@samrad/library';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Receipts } from './receipts.js';

const guest = z.object({ personId: z.string(), name: z.string(), stateCode: z.string().nullable() });

const receiptsOut = z
  .object({
    items: z.array(
      z.object({
        documentId: z.string(),
        title: z.string(),
        opened: z.array(guest.extend({ firstAt: z.string(), lastAt: z.string() })),
        notYet: z.array(guest),
      }),
    ),
  })
  .meta({ id: 'ReceiptsOut' });

/** Read receipts of a meeting's papers. */
@ApiTags('filing')
@Controller('api/v1/meetings/:id/receipts')
export class ReceiptApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly receipts: Receipts,
  ) {}

  @Get()
  @Allow(canSeeOpenings)
  @ApiOperation({ summary: 'Who of those invited has opened each paper, and when; instants in UTC. Organisers only' })
  @ApiOkResponse({ standardSchema: receiptsOut })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    const receipts = await this.receipts.of(actor, id);
    return {
      items: receipts.map(({ document, opened, notYet }) => ({
        documentId: document.id,
        title: document.title,
        opened,
        notYet,
      })),
    };
  }
}
