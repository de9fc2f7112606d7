import { Body, Controller } from '@nestjs/common';
import { canExportNetwork, nameOf, PersonReading, placeOf, StateNames, tolerant } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Outbox } from '@samrad/platform/mail';
import {
  download,
  freshForm,
  ignoredIn,
  pageLinks,
  seeOther,
  submit,
  Views,
  type Answer,
  type FormState,
} from '@samrad/platform/views';
import { canSeeRequests } from '../request/request.policy.js';
import { privacyHead } from '../request/request.presenter.js';
import { CheckExport } from './check-export.js';
import { overdueExport, overdueFilter, reminderInput } from './check.dto.js';
import { CheckService } from './check.service.js';

const path = '/data-protection/unconfirmed';

/** Who has not confirmed their data: a list, a reminder, a file. */
@Controller('data-protection/unconfirmed')
export class CheckController {
  constructor(
    private readonly views: Views,
    private readonly checks: CheckService,
    private readonly exports: CheckExport,
    private readonly reading: PersonReading,
    private readonly states: StateNames,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Page('', canSeeRequests)
  list(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.listPage(ctx, freshForm());
  }

  @Submit('reminder', canSeeRequests)
  remind(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: reminderInput,
      body,
      run: ({ persons }) => this.checks.remind(ctx.actor, persons),
      done: (count) =>
        seeOther(path, this.outbox.said('myself.overdue.reminded', 'myself.overdue.remindedKept'), { count }),
      again: (form, status) => this.listPage(ctx, form, status),
    });
  }

  @Page('export', canExportNetwork)
  ask(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.exportPage(ctx, ctx.query, freshForm());
  }

  /** A post, because what was taken out stays in the log. */
  @Submit('export', canExportNetwork)
  take(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: overdueExport,
      body,
      run: (input) => this.exports.take(ctx, input),
      done: ({ text, filename }) => download(text, filename, 'text/csv; charset=utf-8'),
      again: (form, status) => this.exportPage(ctx, body, form, status),
    });
  }

  private async listPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const filter = tolerant(overdueFilter, ctx.query);
    const [page, count] = await Promise.all([
      this.checks.overdue(filter, placeOf(ctx.query)),
      this.checks.countOverdue(filter),
    ]);
    await this.reading.noteList(ctx.actor, {
      ...{ personIds: page.rows.map(({ id }) => id), list: 'unconfirmed', filter },
      count: async () => count,
    });
    const today = this.clock.today();
    const data = {
      ...privacyHead(this.views.i18n, ctx.lang, 'unconfirmed'),
      ...{ filter, form, states: this.states.options(ctx.lang), ignored: ignoredIn(overdueFilter, ctx.query) },
      rows: page.rows.map((row) => ({
        ...{ ...row, name: nameOf(row), canRemind: row.address !== null && row.remindedOn !== today },
      })),
      ...{ count, pages: pageLinks(ctx.url, { ...page, total: count }) },
      exportAt:
        page.rows.length && canExportNetwork(ctx.actor) ? `${path}/export?${new URLSearchParams(kept(filter))}` : null,
    };
    return this.views.page(ctx, 'myself/check/overdue', data, status);
  }

  private async exportPage(ctx: Ctx, query: Record<string, unknown>, form: FormState, status = 200): Promise<Answer> {
    const filter = tolerant(overdueFilter, query);
    const data = {
      title: this.views.i18n.t(ctx.lang, 'myself.overdue.exportTitle'),
      crumbs: [{ href: path, key: 'myself.overdue.title' }],
      ...{ form, kept: Object.entries(kept(filter)).map(([name, value]) => ({ name, value })) },
      ...{ count: await this.checks.countOverdue(filter), back: `${path}?${new URLSearchParams(kept(filter))}` },
    };
    return this.views.page(ctx, 'myself/check/export', data, status);
  }
}

const kept = ({ state }: { state?: string }): Record<string, string> => (state ? { state } : {});
