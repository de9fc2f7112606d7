import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, everyone, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { strictQuery } from '@samrad/platform/views';
import { MeetingLife } from '../meeting-life.js';
import { MeetingListFinder } from '../meeting-list.finder.js';
import {
  cancellation,
  meetingApiQuery,
  meetingInput,
  meetingPatch,
  postponement,
  type Cancellation,
  type MeetingApiQuery,
  type MeetingInput,
  type MeetingPatch,
  type Postponement,
} from '../meeting.dto.js';
import { MeetingFinder, type MeetingRow } from '../meeting.finder.js';
import { canPlanMeetings, canRunMeeting } from '../meeting.policy.js';
import { presentListItem, presentMeeting, type MeetingOut } from '../meeting.presenter.js';
import { MeetingPage, MeetingRecord } from './meeting-out.dto.js';
import { MeetingService } from '../meeting.service.js';

/** Meetings the caller may see; visitors see the public ones once people are called. */
@ApiTags('meetings')
@Controller('api/v1/meetings')
export class MeetingApiController {
  constructor(
    private readonly finder: MeetingFinder,
    private readonly lists: MeetingListFinder,
    private readonly meetings: MeetingService,
    private readonly life: MeetingLife,
  ) {}

  @Get()
  @Allow(everyone)
  @ApiOperation({ summary: 'List meetings; `when=upcoming` by time, otherwise newest first' })
  @ApiOkResponse({ standardSchema: MeetingPage })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(meetingApiQuery) }) query: MeetingApiQuery) {
    const { rows, ...page } = await this.lists.page(actor, query, query.total);
    return { items: rows.map(presentListItem), ...page };
  }

  @Get(':id')
  @Allow(everyone)
  @ApiOperation({ summary: 'One meeting' })
  @ApiOkResponse({ standardSchema: MeetingRecord })
  async one(@By() actor: Actor, @Param('id') id: string): Promise<MeetingOut> {
    return presentMeeting(actor, found(await this.finder.one(actor, id)));
  }

  @Post()
  @Allow(canPlanMeetings)
  @ApiOperation({ summary: 'Plan a meeting as a draft; `start` and `end` are wall times in `zone`' })
  @ApiCreatedResponse({ standardSchema: MeetingRecord })
  async plan(@By() actor: Actor, @Body({ schema: meetingInput }) input: MeetingInput): Promise<MeetingOut> {
    return this.one(actor, await this.meetings.plan(actor, input));
  }

  @Patch(':id')
  @Allow(canRunMeeting)
  @ApiOperation({ summary: 'Change some facts; 409 with both texts when `version` is not the newest' })
  @ApiOkResponse({ standardSchema: MeetingRecord })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: meetingPatch }) patch: MeetingPatch) {
    const meeting = found(await this.finder.one(actor, id));
    await this.meetings.change(actor, id, { ...inputOf(meeting), ...patch });
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canPlanMeetings)
  @ApiOperation({ summary: 'Remove a draft that was never called' })
  @ApiNoContentResponse()
  remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.meetings.remove(actor, id);
  }

  @Post(':id/cancellation')
  @Allow(canRunMeeting)
  @ApiOperation({ summary: 'Cancel with a reason; those who were invited are told' })
  @ApiCreatedResponse({ standardSchema: MeetingRecord })
  async cancel(@By() actor: Actor, @Param('id') id: string, @Body({ schema: cancellation }) input: Cancellation) {
    await this.life.cancel(actor, id, input);
    return this.one(actor, id);
  }

  @Post(':id/postponement')
  @Allow(canRunMeeting)
  @ApiOperation({ summary: 'Postpone with a reason, to a new time (`start`, `end`, `zone`) or until one is found' })
  @ApiCreatedResponse({ standardSchema: MeetingRecord })
  async postpone(@By() actor: Actor, @Param('id') id: string, @Body({ schema: postponement }) input: Postponement) {
    await this.life.postpone(actor, id, input);
    return this.one(actor, id);
  }

  @Post(':id/holding')
  @Allow(canRunMeeting)
  @ApiOperation({ summary: 'Record that the meeting took place; 409 before it begins' })
  @ApiCreatedResponse({ standardSchema: MeetingRecord })
  async hold(@By() actor: Actor, @Param('id') id: string) {
    await this.life.hold(actor, id);
    return this.one(actor, id);
  }
}

/** The record as an input, for what a PATCH leaves out. */
const inputOf = ({ startWall, endWall, languages, ...row }: MeetingRow): MeetingInput => ({
  title: row.title,
  description: row.description,
  seriesId: row.seriesId,
  number: row.number,
  start: startWall,
  end: endWall,
  zone: row.zone,
  place: row.place,
  videoUrl: row.videoUrl,
  hostStateCode: row.hostStateCode,
  languages: languages.split(',') as MeetingInput['languages'],
  groupId: row.groupId,
  chairId: row.chairId,
  secretaryId: row.secretaryId,
  answerBy: row.answerBy,
  audience: row.audience,
});
