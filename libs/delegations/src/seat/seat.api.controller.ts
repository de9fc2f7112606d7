import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { seatsInput, type SeatsInput } from './seat.dto.js';
import { SeatFinder } from './seat.finder.js';
import { canSetSeats } from './seat.policy.js';
import { SeatService } from './seat.service.js';

const SeatsOut = z.object({
  perState: z.number().nullable(),
  version: z.number(),
  places: z.array(
    z.object({ invitationId: z.string(), status: z.enum(['seated', 'waiting']), claimedAt: z.iso.datetime() }),
  ),
});

/** Seats of each State through the API. */
@ApiTags('delegations')
@Controller('api/v1/meetings/:id/seats')
export class SeatApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: SeatFinder,
    private readonly seats: SeatService,
  ) {}

  @Get()
  @Allow(canSetSeats)
  @ApiOperation({ summary: 'How many seats each State has, who sits and who waits' })
  @ApiOkResponse({ standardSchema: SeatsOut })
  async show(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    const { perState, version, places } = await this.finder.of(id);
    return { perState, version, places: [...places].map(([invitationId, place]) => ({ invitationId, ...place })) };
  }

  @Put()
  @Allow(canSetSeats)
  @ApiOperation({ summary: 'Set how many seats each State has; null: as many as come' })
  @ApiOkResponse({ standardSchema: SeatsOut })
  async set(@By() actor: Actor, @Param('id') id: string, @Body({ schema: seatsInput }) input: SeatsInput) {
    await this.seats.set(actor, id, input);
    return this.show(actor, id);
  }
}
