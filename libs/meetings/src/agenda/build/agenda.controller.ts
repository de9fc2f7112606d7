import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Conflict, found, NotFound } from '@samrad/platform/errors';
import { check, seeOther, submit, Views, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { AgendaFit } from './agenda-fit.js';
import { AgendaForms } from './agenda-forms.js';
import { AgendaStarter } from './agenda-starter.js';
import { AgendaViews, orderMark, type Place } from '../agenda-views.js';
import { agendaStart, itemChange, itemInput, move, newOrder } from '../agenda.dto.js';
import { AgendaFinder, type DraftLine } from '../agenda.finder.js';
import { canEditAgenda } from '../agenda.policy.js';
import { AgendaService } from '../agenda.service.js';

/** Pages and fragments on which organisers build an agenda. */
@ApiExcludeController()
@Controller()
export class AgendaController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: AgendaFinder,
    private readonly agenda: AgendaService,
    private readonly starter: AgendaStarter,
    private readonly forms: AgendaForms,
    private readonly fits: AgendaFit,
    private readonly agendaViews: AgendaViews,
    private readonly views: Views,
  ) {}

  @Page('meetings/:id/agenda/edit', canEditAgenda)
  async builder(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.builder(ctx, found(await this.meetings.one(ctx.actor, id)));
  }

  @Page('meetings/:id/agenda/presenters', canEditAgenda)
  async presenters(@Ctx() ctx: Ctx, @Param('id') id: string, @Query('q') q: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return this.forms.presenterOptions(ctx, meeting, typeof q === 'string' ? q : '');
  }

  /** While somebody writes an item: how the agenda would fill the time of the room. */
  @Page('meetings/:id/agenda/fit', canEditAgenda)
  async fit(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return this.views.fragment(ctx, 'meetings/agenda/_fit', { fit: await this.fits.tried(ctx, meeting, query) });
  }

  @Submit('meetings/:id/agenda', canEditAgenda)
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return submit(ctx, {
      schema: itemInput,
      body,
      run: (input) => this.agenda.add(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}/agenda/edit#new`, 'meetings.agenda.flash.added'),
      again: (form, status) => this.forms.builder(ctx, meeting, { form, status }),
    });
  }

  @Submit('meetings/:id/agenda/start', canEditAgenda)
  async start(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const count = await this.starter.start(ctx.actor, id, check(agendaStart, body));
    return seeOther(`/meetings/${id}/agenda/edit`, 'meetings.agenda.flash.started', { count });
  }

  /** Drag and drop: `id` once for each item in the new order, `order` = the mark of the order it started from. */
  @Submit('meetings/:id/agenda/order', canEditAgenda)
  async reorder(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { id: ids } = check(newOrder, body);
    const before = (await this.finder.items(id)).map((item) => item.id);
    if (ctx.query.order !== undefined && ctx.query.order !== orderMark(before))
      throw new Conflict('meetings.agenda.refused.order');
    await this.agenda.reorder(ctx.actor, id, ids);
    return this.moved(ctx, id, placeOf(ctx.query.place));
  }

  @Submit('agenda-items/:id/move', canEditAgenda)
  async move(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: { place?: unknown }): Promise<Answer> {
    const { direction } = check(move, body);
    const { meetingId } = found(await this.finder.item(id));
    await this.agenda.move(ctx.actor, id, direction);
    return this.moved(ctx, meetingId, placeOf(body.place));
  }

  @Page('agenda-items/:id/edit', canEditAgenda)
  async itemForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, line } = await this.lineOf(ctx, id);
    return this.forms.itemPage(ctx, meeting, line);
  }

  @Submit('agenda-items/:id/edit', canEditAgenda)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { meeting, line } = await this.lineOf(ctx, id);
    return submit(ctx, {
      schema: itemChange,
      body,
      run: (input) => this.agenda.change(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${meeting.id}/agenda/edit`, 'meetings.agenda.flash.saved'),
      again: (form, status) => this.forms.itemPage(ctx, meeting, line, { form, status }),
    });
  }

  @Page('agenda-items/:id/removal', canEditAgenda)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, line } = await this.lineOf(ctx, id);
    const say = (key: string, params?: object) => this.views.i18n.t(ctx.lang, `meetings.agenda.${key}`, { ...params });
    return this.views.page(ctx, 'platform/confirm', {
      title: say('removeItem', { title: line.title }),
      text: say('removalText'),
      crumbs: this.forms.crumbs(meeting),
      action: `/agenda-items/${id}/removal`,
      submit: say('remove'),
      cancel: `/meetings/${meeting.id}/agenda/edit`,
    });
  }

  @Submit('agenda-items/:id/removal', canEditAgenda)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, line } = await this.lineOf(ctx, id);
    await this.agenda.remove(ctx.actor, id);
    return seeOther(`/meetings/${meeting.id}/agenda/edit`, 'meetings.agenda.flash.removed', { title: line.title });
  }

  /** The scripts want the new table; without them the page is shown again. */
  private async moved(ctx: Ctx, meetingId: string, place: Place): Promise<Answer> {
    if (!ctx.htmx) return seeOther(`/meetings/${meetingId}${place === 'builder' ? '/agenda/edit' : '#agenda'}`);
    const meeting = found(await this.meetings.one(ctx.actor, meetingId));
    const table = await this.agendaViews.draft(ctx, meeting, place);
    return this.views.fragment(ctx, 'meetings/agenda/_table', { table });
  }

  private async lineOf(ctx: Ctx, itemId: string): Promise<{ meeting: MeetingRow; line: DraftLine }> {
    const { meetingId } = found(await this.finder.item(itemId));
    const meeting = found(await this.meetings.one(ctx.actor, meetingId));
    const line = (await this.finder.draft(meeting)).find(({ id }) => id === itemId);
    if (!line) throw new NotFound();
    return { meeting, line };
  }
}

const placeOf = (value: unknown): Place => (value === 'builder' ? 'builder' : 'page');
