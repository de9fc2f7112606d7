import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { SeriesFinder } from '../series.finder.js';
import {
  topicChange,
  topicInput,
  topicOut,
  topicsOut,
  topicStep,
  type TopicChange,
  type TopicInput,
  type TopicStep,
} from './topic.dto.js';
import { SeriesTopicFinder, type SeriesTopicRow } from './topic.finder.js';
import { canManageTopics, canSeeTopics } from './topic.policy.js';
import { SeriesTopicService } from './topic.service.js';

/** Topics of series, those the caller may see. */
@ApiTags('series')
@Controller('api/v1')
export class SeriesTopicApiController {
  constructor(
    private readonly series: SeriesFinder,
    private readonly finder: SeriesTopicFinder,
    private readonly topics: SeriesTopicService,
  ) {}

  @Get('series/:id/topics')
  @Allow(canSeeTopics)
  @ApiOperation({ summary: 'Topics that the meetings of a series come back to, open ones first' })
  @ApiOkResponse({ standardSchema: topicsOut })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.series.one(id));
    return { items: (await this.finder.of(actor, id)).map(present) };
  }

  @Post('series/:id/topics')
  @Allow(canManageTopics)
  @ApiOperation({ summary: 'Add a topic at the end' })
  @ApiCreatedResponse({ standardSchema: topicOut })
  async add(@By() actor: Actor, @Param('id') id: string, @Body({ schema: topicInput }) input: TopicInput) {
    return this.present(actor, await this.topics.add(actor, id, input));
  }

  @Patch('series-topics/:id')
  @Allow(canManageTopics)
  @ApiOperation({ summary: 'Change a topic; 409 when `version` is not the newest' })
  @ApiOkResponse({ standardSchema: topicOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: topicChange }) input: TopicChange) {
    await this.topics.change(actor, id, input);
    return this.present(actor, id);
  }

  @Put('series-topics/:id/status')
  @Allow(canManageTopics)
  @ApiOperation({ summary: 'Close a topic, which then comes onto no agenda by itself, or open it again' })
  @ApiOkResponse({ standardSchema: topicOut })
  async step(@By() actor: Actor, @Param('id') id: string, @Body({ schema: topicStep }) input: TopicStep) {
    await this.topics.step(actor, id, input);
    return this.present(actor, id);
  }

  @Delete('series-topics/:id')
  @HttpCode(204)
  @Allow(canManageTopics)
  @ApiOperation({ summary: 'Delete a topic; 409 once an item or an action belongs to it' })
  @ApiNoContentResponse()
  remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.topics.remove(actor, id);
  }

  private async present(actor: Actor, id: string) {
    return present(found(await this.finder.one(actor, id)));
  }
}

const present = ({ id, seriesId, title, isRecurring, status, version }: SeriesTopicRow) => ({
  ...{ id, seriesId, title, isRecurring: Boolean(isRecurring), status, version },
});
