import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { check, seeOther, submit, Views, type Answer, type FormState, type Told } from '@samrad/platform/views';
import { tolerant } from '@samrad/network';
import { canMerge, canSeeDuplicates } from '../merge/merge.policy.js';
import { ruleSetNames, thresholds } from '../rule/rule-sets.rules.js';
import { nouns, type Noun } from '../rule/rule.types.js';
import { pairFilter } from '../scan/scan.dto.js';
import { ScanService } from '../scan/scan.service.js';
import { ruleSetChangeForm, ruleSetEnd, ruleSetForm } from './rule-set.dto.js';
import { RuleSetFinder, type RuleSetRow } from './rule-set.finder.js';
import { labelOf, ruleSetView, signsOf, valuesOf, withChanges } from './rule-set.presenter.js';
import { RuleSetService } from './rule-set.service.js';

const crumbs = [
  { href: '/persons', key: 'network.title' },
  { href: '/duplicates', key: 'duplicates.title' },
];
const withList = [...crumbs, { href: '/duplicates/rules', key: 'duplicates.rules.title' }];

/** How duplicates are found: what comes with the product, and what somebody here decided. */
@Controller('duplicates/rules')
export class RuleSetController {
  constructor(
    private readonly views: Views,
    private readonly finder: RuleSetFinder,
    private readonly service: RuleSetService,
    private readonly scans: ScanService,
    private readonly events: Events,
  ) {}

  @Page('', canSeeDuplicates)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const [own, trials] = await Promise.all([this.finder.all(), this.finder.trials()]);
    return this.views.page(ctx, 'duplicates/rule-set/list', {
      ...{ title: this.say(ctx, 'rules.title'), crumbs },
      signs: nouns.map((noun) => ({ noun, rows: signsOf(noun) })),
      sets: ruleSetNames.map((name) => ({ key: `duplicates.ruleSet.${name}`, threshold: thresholds[name] })),
      own: own.map((row) => ruleSetView(row, trials.get(row.id))),
      events: await this.history(ctx, null),
      isCounting: [...trials.values()].some(({ status }) => status === 'running'),
    });
  }

  @Page('new', canMerge)
  fresh(@Ctx() ctx: Ctx): Answer {
    return this.form(ctx, tolerant(pairFilter, ctx.query).noun ?? 'person', {});
  }

  @Submit('', canMerge)
  create(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: ruleSetForm,
      body,
      run: (input) => this.service.create(ctx.actor, input),
      done: () => seeOther('/duplicates/rules', 'duplicates.flash.ruleSetSaved'),
      again: (form, status) =>
        this.form(ctx, body.noun === 'organisation' ? 'organisation' : 'person', { form, status }),
    });
  }

  @Page(':id/edit', canMerge)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const row = await this.row(id);
    return this.form(ctx, row.noun, { row, events: await this.history(ctx, id) });
  }

  @Submit(':id', canMerge)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: object): Promise<Answer> {
    const row = await this.row(id);
    return submit(ctx, {
      schema: ruleSetChangeForm,
      body: { ...body, noun: row.noun },
      run: (input) => this.service.change(ctx.actor, id, input),
      done: () => seeOther('/duplicates/rules', 'duplicates.flash.ruleSetSaved'),
      again: async (form, status) =>
        this.form(ctx, row.noun, { row, form, status, events: await this.history(ctx, id) }),
    });
  }

  /** Counts what the register has by it; the list of pairs stays as it is. */
  @Submit(':id/trial', canMerge)
  async try(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { noun } = await this.row(id);
    await this.scans.start(ctx.actor, { noun, ruleSet: id, isTrial: true });
    return seeOther('/duplicates/rules', 'duplicates.flash.counting');
  }

  @Page(':id/removal', canMerge)
  async confirm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { name, version } = await this.row(id);
    return this.views.page(ctx, 'platform/confirm', {
      ...{ title: this.say(ctx, 'ruleSet.removeTitle', { name }), text: this.say(ctx, 'ruleSet.removeText') },
      ...{ crumbs: withList, version, action: `/duplicates/rules/${id}/removal`, cancel: '/duplicates/rules' },
      submit: this.say(ctx, 'ruleSet.remove'),
    });
  }

  @Submit(':id/removal', canMerge)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.service.remove(ctx.actor, id, check(ruleSetEnd, body).version);
    return seeOther('/duplicates/rules', 'duplicates.flash.ruleSetRemoved');
  }

  private form(
    ctx: Ctx,
    noun: Noun,
    { row, form, status, events }: { row?: RuleSetRow; form?: FormState; status?: number; events?: Told[] },
  ): Answer {
    const values = { ...valuesOf(noun, row), ...form?.values };
    const title = row ? this.say(ctx, 'ruleSet.editTitle', { name: row.name }) : this.say(ctx, `ruleSet.new.${noun}`);
    const data = { title, crumbs: withList, noun, id: row?.id, signs: signsOf(noun), events };
    const state = form ?? { errors: {}, list: [] };
    return this.views.page(ctx, 'duplicates/rule-set/form', { ...data, form: { ...state, values } }, status);
  }

  /** @param id null: of all rule sets, also of those that are gone */
  private async history({ lang }: Ctx, id: string | null): Promise<Told[]> {
    const events = await this.events.history('rule_set', id, 50);
    return this.views.history(lang, { prefix: 'duplicates.event', label: labelOf }, events.map(withChanges));
  }

  private async row(id: string): Promise<RuleSetRow> {
    return found(await this.finder.one(id));
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `duplicates.${key}`, params);
  }
}
