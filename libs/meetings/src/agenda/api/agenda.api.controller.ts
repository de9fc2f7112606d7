import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, everyone, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { MeetingDocuments } from '../../meeting/paper/meeting-documents.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { AgendaPublisher } from '../agenda-publisher.js';
import { AgendaStarter } from '../build/agenda-starter.js';
import { TemplateFinder } from '../template/template.finder.js';
import {
  agendaStart,
  itemInput,
  agendaPublication,
  itemPatch,
  move,
  newOrder,
  type AgendaStart,
  type ItemInput,
  type ItemPatch,
  type Move,
  type NewOrder,
  type AgendaPublication,
} from '../agenda.dto.js';
import { AgendaFinder, type DraftLine } from '../agenda.finder.js';
import { canEditAgenda, canSeeDraft, readerOf } from '../agenda.policy.js';
import { AgendaReading } from '../reader/agenda-reading.js';
import { inputOf, presentItem } from '../agenda.presenter.js';
import { AgendaService } from '../agenda.service.js';
import type { AgendaLine } from '../agenda.types.js';
import { AgendaItemOut, AgendaOut, AgendaTemplatesOut, AgendaVersionOut, AgendaVersionsOut } from './agenda-out.dto.js';
import { templatesIn } from './agenda-template.presenter.js';

/** Agendas: organisers see and change the draft, others read what was published. */
@ApiTags('agenda')
@Controller('api/v1')
export class AgendaApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: AgendaFinder,
    private readonly reading: AgendaReading,
    private readonly agenda: AgendaService,
    private readonly starter: AgendaStarter,
    private readonly publisher: AgendaPublisher,
    private readonly documents: MeetingDocuments,
    private readonly templateFinder: TemplateFinder,
  ) {}

  @Get('meetings/:id/agenda')
  @Allow(everyone)
  @ApiOperation({ summary: 'Items with clock times: the draft for organisers, otherwise the newest published version' })
  @ApiOkResponse({ standardSchema: AgendaOut })
  async items(@By() actor: Actor, @Param('id') id: string) {
    const meeting = found(await this.meetings.one(actor, id));
    const version = await this.reading.version(readerOf(actor, meeting), id);
    const isDraft = canSeeDraft(actor);
    const lines = isDraft ? await this.finder.draft(meeting) : (version?.snapshot.items ?? []);
    return { publishedNumber: version?.number ?? null, isDraft, items: await this.presented(actor, meeting, lines) };
  }

  @Post('meetings/:id/agenda')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Add an item at the end' })
  @ApiCreatedResponse({ standardSchema: AgendaItemOut })
  async add(@By() actor: Actor, @Param('id') id: string, @Body({ schema: itemInput }) input: ItemInput) {
    return this.item(actor, await this.agenda.add(actor, id, input));
  }

  @Get('agenda-templates')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'What an agenda can be started from, with names and titles in all languages' })
  @ApiOkResponse({ standardSchema: AgendaTemplatesOut })
  async templates() {
    return { items: await templatesIn(this.templateFinder) };
  }

  @Post('meetings/:id/agenda/start')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Add the items of a `template`, or of another meeting (`meetingId`) without its papers' })
  @ApiCreatedResponse({ standardSchema: AgendaOut })
  async start(@By() actor: Actor, @Param('id') id: string, @Body({ schema: agendaStart }) input: AgendaStart) {
    await this.starter.start(actor, id, input);
    return this.items(actor, id);
  }

  @Post('meetings/:id/agenda/order')
  @HttpCode(200)
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Put all items into a new order: `{ "id": [...] }`; 409 unless it names every item once' })
  @ApiOkResponse({ standardSchema: AgendaOut })
  async reorder(@By() actor: Actor, @Param('id') id: string, @Body({ schema: newOrder }) input: NewOrder) {
    await this.agenda.reorder(actor, id, input.id);
    return this.items(actor, id);
  }

  @Get('agenda-items/:id')
  @Allow(canSeeDraft)
  @ApiOperation({ summary: 'One item of a draft' })
  @ApiOkResponse({ standardSchema: AgendaItemOut })
  async item(@By() actor: Actor, @Param('id') id: string) {
    const { meeting, line } = await this.lineOf(actor, id);
    const [item] = await this.presented(actor, meeting, [line]);
    return { ...item!, meetingId: meeting.id, version: line.version };
  }

  @Patch('agenda-items/:id')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Change an item; 409 with both texts when `version` is not the newest' })
  @ApiOkResponse({ standardSchema: AgendaItemOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: itemPatch }) patch: ItemPatch) {
    const { line } = await this.lineOf(actor, id);
    await this.agenda.change(actor, id, { ...inputOf(line), ...patch });
    return this.item(actor, id);
  }

  @Post('agenda-items/:id/move')
  @HttpCode(200)
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Move an item one place `up` or `down`' })
  @ApiOkResponse({ standardSchema: AgendaItemOut })
  async move(@By() actor: Actor, @Param('id') id: string, @Body({ schema: move }) { direction }: Move) {
    await this.agenda.move(actor, id, direction);
    return this.item(actor, id);
  }

  @Delete('agenda-items/:id')
  @HttpCode(204)
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Remove an item; its documents stay with the meeting' })
  @ApiNoContentResponse()
  remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.agenda.remove(actor, id);
  }

  @Get('meetings/:id/agenda/versions')
  @Allow(everyone)
  @ApiOperation({ summary: 'Published versions, newest first, with what changed' })
  @ApiOkResponse({ standardSchema: AgendaVersionsOut })
  async versions(@By() actor: Actor, @Param('id') id: string) {
    const meeting = found(await this.meetings.one(actor, id));
    return { items: await this.reading.versions(readerOf(actor, meeting), id) };
  }

  @Get('meetings/:id/agenda/versions/:number')
  @Allow(everyone)
  @ApiOperation({ summary: 'One published version' })
  @ApiOkResponse({ standardSchema: AgendaVersionOut })
  async version(@By() actor: Actor, @Param('id') id: string, @Param('number') number: string) {
    const meeting = found(await this.meetings.one(actor, id));
    const edition = await this.reading.version(readerOf(actor, meeting), id, Number(number) || 0);
    const { snapshot, ...version } = found(edition);
    const { items, ...times } = snapshot;
    return { ...version, ...times, items: await this.presented(actor, meeting, items) };
  }

  @Post('meetings/:id/agenda/publication')
  @Allow(canEditAgenda)
  @ApiOperation({
    summary:
      'Publish the draft as the next version; with `tell` those who are called get a mail. 409 when nothing has changed',
  })
  @ApiCreatedResponse({ standardSchema: AgendaVersionOut })
  async publish(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: agendaPublication }) publication: AgendaPublication,
  ) {
    return this.version(
      actor,
      id,
      String(await this.publisher.publish(actor, id, { tell: publication?.tell ?? false })),
    );
  }

  /** Documents only as far as the caller may open them. */
  private async presented(actor: Actor, meeting: MeetingRow, lines: readonly AgendaLine[]) {
    const readable = new Set((await this.documents.of(actor, meeting.id)).map(({ id }) => id));
    return lines.map((line) => ({
      ...presentItem(line),
      documents: line.documents.filter(({ id }) => readable.has(id)),
    }));
  }

  private async lineOf(actor: Actor, itemId: string): Promise<{ meeting: MeetingRow; line: DraftLine }> {
    const { meetingId } = found(await this.finder.item(itemId));
    const meeting = found(await this.meetings.one(actor, meetingId));
    const lines = await this.finder.draft(meeting);
    return { meeting, line: found(lines.find(({ id }) => id === itemId)) };
  }
}
