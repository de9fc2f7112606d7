import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { canEditAgenda } from '@samrad/meetings';
import { TopicFinder } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { choiceInput, suggestionList, type ChoiceInput } from './suggestion.dto.js';
import { suggestionOf } from './suggestion.presenter.js';
import { SuggestionService } from './suggestion.service.js';

@ApiTags('experts')
@Controller('api/v1')
export class SuggestionApiController {
  constructor(
    private readonly suggestions: SuggestionService,
    private readonly topics: TopicFinder,
  ) {}

  @Get('topics/:code/presenters')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Who could present on a topic, best first, with why' })
  @ApiOkResponse({ standardSchema: suggestionList })
  async ofTopic(@By() actor: Actor, @Param('code') code: string) {
    found((await this.topics.all()).find((topic) => topic.code === code));
    const people = await this.suggestions.for(actor, { topicCode: code, title: '' }, { most: 50 });
    return { items: people.map(suggestionOf) };
  }

  @Get('agenda-items/:id/presenter-suggestions')
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Who could present an item, from past agendas and stated expertise, best first' })
  @ApiOkResponse({ standardSchema: suggestionList })
  async ofItem(@By() actor: Actor, @Param('id') id: string) {
    const { line } = await this.suggestions.item(actor, id);
    const without = line.presenters.map(({ personId }) => personId ?? '');
    return { items: (await this.suggestions.for(actor, line, { without, most: 20 })).map(suggestionOf) };
  }

  @Post('agenda-items/:id/presenters')
  @HttpCode(204)
  @Allow(canEditAgenda)
  @ApiOperation({ summary: 'Put a person on an item as one more presenter; 409 when `version` is not the newest' })
  @ApiNoContentResponse()
  async choose(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: choiceInput }) input: ChoiceInput,
  ): Promise<void> {
    await this.suggestions.choose(actor, id, input);
  }
}
