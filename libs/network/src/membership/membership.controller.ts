import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { type Answer, formatDay, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { GroupFinder } from '../group/group.finder.js';
import { canManageGroups } from '../group/group.policy.js';
import { PersonChoices } from '../directory/person-choices.js';
import { PersonFinder } from '../person/person.finder.js';
import { membershipChange, membershipEnd, membershipInput } from './membership.dto.js';
import { MembershipFinder, type MembershipRecord } from './membership.finder.js';
import { MembershipService } from './membership.service.js';

const words = ['personId', 'role', 'stateCode', 'validFrom', 'validTo'];
const flashes = { ended: 'ended', taken_back: 'takenBack' } as const;
const labels = Object.fromEntries(words.map((word) => [word, `network.field.${word}`]));

interface Place {
  template: 'new' | 'edit' | 'end';
  groupId: string;
  form: FormState;
  status?: number;
  membership?: MembershipRecord;
}

/** Forms about who is in a group. */
@Controller()
export class MembershipController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: MembershipFinder,
    private readonly memberships: MembershipService,
    private readonly groups: GroupFinder,
    private readonly persons: PersonFinder,
    private readonly choices: PersonChoices,
  ) {}

  @Page('groups/:id/memberships/new', canManageGroups)
  fresh(@Ctx() ctx: Ctx, @Param('id') groupId: string): Promise<Answer> {
    const form = freshForm({ role: 'member', validFrom: this.clock.today(), personId: ctx.query.personId });
    return this.page(ctx, { template: 'new', groupId, form });
  }

  /** The persons that match what was typed, as options of the select. */
  @Page('groups/:id/memberships/candidates', canManageGroups)
  async candidates(@Ctx() ctx: Ctx): Promise<Answer> {
    const candidates = await this.candidatesFor(ctx, typeof ctx.query.q === 'string' ? ctx.query.q : '');
    return this.views.fragment(ctx, 'network/membership/_candidates', { candidates });
  }

  @Submit('groups/:id/memberships', canManageGroups)
  add(@Ctx() ctx: Ctx, @Param('id') groupId: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: membershipInput,
      body,
      run: (input) => this.memberships.add(ctx.actor, groupId, input),
      done: () => seeOther(`/groups/${groupId}`, 'network.membership.flash.added'),
      again: (form, status) => this.page(ctx, { template: 'new', groupId, form, status }),
    });
  }

  @Page('memberships/:id/edit', canManageGroups)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const membership = found(await this.finder.one(id));
    const form = freshForm(membership);
    return this.page(ctx, { template: 'edit', groupId: membership.groupId, form, membership });
  }

  @Submit('memberships/:id', canManageGroups)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const membership = found(await this.finder.one(id));
    const { groupId } = membership;
    return submit(ctx, {
      schema: membershipChange,
      body,
      run: (input) => this.memberships.change(ctx.actor, id, input),
      done: () => seeOther(`/groups/${groupId}`, 'network.membership.flash.saved'),
      again: (form, status) => this.page(ctx, { template: 'edit', groupId, form, status, membership }),
    });
  }

  @Page('memberships/:id/end', canManageGroups)
  async ending(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const membership = found(await this.finder.one(id));
    const form = freshForm({ validTo: this.clock.today(), version: membership.version });
    return this.page(ctx, { template: 'end', groupId: membership.groupId, form, membership });
  }

  @Submit('memberships/:id/end', canManageGroups)
  async end(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const membership = found(await this.finder.one(id));
    const { groupId } = membership;
    return submit(ctx, {
      schema: membershipEnd,
      body,
      run: (input) => this.memberships.end(ctx.actor, id, input),
      done: (ending) => seeOther(`/groups/${groupId}`, `network.membership.flash.${flashes[ending]}`),
      again: (form, status) => this.page(ctx, { template: 'end', groupId, form, status, membership }),
    });
  }

  private async page(ctx: Ctx, { template, groupId, form, status, membership }: Place): Promise<Answer> {
    const group = found(await this.groups.one(groupId));
    const name = membership ? await this.persons.nameOf(membership.personId) : '';
    const q = typeof ctx.query.q === 'string' ? ctx.query.q : '';
    const chosen = typeof form.values.personId === 'string' ? await this.persons.byId(form.values.personId) : undefined;
    const version = form.conflict?.version ?? form.values.version ?? membership?.version;
    const data = {
      ...{ labels, group, membership, q, name },
      later: membership && template === 'end' ? await this.laterOf(ctx, membership) : null,
      hasNotLasted: Boolean(membership?.validFrom && membership.validFrom >= this.clock.today()),
      title: this.choices.say(ctx, `network.membership.${template}Title`, { group: group.code, name }),
      crumbs: [
        { href: '/groups', key: 'network.tabs.groups' },
        { href: `/groups/${group.id}`, text: group.code },
      ],
      form: { ...form, values: { ...form.values, version } },
      candidates: [...(chosen ? [optionOf(chosen)] : []), ...(await this.candidatesFor(ctx, q))],
      states: this.choices.stateOptions(ctx),
      roles: this.choices.roleOptions(),
    };
    return this.views.page(ctx, `network/membership/${template}`, data, status ?? 200);
  }

  /** The terms that follow, in words; empty: none. */
  private async laterOf(ctx: Ctx, membership: MembershipRecord): Promise<string> {
    const terms = await this.finder.later(membership);
    const day = (date: string | null) => (date ? formatDay(date, ctx.lang) : '');
    return terms.map(({ validFrom, validTo }) => `${day(validFrom)} – ${day(validTo)}`.trim()).join(', ');
  }

  private async candidatesFor(ctx: Ctx, q: string) {
    const persons = await this.persons.personsForPicker(ctx.actor, q, 25);
    return persons.map(optionOf);
  }
}

const optionOf = (person: {
  personId: string;
  name: string;
  organisation: string | null;
  stateCode: string | null;
}) => ({
  value: person.personId,
  label: [person.name, person.organisation, person.stateCode].filter(Boolean).join(', '),
});
