import { Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { canSeeTopics, SeriesTopicFinder } from '@samrad/meetings';
import { Ctx, Page } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import type { Answer } from '@samrad/platform/views';
import { TopicHistoryPage } from './topic-history-page.js';

/** The page of a topic. */
@ApiExcludeController()
@Controller('series-topics')
export class TopicHistoryController {
  constructor(
    private readonly topics: SeriesTopicFinder,
    private readonly page: TopicHistoryPage,
  ) {}

  @Page(':id', canSeeTopics)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, found(await this.topics.one(ctx.actor, id)));
  }
}
