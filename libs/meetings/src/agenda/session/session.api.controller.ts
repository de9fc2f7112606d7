import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { DraftSessionOut, DraftSessionsOut } from '../api/agenda-out.dto.js';
import { canEditAgenda } from '../agenda.policy.js';
import { sessionChange, sessionInput, type SessionChange, type SessionInput } from './session.dto.js';
import { SessionFinder } from './session.finder.js';
import { SessionService } from './session.service.js';

/** Sessions of a draft agenda with their working groups; readers get them with the items. */
@ApiTags('agenda')
@Controller('api/v1')
export class SessionApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: SessionFinder,
    private readonly sessions: SessionService,
  ) {}

  @Get('meetings/:id/agenda/sessions')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Sessions of the draft with their working groups' })
  @ApiOkResponse({ standardSchema: DraftSessionsOut })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    return { items: await this.finder.of(id) };
  }

  @Post('meetings/:id/agenda/sessions')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Add a session; items are put under it with `within`' })
  @ApiCreatedResponse({ standardSchema: DraftSessionOut })
  async add(@By() actor: Actor, @Param('id') id: string, @Body({ schema: sessionInput }) input: SessionInput) {
    return this.finder.one(await this.sessions.add(actor, id, input));
  }

  @Put('agenda-sessions/:id')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Change a session and its groups; 409 when `version` is not the newest' })
  @ApiOkResponse({ standardSchema: DraftSessionOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: sessionChange }) input: SessionChange) {
    await this.sessions.change(actor, id, input);
    return this.finder.one(id);
  }

  @Delete('agenda-sessions/:id')
  @HttpCode(204)
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Delete a session; 409 while it has items' })
  @ApiNoContentResponse()
  remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.sessions.remove(actor, id);
  }
}
