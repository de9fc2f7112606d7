import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { actionReferenceOf, actionStatusOf, isActionOpen, type ActionOfMeeting } from '@samrad/actions';
import { canSeeTopics, decisionRefOf, SeriesTopicFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { TopicHistoryOut } from './topic-history.dto.js';
import { TopicHistoryFinder, type TopicAtMeeting } from './topic-history.finder.js';

@ApiTags('series')
@Controller('api/v1/series-topics')
export class TopicHistoryApiController {
  constructor(
    private readonly topics: SeriesTopicFinder,
    private readonly finder: TopicHistoryFinder,
  ) {}

  @Get(':id')
  @Allow(canSeeTopics)
  @ApiOperation({ summary: 'A topic with what each meeting did about it, as far as the caller may see it' })
  @ApiOkResponse({ standardSchema: TopicHistoryOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const topic = found(await this.topics.one(actor, id));
    const { meetings, otherActions } = await this.finder.of(actor, topic);
    const { seriesId, title, isRecurring, status, version } = topic;
    return {
      ...{ id, seriesId, title, isRecurring: Boolean(isRecurring), status, version },
      meetings: meetings.map(presentMeeting),
      otherActions: otherActions.map(presentAction),
    };
  }
}

const presentMeeting = ({ meetingId, name, startWall, outcome, isRest, ...rest }: TopicAtMeeting) => ({
  ...{ meetingId, name, startWall, outcome, isRest },
  decisions: rest.decisions.map((row) => ({ id: row.id, ref: decisionRefOf(row), text: row.text })),
  actions: rest.actions.map(presentAction),
});

function presentAction({ id, number, title, lines }: ActionOfMeeting) {
  const statuses = lines.map(({ status }) => status);
  const ref = actionReferenceOf(number);
  return { id, ref, title, status: actionStatusOf(statuses), isOpen: isActionOpen(statuses) };
}
