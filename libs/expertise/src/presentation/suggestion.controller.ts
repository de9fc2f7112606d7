import { Body, Controller, Param } from '@nestjs/common';
import { canEditAgenda, MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { nameIn, TopicFinder } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, seeOther, Views, type Answer } from '@samrad/platform/views';
import { askedQuery, choiceInput } from './suggestion.dto.js';
import { suggestionView } from './suggestion.presenter.js';
import { SuggestionService } from './suggestion.service.js';

/** Who could present: of a topic, of an item, and beside the form of an item. */
@ApiExcludeController()
@Controller()
export class SuggestionController {
  constructor(
    private readonly views: Views,
    private readonly suggestions: SuggestionService,
    private readonly topics: TopicFinder,
    private readonly meetings: MeetingFinder,
  ) {}

  @Page('experts/topics/:code', canEditAgenda)
  async topic(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const topic = found((await this.topics.all()).find((one) => one.code === code));
    const name = nameIn(topic, ctx.lang);
    const [people, items] = await Promise.all([
      this.suggestions.for(ctx.actor, { topicCode: code, title: '' }, { most: 50 }),
      this.suggestions.comingItems(ctx.actor, code),
    ]);
    return this.views.page(ctx, 'expertise/presentation/topic', {
      title: this.say(ctx, 'topicTitle', { topic: name }),
      crumbs: expertCrumbs,
      people: people.map((one) => suggestionView(this.reading(ctx), one)),
      ...{ items, code },
    });
  }

  @Page('agenda-items/:id/presenters', canEditAgenda)
  async item(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meeting, line } = await this.suggestions.item(ctx.actor, id);
    const without = line.presenters.map(({ personId }) => personId ?? '');
    const people = await this.suggestions.for(ctx.actor, line, { without, most: 20 });
    return this.views.page(ctx, 'expertise/presentation/item', {
      title: this.say(ctx, 'itemTitle', { title: line.title }),
      crumbs: agendaCrumbs(meeting),
      ...{ itemId: id, version: line.version, hasTopic: line.topicCode !== null, topicCode: line.topicCode },
      people: people.map((one) => suggestionView(this.reading(ctx), one)),
    });
  }

  @Submit('agenda-items/:id/presenters', canEditAgenda)
  async choose(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { meetingId } = await this.suggestions.choose(ctx.actor, id, check(choiceInput, body));
    return seeOther(`/meetings/${meetingId}/agenda/edit`, 'expertise.suggestion.chosen');
  }

  /** A part of the form of an item: ticked there, saved with it. */
  @Page('meetings/:id/agenda/suggestions', canEditAgenda)
  async beside(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const { topicCode, title, item } = askedQuery.parse(ctx.query);
    const line = item ? await this.suggestions.item(ctx.actor, item) : null;
    const without = (line?.line.presenters ?? []).map(({ personId }) => personId ?? '');
    const asked = { topicCode: topicCode || null, title };
    const people = await this.suggestions.for(ctx.actor, asked, { without, most: 5 });
    return this.views.fragment(ctx, 'expertise/presentation/_beside', {
      meetingId: meeting.id,
      people: people.map((one) => suggestionView(this.reading(ctx), one)),
    });
  }

  private reading({ lang }: Ctx) {
    return { i18n: this.views.i18n, lang };
  }

  private say({ lang }: Ctx, key: string, params: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `expertise.suggestion.${key}`, params);
  }
}

export const expertCrumbs = [
  { href: '/network', key: 'network.title' },
  { href: '/experts', key: 'expertise.title' },
];

const agendaCrumbs = ({ id, title }: MeetingRow) => [
  { href: '/meetings', key: 'meetings.meeting.listTitle' },
  { href: `/meetings/${id}`, text: title },
  { href: `/meetings/${id}/agenda/edit`, key: 'meetings.agenda.editTitle' },
];
