import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { z } from 'zod';
import { PersonFields, PersonReading } from '@samrad/network';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { pageOf, paging, strictQuery } from '@samrad/platform/views';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { replyInput, type ReplyInput } from '../reply/reply.dto.js';
import { ReplyFinder } from '../reply/reply.finder.js';
import { ReplyService } from '../reply/reply.service.js';
import {
  InvitationDetails,
  InvitationPage,
  InvitationRecord,
  OwnInvitationPage,
  presentInvitation,
  type InvitationOut,
} from './invitation-out.dto.js';
import { invitationsInput, type InvitationsInput } from './invitation.dto.js';
import { InvitationFinder } from './invitation.finder.js';
import { canAnswer, canInvite, canSeeParticipants } from './invitation.policy.js';
import { InvitationService } from './invitation.service.js';

const pageQuery = z.object({ ...paging, total: z.stringbool().default(false) });
type PageQuery = z.infer<typeof pageQuery>;

/** Who is asked to a meeting, and what they answered. */
@ApiTags('invitations')
@Controller('api/v1')
export class InvitationApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: InvitationFinder,
    private readonly fields: PersonFields,
    private readonly invitations: InvitationService,
    private readonly history: ReplyFinder,
    private readonly replies: ReplyService,
    private readonly reading: PersonReading,
  ) {}

  @Get('meetings/:id/invitations')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Everybody who is invited to a meeting; addresses only for organisers' })
  @ApiOkResponse({ standardSchema: InvitationPage })
  async list(@By() actor: Actor, @Param('id') id: string, @Query({ schema: strictQuery(pageQuery) }) query: PageQuery) {
    const meeting = found(await this.meetings.one(actor, id));
    demand(canSeeParticipants(actor, meeting));
    const rows = await this.fields.masked(actor, await this.finder.invited(id), ({ personId }) => personId);
    await this.reading.noteList(actor, {
      ...{ what: 'participants', of: { id, name: meeting.title } },
      personIds: rows.map(({ personId }) => personId),
    });
    return pageIn(
      rows.map((row) => presentInvitation(row, canInvite(actor))),
      query,
    );
  }

  @Post('meetings/:id/invitations')
  @Allow(canInvite)
  @ApiOperation({ summary: 'Invite persons and send at once; those who are invited already get nothing' })
  @ApiCreatedResponse({ standardSchema: z.object({ sent: z.number() }) })
  async invite(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: invitationsInput }) input: InvitationsInput,
  ): Promise<{ sent: number }> {
    return { sent: await this.invitations.invite(actor, id, input) };
  }

  @Post('meetings/:id/reminder')
  @HttpCode(200)
  @Allow(canInvite)
  @ApiOperation({ summary: 'Remind those who have not answered; once a day each' })
  @ApiOkResponse({ standardSchema: z.object({ sent: z.number() }) })
  async remind(@By() actor: Actor, @Param('id') id: string): Promise<{ sent: number }> {
    return { sent: await this.invitations.remind(actor, id) };
  }

  @Get('invitations')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Your own invitations to meetings that are not over' })
  @ApiOkResponse({ standardSchema: OwnInvitationPage })
  async mine(@By() actor: Actor, @Query({ schema: strictQuery(pageQuery) }) query: PageQuery) {
    return pageIn(await this.finder.mine(actor, 1000), query);
  }

  @Get('invitations/:id')
  @Allow(signedIn)
  @ApiOperation({ summary: 'One invitation; with the history of answers for organisers and the person' })
  @ApiOkResponse({ standardSchema: InvitationDetails })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const known = found(await this.finder.one(actor, id));
    const row = found((await this.fields.masked(actor, [known], ({ personId }) => personId))[0]);
    if (!canAnswer(actor, row)) return presentInvitation(row, false);
    return { ...presentInvitation(row, true), replies: await this.history.history(id) };
  }

  @Put('invitations/:id/reply')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Answer for yourself, or as an organiser on behalf of the person' })
  @ApiOkResponse({ standardSchema: InvitationRecord })
  async reply(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: replyInput }) { answer, ...rest }: ReplyInput,
  ): Promise<InvitationOut> {
    await this.replies.answer(actor, id, { choice: answer, ...rest });
    return presentInvitation(found(await this.finder.one(actor, id)), true);
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Allow(canInvite)
  @ApiOperation({ summary: 'Take a person off the list; that person alone is told' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.invitations.remove(actor, id);
  }
}

function pageIn<R>(all: readonly R[], { page, per, total }: PageQuery) {
  const start = (page - 1) * per;
  const { rows, more } = pageOf(all.slice(start, start + per + 1), { page, per });
  return { items: rows, page, per, more, ...(total && { total: all.length }) };
}
