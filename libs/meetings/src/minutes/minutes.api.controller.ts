import type { IncomingHttpHeaders } from 'node:http';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, Ctx, everyone, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import type { Answer } from '@samrad/platform/views';
import { AttendanceInput } from './attendance/attendance.dto.js';
import { AttendanceFinder } from './attendance/attendance.finder.js';
import { presentAttendance } from './attendance/attendance.presenter.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { SectionService } from './editing/section.service.js';
import { Publication, ReadingQuery, SectionChange } from './minutes.dto.js';
import { MinutesFinder } from './minutes.finder.js';
import { canWriteMinutes } from './minutes.policy.js';
import { presentMinutes, presentSection } from './minutes.presenter.js';
import { MinutesService } from './minutes.service.js';
import { MinutesPublisher, type Published } from './publication/publication.service.js';
import { MinutesFile } from './reading/minutes-file.js';
import { MinutesReading } from './reading/minutes-reading.js';
import { MinutesStanding } from './reading/minutes-standing.js';

/** Minutes, their sections, attendance and publication. */
@ApiTags('minutes')
@Controller('api/v1')
export class MinutesApiController {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly reading: MinutesReading,
    private readonly file: MinutesFile,
    private readonly standing: MinutesStanding,
    private readonly minutes: MinutesService,
    private readonly sections: SectionService,
    private readonly publisher: MinutesPublisher,
    private readonly meetings: MeetingFinder,
    private readonly attendanceFinder: AttendanceFinder,
    private readonly attendance: AttendanceService,
  ) {}

  @Get('meetings/:id/minutes')
  @Allow(everyone)
  @ApiOperation({
    summary: 'The published minutes; organisers: `draft=true` for the draft, `version` for any other version',
    description:
      'Where they stand: `status` (`draft`, `circulated` = out for comments, `adopted`, `published`), `adoption` ' +
      '(version that keeps the adopted text, when, by whom, by silence or at a meeting) and `circulation` (the last ' +
      'round: when it was sent, the last day for comments, how it ended).',
  })
  async show(@By() actor: Actor, @Param('id') id: string, @Query({ schema: ReadingQuery }) query: ReadingQuery) {
    const minutes = found(await this.finder.ofMeeting(actor, id));
    const { snapshot, version } = await this.reading.of(actor, minutes, query);
    const edit = canWriteMinutes(actor) ? { version: minutes.version } : {};
    const standing = await this.standing.of(actor, minutes, version);
    return { ...presentMinutes(minutes, snapshot, version), ...standing, ...edit };
  }

  @Get('meetings/:id/minutes/pdf')
  @Allow(everyone)
  @ApiOperation({
    summary:
      'The same as a PDF file in the language of the caller, with an ETag; 304 when `If-None-Match` names this very file',
  })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async pdf(
    @Ctx() { actor, lang }: Ctx,
    @Param('id') id: string,
    @Query({ schema: ReadingQuery }) query: ReadingQuery,
    @Headers() headers?: IncomingHttpHeaders,
  ): Promise<Answer> {
    const minutes = found(await this.finder.ofMeeting(actor, id));
    const { snapshot, version } = await this.reading.of(actor, minutes, query);
    return this.file.answer({ lang, ifNoneMatch: headers?.['if-none-match'] }, snapshot, version);
  }

  @Post('meetings/:id/minutes')
  @Allow(canWriteMinutes)
  @ApiOperation({ summary: 'Begin the minutes: one section for each item of the agenda' })
  async start(@By() actor: Actor, @Param('id') id: string) {
    await this.minutes.start(actor, id);
    return this.show(actor, id, { draft: true });
  }

  @Post('meetings/:id/minutes-sections')
  @HttpCode(200)
  @Allow(canWriteMinutes)
  @ApiOperation({ summary: 'Add sections for items that came onto the agenda afterwards; answers how many' })
  async addMissing(@By() actor: Actor, @Param('id') id: string): Promise<{ added: number }> {
    return { added: await this.minutes.addMissing(actor, id) };
  }

  @Get('minutes-sections/:id')
  @Allow(canWriteMinutes)
  @ApiOperation({ summary: 'One section as it is being written' })
  async section(@Param('id') id: string) {
    return presentSection(found(await this.finder.section(id)));
  }

  @Put('minutes-sections/:id')
  @Allow(canWriteMinutes)
  @ApiOperation({
    summary: 'Save a section as `markdown` or rich text `content`; 409 with both texts when `version` is stale',
  })
  async save(@By() actor: Actor, @Param('id') id: string, @Body({ schema: SectionChange }) input: SectionChange) {
    await this.sections.save(actor, id, input);
    return this.section(id);
  }

  @Get('meetings/:id/attendance')
  @Allow(canWriteMinutes)
  @ApiOperation({ summary: 'Who was invited, what they answered, and who was there' })
  async attendanceOf(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    return presentAttendance(await this.attendanceFinder.list(id));
  }

  @Put('meetings/:id/attendance')
  @Allow(canWriteMinutes)
  @ApiOperation({
    summary: 'Note how persons took part: `on_site`, `online`, `absent` or null; others stay as they are',
  })
  async note(@By() actor: Actor, @Param('id') id: string, @Body({ schema: AttendanceInput }) input: AttendanceInput) {
    await this.attendance.note(actor, id, input.persons);
    return this.attendanceOf(actor, id);
  }

  @Post('meetings/:id/minutes/publication')
  @Allow(canWriteMinutes)
  @ApiOperation({
    summary: 'Publish the minutes for an audience and tell the participants; answers number and how many are told',
  })
  publish(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: Publication }) input: Publication,
  ): Promise<Published> {
    return this.publisher.publish(actor, id, input);
  }
}
