import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { canInvite } from '../invitation.policy.js';
import { letterKinds } from '../invitation.rules.js';
import { InvitationService } from '../invitation.service.js';
import { changeKinds } from './changes.rules.js';
import { InvitationNews } from './invitation-news.js';
import { WaitingNews } from './waiting-news.js';

const Sent = z.object({ sent: z.number() });

/** Changes that wait to be mailed. `dueAt` is null when nothing waits. */
const WaitingRecord = z.object({
  changes: z.array(z.enum(changeKinds)),
  dueAt: z.iso.datetime().nullable(),
  recipients: z.array(
    z.object({ invitationId: z.string(), name: z.string(), address: z.string(), mail: z.enum(letterKinds) }),
  ),
});

/** What waits to be mailed about a meeting, and asking people to keep a day free. */
@ApiTags('invitations')
@Controller('api/v1/meetings/:id')
export class SendingApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly waiting: WaitingNews,
    private readonly news: InvitationNews,
    private readonly invitations: InvitationService,
  ) {}

  @Get('changes')
  @Allow(canInvite)
  @ApiOperation({ summary: 'Changes that will be mailed, when, and to whom' })
  @ApiOkResponse({ standardSchema: WaitingRecord })
  async changes(@By() actor: Actor, @Param('id') id: string): Promise<z.infer<typeof WaitingRecord>> {
    const waiting = await this.waiting.of(found(await this.meetings.one(actor, id)));
    const recipients = (waiting?.told ?? []).map(({ row, kind }) => ({
      ...{ invitationId: row.id, name: row.name, address: row.address },
      mail: kind,
    }));
    return { changes: waiting?.changes ?? [], dueAt: waiting?.dueAt ?? null, recipients };
  }

  @Post('changes/sending')
  @HttpCode(200)
  @Allow(canInvite)
  @ApiOperation({ summary: 'Mail the changes that wait at once' })
  @ApiOkResponse({ standardSchema: Sent })
  async send(@By() actor: Actor, @Param('id') id: string): Promise<z.infer<typeof Sent>> {
    return { sent: await this.news.sendNow(actor, id) };
  }

  @Delete('changes')
  @Allow(canInvite)
  @ApiOperation({ summary: 'Tell nobody: the present state becomes what people were told' })
  @ApiOkResponse({ standardSchema: z.object({ untold: z.number() }) })
  async drop(@By() actor: Actor, @Param('id') id: string): Promise<{ untold: number }> {
    return { untold: await this.news.drop(actor, id) };
  }

  @Post('save-the-date')
  @HttpCode(200)
  @Allow(canInvite)
  @ApiOperation({ summary: 'Ask those who are chosen, or the members of the group, to keep the day free' })
  @ApiOkResponse({ standardSchema: Sent })
  async hold(@By() actor: Actor, @Param('id') id: string): Promise<z.infer<typeof Sent>> {
    return { sent: await this.invitations.hold(actor, id) };
  }

  @Delete('save-the-date')
  @Allow(canInvite)
  @ApiOperation({ summary: 'Take the request to keep the day free back' })
  @ApiOkResponse({ standardSchema: Sent })
  async release(@By() actor: Actor, @Param('id') id: string): Promise<z.infer<typeof Sent>> {
    return { sent: await this.invitations.release(actor, id) };
  }
}
