import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow } from '@samrad/platform/auth';
import { z } from 'zod';
import { canSeeNetwork } from '../person/person.policy.js';
import { TopicFinder } from './topic.finder.js';

const topicItem = z.object({
  code: z.string(),
  nameEn: z.string(),
  nameNb: z.string(),
  nameNn: z.string(),
  isStanding: z.boolean(),
});

@ApiTags('topics')
@Controller('api/v1/topics')
export class TopicApiController {
  constructor(private readonly topics: TopicFinder) {}

  @Get()
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'All topics: the five standing topics of REG first, then fields of expertise' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(topicItem) }) })
  async list() {
    return { items: await this.topics.all() };
  }
}
