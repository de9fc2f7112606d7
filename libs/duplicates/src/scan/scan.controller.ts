import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { check, ignoredIn, pageLinks, seeOther, Views, type Answer } from '@samrad/platform/views';
import { placeOf, StateNames, tolerant } from '@samrad/network';
import { canMerge, canSeeDuplicates } from '../merge/merge.policy.js';
import { ruleSetNames } from '../rule/rule-sets.rules.js';
import { nouns, type Noun } from '../rule/rule.types.js';
import { RuleSetFinder } from '../rule-set/rule-set.finder.js';
import { PairFinder } from './pair.finder.js';
import { pairView, scanView } from './pair.presenter.js';
import { PairService } from './pair.service.js';
import { pairFilter, scanInput, verdictInput } from './scan.dto.js';
import { ScanService } from './scan.service.js';

const crumbs = [{ href: '/persons', key: 'network.title' }];
const keyed = (all: readonly string[], prefix: string) => all.map((value) => ({ value, key: `${prefix}.${value}` }));

/** Pairs that look alike, and looking for them. */
@Controller('duplicates')
export class ScanController {
  constructor(
    private readonly views: Views,
    private readonly finder: PairFinder,
    private readonly pairs: PairService,
    private readonly scans: ScanService,
    private readonly states: StateNames,
    private readonly ruleSets: RuleSetFinder,
  ) {}

  @Page('', canSeeDuplicates)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(pairFilter, ctx.query);
    const noun = filter.noun ?? 'person';
    const [page, total, scan, own] = await Promise.all([
      this.finder.list(noun, filter, placeOf(ctx.query)),
      this.finder.count(noun, filter),
      this.finder.lastScan(noun),
      this.ruleSets.all(noun),
    ]);
    return this.views.page(ctx, 'duplicates/scan/list', {
      ...{ title: this.say(ctx, 'title'), crumbs, filter, noun, total, tabs: tabsOf(noun) },
      ...{ scan: scanView(scan), rows: page.rows.map(pairView), status: filter.status ?? 'open' },
      ignored: ignoredIn(pairFilter, ctx.query),
      pages: pageLinks(ctx.url, { ...page, total }),
      statuses: keyed(['open', 'distinct'], 'duplicates.status'),
      stateOptions: this.states.options(ctx.lang),
      ruleSets: [
        ...keyed(ruleSetNames, 'duplicates.ruleSet'),
        ...own.map(({ id, name }) => ({ value: id, label: name })),
      ],
      form: { values: { ruleSet: scan?.ruleSetId ?? scan?.ruleSet ?? 'usual' }, errors: {}, list: [] },
    });
  }

  @Submit('scans', canMerge)
  async scan(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const input = check(scanInput, body);
    await this.scans.start(ctx.actor, input);
    return seeOther(`/duplicates?noun=${input.noun}`, 'duplicates.flash.started');
  }

  @Submit('pairs/:id/verdict', canMerge)
  async judge(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const verdict = check(verdictInput, body);
    await this.pairs.judge(ctx.actor, id, verdict);
    const noun = (await this.finder.one(id))?.noun ?? 'person';
    return seeOther(`/duplicates?noun=${noun}`, `duplicates.flash.${verdict.status}`);
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `duplicates.${key}`);
  }
}

const tabsOf = (noun: Noun) =>
  nouns.map((one) => ({ href: `/duplicates?noun=${one}`, key: `duplicates.noun.${one}`, isCurrent: one === noun }));
