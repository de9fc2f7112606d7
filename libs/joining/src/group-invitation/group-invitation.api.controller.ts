import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { within } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import * as dto from './group-invitation.dto.js';
import { InvitationFinder } from './group-invitation.finder.js';
import { canInviteToGroups } from './group-invitation.policy.js';
import { invitationOf, invitationOut } from './group-invitation.presenter.js';
import { InvitationService } from './group-invitation.service.js';

const listOut = z.object({ items: z.array(invitationOut), page: z.number(), per: z.number(), more: z.boolean() });
const idOut = z.object({ id: z.string() });

/** Invitations into groups. The invited answer by their personal link. */
@ApiTags('joining')
@Controller('api/v1/group-invitations')
export class InvitationApiController {
  constructor(
    private readonly finder: InvitationFinder,
    private readonly service: InvitationService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(canInviteToGroups)
  @ApiOperation({ summary: 'Invitations into groups, the last one sent first' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@Query({ schema: strictQuery(dto.invitationQuery) }) query: dto.InvitationQuery) {
    const { rows, page, per, more } = await this.finder.list(query, within(query));
    return { items: rows.map(invitationOf(this.clock.today())), page, per, more };
  }

  @Post()
  @Allow(canInviteToGroups)
  @ApiOperation({ summary: 'Invite an address into a group for a term; it gets a personal link by mail' })
  @ApiCreatedResponse({ standardSchema: idOut })
  async invite(@By() actor: Actor, @Body({ schema: dto.invitationInput }) input: dto.InvitationInput) {
    return { id: await this.service.invite(actor, input) };
  }

  @Post(':id/resending')
  @HttpCode(200)
  @Allow(canInviteToGroups)
  @ApiOperation({ summary: 'Send the link once more, with new time to answer' })
  async resend(@By() actor: Actor, @Param('id') id: string, @Body({ schema: dto.standing }) input: dto.Standing) {
    await this.service.resend(actor, id, input);
    return { id };
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow(canInviteToGroups)
  @ApiOperation({ summary: 'Withdraw an invitation that is not answered; its link opens nothing any more' })
  async withdraw(@By() actor: Actor, @Param('id') id: string, @Body({ schema: dto.standing }) input: dto.Standing) {
    await this.service.withdraw(actor, id, input);
    return { id };
  }
}
