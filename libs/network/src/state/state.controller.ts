import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { intlTag } from '@samrad/platform/i18n';
import { Events } from '@samrad/platform/events';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { MembershipFinder } from '../membership/membership.finder.js';
import { memberView } from '../membership/membership.presenter.js';
import { OrganisationFinder } from '../organisation/organisation.finder.js';
import { RegisterPanels } from '../register-panels.js';
import { canManageNetwork, canSeeNetwork } from '../person/person.policy.js';
import { PersonReading } from '../person/fields/person-reading.js';
import { historyView } from '../person/history/history.presenter.js';
import { nameIn, participationKinds } from './known-states.js';
import { periodFields, periodRows, stateChange } from './state.dto.js';
import { StateFinder, type StateRow } from './state.finder.js';
import { StateService } from './state.service.js';

const crumbs = [
  { href: '/network', key: 'network.title' },
  { href: '/states', key: 'network.tabs.states' },
];

const labels = {
  ...Object.fromEntries(['nameEn', 'nameNb', 'nameNn'].map((field) => [field, `network.field.${field}`])),
  periods: 'network.field.periods',
};
const periodParts = ['kind', 'validFrom', 'validTo', 'note'];

/** Which States take part, and who speaks for them. */
@Controller('states')
export class StateController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: StateFinder,
    private readonly states: StateService,
    private readonly members: MembershipFinder,
    private readonly organisations: OrganisationFinder,
    private readonly events: Events,
    private readonly panels: RegisterPanels,
    private readonly reading: PersonReading,
  ) {}

  @Page('', canSeeNetwork)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const states = await this.finder.counted(ctx.actor);
    const collator = new Intl.Collator(intlTag(ctx.lang));
    const rows = states
      .map((state) => ({ ...state, name: nameIn(state, ctx.lang) }))
      .sort((a, b) => collator.compare(a.name, b.name));
    return this.views.page(ctx, 'network/state/list', {
      title: this.views.i18n.t(ctx.lang, 'network.tabs.states'),
      tab: 'states',
      members: rows.filter(({ participation }) => participation === 'member'),
      observers: rows.filter(({ participation }) => participation === 'observer'),
      others: rows.filter(({ participation }) => participation === null),
    });
  }

  @Page(':code', canSeeNetwork)
  async show(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const state = found(await this.finder.one(code));
    const canManage = canManageNetwork(ctx.actor);
    const [members, organisations, events, panels] = await Promise.all([
      this.members.ofState(ctx.actor, state.code),
      this.organisations.ofState(state.code),
      this.events.history('state', state.code),
      this.panels.render(ctx, 'state', state.code),
    ]);
    await this.reading.noteList(ctx.actor, {
      of: { id: state.code, name: state.nameEn },
      personIds: members.map(({ personId }) => personId),
    });
    const view = memberView(this.clock.today());
    const rows = members.map((row) => ({ ...view(row), code: row.code }));
    const groups = [...new Set(rows.map((row) => row.code))].filter((group) => group !== 'NCP');
    return this.views.page(ctx, 'network/state/show', {
      title: nameIn(state, ctx.lang),
      crumbs,
      state,
      contacts: rows.filter((row) => row.code === 'NCP'),
      groups: groups.map((group) => ({ code: group, members: rows.filter((row) => row.code === group) })),
      organisations,
      panels,
      canManage,
      events: historyView(ctx.actor, { events }, { i18n: this.views.i18n, lang: ctx.lang }),
    });
  }

  @Page(':code/edit', canManageNetwork)
  async edit(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const state = found(await this.finder.one(code));
    return this.formPage(ctx, state, { form: freshForm({ ...state, ...periodFields(state.periods) }) });
  }

  @Submit(':code', canManageNetwork)
  async change(@Ctx() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const state = found(await this.finder.one(code));
    return submit(ctx, {
      schema: stateChange,
      body,
      run: (input) => this.states.change(ctx.actor, code, input),
      done: () => seeOther(`/states/${state.code}`, 'network.state.flash.saved'),
      again: (form, status) => {
        const values = { ...form.values, ...periodFields(periodRows(form.values)) };
        return this.formPage(ctx, state, { form: { ...form, values }, status });
      },
    });
  }

  private formPage(ctx: Ctx, state: StateRow, { form, status = 200 }: { form: FormState; status?: number }): Answer {
    const { code } = state;
    const rows = Object.keys(form.values)
      .filter((field) => /^periods\.\d+\.kind$/.test(field))
      .map((_, row) => row);
    const version: unknown = form.conflict?.version ?? form.values.version;
    const ofRows = periodParts.flatMap((part) =>
      rows.map((row) => [`periods.${row}.${part}`, `network.field.${part}`] as const),
    );
    const data = {
      title: this.views.i18n.t(ctx.lang, 'network.state.editTitle', { name: nameIn(state, ctx.lang) }),
      crumbs: [...crumbs, { href: `/states/${code}`, text: nameIn(state, ctx.lang) }],
      code,
      form: { ...form, values: { ...form.values, version } },
      labels: { ...labels, ...Object.fromEntries(ofRows) },
      rows,
      kinds: participationKinds.map((value) => ({ value, key: `network.state.kind.${value}` })),
    };
    return this.views.page(ctx, 'network/state/form', data, status);
  }
}
