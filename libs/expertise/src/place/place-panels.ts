import { Injectable, type OnModuleInit } from '@nestjs/common';
import { presentLine, type Reading } from '@samrad/actions';
import {
  canSeeDetails,
  FacetFinder,
  nameOf,
  PersonFinder,
  RegisterPanels,
  stateName,
  TopicFinder,
} from '@samrad/network';
import { nameIn } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import { PresentationFinder } from '../presentation/presentation.finder.js';
import { PlaceFinder } from './place.finder.js';

/** What the pages of organisations and States say beside who is there. */
@Injectable()
export class PlacePanels implements OnModuleInit {
  constructor(
    private readonly panels: RegisterPanels,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: PlaceFinder,
    private readonly persons: PersonFinder,
    private readonly topics: TopicFinder,
    private readonly facets: FacetFinder,
    private readonly presentations: PresentationFinder,
  ) {}

  onModuleInit(): void {
    this.panels.offer({ noun: 'organisation', order: 10, render: (ctx, id) => this.organisation(ctx, id) });
    this.panels.offer({ noun: 'state', order: 10, render: (ctx, code) => this.state(ctx, code) });
  }

  private async organisation(ctx: Ctx, id: string): Promise<string> {
    const [memberships, lines, presented, papers] = await Promise.all([
      this.finder.memberships(ctx.actor, id),
      this.finder.openActions(ctx.actor, id),
      this.finder.presented(ctx.actor, id),
      this.finder.papers(ctx.actor, id),
    ]);
    const people = await this.persons.byIds([...new Set(presented.map(({ personId }) => personId))]);
    const names = new Map(people.map(({ personId, name }) => [personId, name]));
    const reading: Reading = { i18n: this.views.i18n, lang: ctx.lang, actor: ctx.actor, today: this.clock.today() };
    return this.views.markup(ctx, 'expertise/place/_organisation', {
      id,
      memberships: memberships.map((one) => ({ ...one, name: nameOf(one) })),
      actions: lines.map((line) => presentLine(line, reading)),
      presented: presented.map((one) => ({ ...one, name: names.get(one.personId) })),
      papers: papers.map(({ id: paper, title }) => ({ id: paper, title })),
    });
  }

  /** Which topics somebody of the State knows, and which nobody does. For organisers. */
  private async state(ctx: Ctx, code: string): Promise<string | null> {
    if (!canSeeDetails(ctx.actor)) return null;
    const knowing = this.presentations.knowing(ctx.actor);
    const [topics, counts] = await Promise.all([
      this.topics.all(),
      this.facets.of(ctx.actor, { state: code }, 'topic', knowing),
    ]);
    const named = topics.map((topic) => ({
      ...{ code: topic.code, name: nameIn(topic, ctx.lang), persons: counts.get(topic.code) ?? 0 },
      href: `/experts?topic=${encodeURIComponent(topic.code)}&state=${code}`,
    }));
    return this.views.markup(ctx, 'expertise/place/_state', {
      known: named.filter(({ persons }) => persons > 0),
      missing: named
        .filter(({ persons }) => persons === 0)
        .map(({ name }) => name)
        .join(', '),
      state: stateName(code, ctx.lang),
    });
  }
}
