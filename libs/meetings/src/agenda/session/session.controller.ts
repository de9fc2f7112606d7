import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { canEditAgenda } from '../agenda.policy.js';
import { sessionChangeForm, sessionForm } from './session.dto.js';
import { SessionFinder, type KnownSession } from './session.finder.js';
import { SessionPages } from './session-pages.js';
import { SessionService } from './session.service.js';

/** Pages on which organisers make and change sessions of an agenda. */
@ApiExcludeController()
@Controller()
export class SessionController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: SessionFinder,
    private readonly sessions: SessionService,
    private readonly pages: SessionPages,
  ) {}

  @Page('meetings/:id/agenda/sessions/new', canEditAgenda)
  async blank(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.form(ctx, found(await this.meetings.one(ctx.actor, id)), null);
  }

  @Submit('meetings/:id/agenda/sessions', canEditAgenda)
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return submit(ctx, {
      schema: sessionForm,
      body,
      run: (input) => this.sessions.add(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}/agenda/edit`, 'meetings.agenda.flash.sessionAdded'),
      again: (form, status) => this.pages.form(ctx, meeting, null, { form, status }),
    });
  }

  @Page('agenda-sessions/:id/edit', canEditAgenda)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, session } = await this.one(ctx, id);
    return this.pages.form(ctx, meeting, session);
  }

  @Submit('agenda-sessions/:id/edit', canEditAgenda)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { meeting, session } = await this.one(ctx, id);
    return submit(ctx, {
      schema: sessionChangeForm,
      body,
      run: (input) => this.sessions.change(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${meeting.id}/agenda/edit`, 'meetings.agenda.flash.sessionSaved'),
      again: (form, status) => this.pages.form(ctx, meeting, session, { form, status }),
    });
  }

  @Page('agenda-sessions/:id/removal', canEditAgenda)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, session } = await this.one(ctx, id);
    return this.pages.removal(ctx, meeting, session);
  }

  @Submit('agenda-sessions/:id/removal', canEditAgenda)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, session } = await this.one(ctx, id);
    await this.sessions.remove(ctx.actor, id);
    const { title } = session;
    return seeOther(`/meetings/${meeting.id}/agenda/edit`, 'meetings.agenda.flash.sessionRemoved', { title });
  }

  private async one({ actor }: Ctx, id: string): Promise<{ meeting: MeetingRow; session: KnownSession }> {
    const session = found(await this.finder.one(id));
    return { meeting: found(await this.meetings.one(actor, session.meetingId)), session };
  }
}
