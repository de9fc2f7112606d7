import { Body, Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, formWith, pageLinks, seeOther, submit, Views, type Answer } from '@samrad/platform/views';
import { AskedPage } from './page/asked-page.js';
import { PollForms } from './page/poll-forms.js';
import { PollPage } from './page/poll-page.js';
import { PollAsked } from './poll-asked.js';
import { askedForm, personSearch, pollChange, pollInput, pollQuery, slotsForm } from './poll.dto.js';
import { pollStatuses } from './poll.entity.js';
import { PollFinder, type PollRow } from './poll.finder.js';
import { canRunPolls } from './poll.policy.js';
import { presentRow, statusTag } from './poll.presenter.js';
import { PollService } from './poll.service.js';

/** Pages of polls for organisers: list, poll, forms, proposed times, persons. */
@ApiExcludeController()
@Controller('polls')
export class PollController {
  constructor(
    private readonly finder: PollFinder,
    private readonly polls: PollService,
    private readonly asked: PollAsked,
    private readonly forms: PollForms,
    private readonly pages: PollPage,
    private readonly people: AskedPage,
    private readonly views: Views,
  ) {}

  @Page('', canRunPolls)
  async list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(pollQuery, fields);
    const page = await this.finder.page(query);
    return this.views.page(ctx, 'planning/poll/list', {
      title: this.views.i18n.t(ctx.lang, 'planning.poll.listTitle'),
      crumbs: [{ href: '/meetings', key: 'meetings.meeting.listTitle' }],
      rows: page.rows.map((row) => presentRow(ctx.lang, row)),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: query,
      statuses: pollStatuses.map((status) => ({ value: status, key: statusTag(status).key })),
    });
  }

  @Page('new', canRunPolls)
  async newForm(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.forms.newPage(ctx, await this.forms.fresh());
  }

  @Submit('', canRunPolls)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: pollInput,
      body,
      run: (input) => this.polls.create(ctx.actor, input),
      done: (id) => seeOther(`/polls/${id}/times`, 'planning.poll.flash.created'),
      again: (form, status) => this.forms.newPage(ctx, form, status),
    });
  }

  @Page(':id', canRunPolls)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.show(ctx, await this.poll(id));
  }

  @Page(':id/edit', canRunPolls)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.editPage(ctx, await this.poll(id));
  }

  @Submit(':id/edit', canRunPolls)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.poll(id);
    return submit(ctx, {
      schema: pollChange,
      body,
      run: (input) => this.polls.change(ctx.actor, id, input),
      done: () => seeOther(`/polls/${id}`, 'planning.poll.flash.saved'),
      again: async (form, status) => this.forms.editPage(ctx, await this.poll(id), { form, status }),
    });
  }

  @Page(':id/times', canRunPolls)
  async timesForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.timesPage(ctx, await this.poll(id));
  }

  @Submit(':id/times', canRunPolls)
  async propose(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const poll = await this.poll(id);
    return submit(ctx, {
      schema: slotsForm,
      body,
      run: (input) => this.polls.propose(ctx.actor, id, input),
      done: (count) => seeOther(`/polls/${id}`, 'planning.poll.flash.proposed', { count }),
      again: (form, status) => this.forms.timesPage(ctx, poll, { form, status }),
    });
  }

  @Submit(':id/times/:slotId/removal', canRunPolls)
  async withdraw(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('slotId') slotId: string): Promise<Answer> {
    await this.polls.withdraw(ctx.actor, id, slotId);
    return seeOther(`/polls/${id}`, 'planning.poll.flash.withdrawn');
  }

  @Page(':id/people', canRunPolls)
  async peopleForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.people.page(ctx, await this.poll(id));
  }

  /** The search with script: only the part of the page that holds the matches. */
  @Page(':id/people/found', canRunPolls)
  async found(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Answer> {
    const key = [query.key ?? []].flat() as string[];
    return this.people.found(ctx, await this.poll(id), { ...check(personSearch, query), key });
  }

  /** The search without script comes here too, with its own button, and keeps everything that was ticked. */
  @Submit(':id/people', canRunPolls)
  async choose(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const poll = await this.poll(id);
    if (body?.find !== undefined) return this.people.page(ctx, poll, { form: formWith(body, {}) });
    return submit(ctx, {
      schema: askedForm,
      body,
      run: (form) => this.asked.chooseFrom(ctx.actor, id, form),
      done: () => seeOther(`/polls/${id}/sending`),
      again: (form, status) => this.people.page(ctx, poll, { form, status }),
    });
  }

  private async poll(id: string): Promise<PollRow> {
    return found(await this.finder.one(id));
  }
}
