import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { MembershipFinder } from '../membership/membership.finder.js';
import { membersByState, memberView } from '../membership/membership.presenter.js';
import { lacking } from '../membership/membership.rules.js';
import { PersonChoices } from '../directory/person-choices.js';
import { PersonReading } from '../person/fields/person-reading.js';
import { historyView } from '../person/history/history.presenter.js';
import { nameIn } from '../state/known-states.js';
import { StateFinder } from '../state/state.finder.js';
import { GroupPanel } from './composition/group-panel.js';
import { groupChange, groupInput } from './group.dto.js';
import { groupKinds } from './group.entity.js';
import { GroupFinder, type GroupRecord } from './group.finder.js';
import { canManageGroups, canSeeGroupDetails, canSeeGroups } from './group.policy.js';
import { GroupService } from './group.service.js';

const crumbs = [
  { href: '/network', key: 'network.title' },
  { href: '/groups', key: 'network.tabs.groups' },
];
const fields = ['code', 'nameEn', 'nameNb', 'nameNn', 'kind', 'description'];
const labels = Object.fromEntries(fields.map((field) => [field, `network.field.${field}`]));
const kinds = groupKinds.map((value) => ({ value, key: `network.group.kind.${value}` }));

/** With the filter of a list: on to the rule, to be looked at and saved. */
function afterCreation(id: string, body: unknown): string {
  const { filter } = (body ?? {}) as { filter?: unknown };
  const rule = typeof filter === 'string' ? new URLSearchParams(filter).toString() : '';
  return rule ? `/groups/${id}/composition?${rule}` : `/groups/${id}`;
}

@Controller('groups')
export class GroupController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: GroupFinder,
    private readonly groups: GroupService,
    private readonly members: MembershipFinder,
    private readonly states: StateFinder,
    private readonly choices: PersonChoices,
    private readonly events: Events,
    private readonly panel: GroupPanel,
    private readonly reading: PersonReading,
  ) {}

  @Page('', canSeeGroups)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const rows = await this.finder.list();
    return this.views.page(ctx, 'network/group/list', {
      title: this.choices.say(ctx, 'network.tabs.groups'),
      tab: 'groups',
      rows: rows.map((row) => ({ ...row, name: nameIn(row, ctx.lang) })),
      canManage: canManageGroups(ctx.actor),
    });
  }

  @Page('new', canManageGroups)
  fresh(@Ctx() ctx: Ctx): Answer {
    return this.formPage(ctx, { form: freshForm({ filter: ctx.url.split('?')[1] ?? '' }) });
  }

  @Submit('', canManageGroups)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: groupInput,
      body,
      run: (input) => this.groups.create(ctx.actor, input),
      done: (id) => seeOther(afterCreation(id, body), 'network.group.flash.created'),
      again: (form, status) => this.formPage(ctx, { form, status }),
    });
  }

  @Page(':id', canSeeGroups)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const group = found(await this.finder.one(id));
    const canManage = canManageGroups(ctx.actor);
    const today = this.clock.today();
    const isComposed = await this.panel.isComposed(group.id);
    const [now, later, before, events] = await Promise.all([
      this.members.ofGroup(ctx.actor, group.id, 'now'),
      canManage ? this.members.ofGroup(ctx.actor, group.id, 'later') : [],
      canManage ? this.members.ofGroup(ctx.actor, group.id, 'before') : [],
      this.events.history('group', group.id),
    ]);
    await this.reading.noteList(ctx.actor, {
      of: { id: group.id, name: group.code },
      personIds: [...now, ...later, ...before].map(({ personId }) => personId),
    });
    const view = memberView(today);
    return this.views.page(ctx, 'network/group/show', {
      title: nameIn(group, ctx.lang),
      crumbs,
      group,
      canManage,
      parts: membersByState(now.map(view)),
      count: now.length,
      ...(canManage && (await this.panel.of(ctx, group))),
      lacking: isComposed ? [] : await this.lackingStates(ctx, group),
      isComposed,
      soon: canManage ? now.map(view).filter(({ isEndingSoon }) => isEndingSoon) : [],
      later: later.map(view),
      before: before.map(view),
      events: historyView(
        ctx.actor,
        { events },
        {
          ...{ i18n: this.views.i18n, lang: ctx.lang, topics: await this.panel.topicNames(ctx) },
        },
      ),
    });
  }

  @Page(':id/edit', canManageGroups)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const group = found(await this.finder.one(id));
    return this.formPage(ctx, { form: freshForm(group), group });
  }

  @Submit(':id', canManageGroups)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const group = found(await this.finder.one(id));
    return submit(ctx, {
      schema: groupChange,
      body,
      run: (input) => this.groups.change(ctx.actor, group.id, input),
      done: () => seeOther(`/groups/${group.id}`, 'network.group.flash.saved'),
      again: (form, status) => this.formPage(ctx, { form, status, group }),
    });
  }

  /** The national network is one State's own; in all other groups every State should have somebody. */
  private async lackingStates(ctx: Ctx, { id, kind }: GroupRecord): Promise<string[]> {
    if (kind === 'national_network' || !canSeeGroupDetails(ctx.actor, id)) return [];
    return lacking(await this.states.takingPart(), await this.members.statesIn(id));
  }

  private formPage(
    ctx: Ctx,
    { form, status, group }: { form: FormState; status?: number; group?: GroupRecord },
  ): Answer {
    const key = group ? 'network.group.editTitle' : 'network.group.newTitle';
    const title = this.choices.say(ctx, key, { name: group?.code });
    const version = form.conflict?.version ?? form.values.version;
    const current = { ...form, values: { ...form.values, version } };
    const data = { title, labels, crumbs, kinds, id: group?.id, form: current };
    return this.views.page(ctx, 'network/group/form', data, status ?? 200);
  }
}
