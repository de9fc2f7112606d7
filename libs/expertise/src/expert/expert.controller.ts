import { Body, Controller } from '@nestjs/common';
import {
  canExportNetwork,
  canSeeDetails,
  canSeeNetwork,
  countedUpTo,
  pairsOf,
  PersonReading,
  placeOf,
  queryOf,
} from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, freshForm, pageLinks, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { ExpertExports } from './expert-export.js';
import { ExpertFinder } from './expert.finder.js';
import { expertExport } from './expert.dto.js';
import { chosenViews, expertView, facetViews, looseningViews } from './expert.presenter.js';
import { ExpertWords } from './expert-words.js';
import { expertCrumbs } from '../presentation/suggestion.controller.js';

/** Who knows what: the finder and its file. */
@ApiExcludeController()
@Controller('experts')
export class ExpertController {
  constructor(
    private readonly views: Views,
    private readonly finder: ExpertFinder,
    private readonly words: ExpertWords,
    private readonly exports: ExpertExports,
    private readonly readings: PersonReading,
  ) {}

  @Page('', canSeeNetwork)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const { filter, ignored } = await this.words.understood(ctx.query);
    const count = await this.finder.count(ctx.actor, filter);
    const place = placeOf(ctx.query, count > countedUpTo ? undefined : count);
    const [page, counts, choices, words] = await Promise.all([
      this.finder.list(ctx.actor, filter, place),
      this.finder.facets(ctx.actor, filter),
      this.words.forFilter(ctx),
      this.words.in(ctx),
    ]);
    await this.readings.noteList(ctx.actor, {
      ...{ personIds: page.rows.map(({ id }) => id), list: 'experts', filter },
      count: () => this.finder.count(ctx.actor, filter, null),
    });
    const reading = { i18n: this.views.i18n, lang: ctx.lang, words };
    const loosenings = page.rows.length ? [] : await this.finder.loosenings(ctx.actor, filter);
    return this.views.page(ctx, 'expertise/expert/list', {
      ...choices,
      ...{ title: this.say(ctx, 'title'), tab: 'experts', filter, ignored },
      rows: page.rows.map((row) => expertView(row, reading)),
      pages: pageLinks(ctx.url, page),
      found: countText(count),
      facets: facetViews(counts, filter, reading),
      chosen: chosenViews(filter, reading),
      loosenings: looseningViews(loosenings, filter, reading),
      isFull: canSeeDetails(ctx.actor),
      isHidden: !canSeeDetails(ctx.actor) && (await this.finder.asksExpertise(filter)),
      exportAt: count && canExportNetwork(ctx.actor) ? `/experts/export?${queryOf(filter)}` : null,
    });
  }

  @Page('export', canExportNetwork)
  ask(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.exportPage(ctx, ctx.query, { form: freshForm() });
  }

  /** A post, because what was taken out stays in the log. */
  @Submit('export', canExportNetwork)
  take(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: expertExport,
      body,
      run: (input) => this.exports.take(ctx, input),
      done: ({ text, filename }) => download(text, filename, 'text/csv; charset=utf-8'),
      again: (form, status) => this.exportPage(ctx, body, { form, status }),
    });
  }

  private async exportPage(
    ctx: Ctx,
    query: Record<string, unknown>,
    { form, status = 200 }: { form: FormState; status?: number },
  ): Promise<Answer> {
    const { filter } = await this.words.understood(query);
    const data = {
      ...{ title: this.say(ctx, 'export.title'), crumbs: expertCrumbs, form },
      count: await this.finder.count(ctx.actor, filter, null),
      outside: await this.finder.countOutside(ctx.actor, filter),
      kept: pairsOf(filter),
      back: `/experts?${queryOf(filter)}`,
    };
    return this.views.page(ctx, 'expertise/expert/export', data, status);
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `expertise.${key}`);
  }
}

const countText = (count: number) =>
  count > countedUpTo
    ? { key: 'network.person.foundMany', count: countedUpTo }
    : { key: 'network.person.found', count };
