import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, everyone, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { MeetingDocuments } from './meeting-documents.js';
import { attachment, type Attachment } from './meeting-document.dto.js';
import { MeetingFinder } from '../meeting.finder.js';
import { canRunMeeting } from '../meeting.policy.js';

/** The papers of a meeting, as far as the caller may open them. */
@ApiTags('meetings')
@Controller('api/v1/meetings/:id/documents')
export class MeetingDocumentApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly papers: MeetingDocuments,
  ) {}

  @Get()
  @Allow(everyone)
  @ApiOperation({ summary: 'Documents of a meeting and of its agenda items' })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    return { items: await this.papers.of(actor, id) };
  }

  @Post()
  @Allow(canRunMeeting)
  @ApiOperation({ summary: 'Attach a document of the library to the meeting or to one of its items' })
  async attach(@By() actor: Actor, @Param('id') id: string, @Body({ schema: attachment }) input: Attachment) {
    await this.papers.attach(actor, id, input);
    return this.list(actor, id);
  }

  @Delete(':documentId')
  @HttpCode(204)
  @Allow(canRunMeeting)
  @ApiOperation({ summary: 'Take a document off the meeting; it stays in the library' })
  @ApiNoContentResponse()
  async detach(@By() actor: Actor, @Param('id') id: string, @Param('documentId') documentId: string): Promise<void> {
    found(await this.meetings.one(actor, id));
    await this.papers.detach(actor, id, documentId);
  }
}
