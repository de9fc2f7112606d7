import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { check, seeOther, submit, type Answer } from '@samrad/platform/views';
import { move } from '../../agenda/agenda.dto.js';
import { SeriesFinder } from '../series.finder.js';
import { topicChange, topicInput, topicStep } from './topic.dto.js';
import { SeriesTopicFinder } from './topic.finder.js';
import { canManageTopics, canSeeTopics } from './topic.policy.js';
import { SeriesTopicPages } from './topic-pages.js';
import { SeriesTopicService } from './topic.service.js';

/** Topics of a series. The page of one, with its history, is in the context that knows actions. */
@ApiExcludeController()
@Controller()
export class SeriesTopicController {
  constructor(
    private readonly series: SeriesFinder,
    private readonly finder: SeriesTopicFinder,
    private readonly topics: SeriesTopicService,
    private readonly pages: SeriesTopicPages,
  ) {}

  @Page('series/:id/topics', canSeeTopics)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.list(ctx, found(await this.series.one(id)));
  }

  @Submit('series/:id/topics', canManageTopics)
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const series = found(await this.series.one(id));
    return submit(ctx, {
      schema: topicInput,
      body,
      run: (input) => this.topics.add(ctx.actor, id, input),
      done: () => seeOther(`/series/${id}/topics`, 'meetings.topic.flash.added'),
      again: (form, status) => this.pages.list(ctx, series, { form, status }),
    });
  }

  @Page('series-topics/:id/edit', canManageTopics)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.edit(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit('series-topics/:id/edit', canManageTopics)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: topicChange,
      body,
      run: (input) => this.topics.change(ctx.actor, id, input),
      done: () => seeOther(`/series-topics/${id}`, 'meetings.topic.flash.saved'),
      again: async (form, status) =>
        this.pages.edit(ctx, found(await this.finder.one(ctx.actor, id)), { form, status }),
    });
  }

  @Submit('series-topics/:id/status', canManageTopics)
  async step(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const input = check(topicStep, body);
    await this.topics.step(ctx.actor, id, input);
    return seeOther(`/series-topics/${id}`, `meetings.topic.flash.${input.status}`);
  }

  @Submit('series-topics/:id/move', canManageTopics)
  async move(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { seriesId } = found(await this.finder.one(ctx.actor, id));
    await this.topics.move(ctx.actor, id, check(move, body).direction);
    return seeOther(`/series/${seriesId}/topics`);
  }

  @Page('series-topics/:id/removal', canManageTopics)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.removal(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit('series-topics/:id/removal', canManageTopics)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { seriesId } = found(await this.finder.one(ctx.actor, id));
    await this.topics.remove(ctx.actor, id);
    return seeOther(`/series/${seriesId}/topics`, 'meetings.topic.flash.removed');
  }
}
