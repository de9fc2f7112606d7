import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { AskedReminders } from '@samrad/preparation';
import { ReportCallService } from './asking/report-call.service.js';
import { reportCallChange, reportCallInput, type ReportCallChange, type ReportCallInput } from './report.dto.js';
import { ReportFinder } from './report.finder.js';
import { canAskForReports } from './report.policy.js';
import { TourDeTable } from './showing/tour.js';

const reportOut = z.object({
  stateCode: z.string().describe('ISO 3166-1 alpha-2'),
  standing: z.enum(['missing', 'written', 'cleared']),
  isLate: z.boolean().describe('something in it came after the day'),
  clearedBy: z.string().nullable(),
  clearedAt: z.string().nullable(),
  texts: z.array(
    z.object({ topicId: z.string(), text: z.string(), number: z.number(), savedBy: z.string(), savedAt: z.string() }),
  ),
});

const reportsOut = z
  .object({
    respondBy: z.string().describe('day'),
    message: z.string().nullable(),
    mostLetters: z.number().describe('longest text on one topic'),
    version: z.number(),
    topics: z.array(
      z.object({ id: z.string(), itemId: z.string().nullable(), titles: z.record(z.string(), z.string()) }),
    ),
    reports: z.array(reportOut),
  })
  .meta({ id: 'StateReports' });

const toldOut = z.object({ told: z.number().describe('persons that get a mail') }).meta({ id: 'ReportsTold' });

/** What States report before a meeting. They write by their personal link. */
@ApiTags('follow-up')
@Controller('api/v1/meetings/:id/reports')
export class ReportApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ReportFinder,
    private readonly tours: TourDeTable,
    private readonly calls: ReportCallService,
    private readonly reminders: AskedReminders,
  ) {}

  @Get()
  @Allow(signedIn)
  @ApiOperation({
    summary: 'Reports of States: cleared ones for those who take part, all for organisers, drafts for the State itself',
  })
  @ApiOkResponse({ standardSchema: reportsOut })
  async show(@By() actor: Actor, @Param('id') id: string): Promise<z.infer<typeof reportsOut>> {
    const meeting = found(await this.meetings.one(actor, id));
    const { call, topics, reports } = found(await this.tours.of(actor, meeting));
    const { respondBy, message, mostLetters, version } = call;
    return {
      ...{ respondBy, message, mostLetters, version },
      topics: topics.map(({ id: topicId, itemId, titles }) => ({ id: topicId, itemId, titles })),
      reports: reports.map(({ stateCode, standing, isLate, clearedBy, clearedAt, texts }) => ({
        ...{ stateCode, standing, isLate, clearedBy, clearedAt },
        texts: texts.flatMap(({ topicId, text, number, savedBy, savedAt }) =>
          text === null ? [] : [{ topicId, text, number, savedBy, savedAt }],
        ),
      })),
    };
  }

  @Post()
  @HttpCode(200)
  @Allow(canAskForReports)
  @ApiOperation({ summary: 'Ask States to report: one mail with a personal link to everybody who works on it' })
  @ApiOkResponse({ standardSchema: toldOut })
  async open(@By() actor: Actor, @Param('id') id: string, @Body({ schema: reportCallInput }) input: ReportCallInput) {
    return { told: await this.calls.open(actor, id, input) };
  }

  @Put()
  @Allow(canAskForReports)
  @ApiOperation({ summary: 'Change day, message and limit; 409 when `version` is not the newest' })
  @ApiOkResponse({ standardSchema: reportsOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: reportCallChange }) input: ReportCallChange,
  ) {
    await this.calls.change(actor, id, input);
    return this.show(actor, id);
  }

  @Post('reminder')
  @HttpCode(200)
  @Allow(canAskForReports)
  @ApiOperation({ summary: 'Remind those whose report is missing or waits to be cleared; nobody twice within a day' })
  @ApiOkResponse({ standardSchema: toldOut })
  async remind(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    const call = found(await this.finder.callOf(id));
    return { told: await this.reminders.remind(actor, 'state_report', call.id) };
  }
}
