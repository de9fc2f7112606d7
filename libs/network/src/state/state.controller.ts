import { Controller, Param } from '@nestjs/common';
import { Ctx, Page } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { intlTag } from '@samrad/platform/i18n';
import { type Answer, Views } from '@samrad/platform/views';
import { MembershipFinder } from '../membership/membership.finder.js';
import { memberView } from '../membership/membership.presenter.js';
import { OrganisationFinder } from '../organisation/organisation.finder.js';
import { canManageNetwork, canSeeNetwork } from '../person/person.policy.js';
import { nameIn } from './known-states.js';
import { StateFinder } from './state.finder.js';

const crumbs = [
  { href: '/network', key: 'network.title' },
  { href: '/states', key: 'network.tabs.states' },
];

/** Which States take part, and who speaks for them. */
@Controller('states')
export class StateController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: StateFinder,
    private readonly members: MembershipFinder,
    private readonly organisations: OrganisationFinder,
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
    const [members, organisations] = await Promise.all([
      this.members.ofState(ctx.actor, state.code),
      this.organisations.ofState(state.code),
    ]);
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
      canManage: canManageNetwork(ctx.actor),
    });
  }
}
