import { Body, Controller, Param } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { Ctx, Page, signedIn, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, seeOther, submit, type Answer } from '@samrad/platform/views';
import { AskedReminders } from '@samrad/preparation';
import { ReportCallService } from './asking/report-call.service.js';
import { reportCallOf } from './asking/report-form.js';
import { reportCallChange, reportCallForm } from './report.dto.js';
import { ReportFinder, type ReportCallRow } from './report.finder.js';
import { ReportPage } from './report-page.js';
import { canAskForReports } from './report.policy.js';
import { ReportPapers } from './showing/report-papers.js';
import { TourDeTable } from './showing/tour.js';

/** The reports of States before a meeting: organisers ask for them, those who take part read what is cleared. */
@ApiExcludeController()
@Controller('meetings/:id')
export class ReportController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ReportFinder,
    private readonly calls: ReportCallService,
    private readonly tours: TourDeTable,
    private readonly reminders: AskedReminders,
    private readonly papers: ReportPapers,
    private readonly page: ReportPage,
  ) {}

  @Page('reports', signedIn)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    const tour = await this.tours.of(ctx.actor, meeting);
    if (!tour && canAskForReports(ctx.actor)) return this.page.askPage(ctx, meeting);
    return this.page.show(ctx, meeting, found(tour));
  }

  @Page('reports.pdf', signedIn)
  async pdf(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    const { content, filename } = await this.papers.pdf(ctx, meeting, found(await this.tours.of(ctx.actor, meeting)));
    return download(content, filename, 'application/pdf');
  }

  @Submit('reports', canAskForReports)
  async open(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return submit(ctx, {
      schema: reportCallForm,
      body,
      run: (input) => this.calls.open(ctx.actor, id, reportCallOf(input, meeting.languages.split(','))),
      done: (count) => seeOther(`/meetings/${id}/reports`, 'preparation.asked.flash.sent', { count }),
      again: (form, status) => this.page.askPage(ctx, meeting, { form: withLists(form), status }),
    });
  }

  @Page('reports/edit', canAskForReports)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return this.page.editPage(ctx, meeting, { call: await this.call(id) });
  }

  @Submit('reports/edit', canAskForReports)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return submit(ctx, {
      schema: reportCallChange,
      body,
      run: (input) => this.calls.change(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}/reports`, 'followUp.report.flash.saved'),
      again: async (form, status) => this.page.editPage(ctx, meeting, { call: await this.call(id), form, status }),
    });
  }

  @Submit('reports/reminder', canAskForReports)
  async remind(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.meeting(ctx, id);
    const count = await this.reminders.remind(ctx.actor, 'state_report', (await this.call(id)).id);
    return seeOther(`/meetings/${id}/reports`, 'preparation.asked.flash.reminded', { count });
  }

  /** To those who have joined since. */
  @Submit('reports/asking', canAskForReports)
  async askMore(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.calls.askMore(ctx.actor, id);
    return seeOther(`/meetings/${id}/reports`, 'preparation.asked.flash.sent', { count });
  }

  private async meeting({ actor }: Ctx, id: string): Promise<MeetingRow> {
    return found(await this.meetings.one(actor, id));
  }

  private async call(meetingId: string): Promise<ReportCallRow> {
    return found(await this.finder.callOf(meetingId));
  }
}

/** One ticked box comes as a text, several as a list. */
const withLists = <F extends { values: Record<string, unknown> }>(form: F): F => {
  const list = (value: unknown) => (value === undefined ? [] : [value].flat());
  const { states, items } = form.values;
  return { ...form, values: { ...form.values, states: list(states), items: list(items) } };
};
