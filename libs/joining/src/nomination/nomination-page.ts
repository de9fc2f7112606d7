import { Injectable } from '@nestjs/common';
import { GroupFinder, membershipRoles, PersonFinder, stateName } from '@samrad/network';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { type Answer, type FormState, freshForm, Views } from '@samrad/platform/views';
import { Whom } from '../admission/whom.js';
import { endOfNext } from '../term/term.rules.js';
import type { NominationRow } from './nomination.finder.js';
import { canDecideNominations, canWithdraw } from './nomination.policy.js';
import { nominationLine } from './nomination.presenter.js';
import { isNominatedFor, nominationRoles } from './nomination.rules.js';

const labels = {
  ...{ groupId: 'network.group.one', role: 'network.membership.roleLabel', stateCode: 'network.membership.represents' },
  ...{ givenName: 'network.field.givenName', familyName: 'network.field.familyName', address: 'joining.field.address' },
  ...{ language: 'network.field.mailLanguage', organisation: 'joining.field.organisation' },
  ...{ function: 'network.field.function', reason: 'joining.field.reason', personId: 'joining.application.whom' },
  ...{ validFrom: 'network.field.validFrom', validTo: 'network.field.validTo' },
};
const crumbs = [{ href: '/nominations', key: 'joining.nomination.title' }];

export interface Shown {
  form?: FormState;
  status?: number;
  isRefusal?: boolean;
}

/** The form of a nomination, and its page with the decision. */
@Injectable()
export class NominationPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly groups: GroupFinder,
    private readonly whom: Whom,
    private readonly persons: PersonFinder,
    private readonly events: Events,
  ) {}

  async fresh(ctx: Ctx, { form, status = 200 }: Shown): Promise<Answer> {
    const { stateCodes } = ctx.actor;
    const validFrom = this.clock.today();
    const start = {
      role: 'member',
      language: 'en',
      stateCode: stateCodes[0],
      validFrom,
      validTo: endOfNext(validFrom),
    };
    const data = {
      ...{ title: this.views.i18n.t(ctx.lang, 'joining.nomination.newTitle'), crumbs, labels },
      groups: await this.groupOptions(ctx),
      roles: roleOptions(nominationRoles),
      states: stateCodes.map((value) => ({ value, label: stateName(value, ctx.lang) })),
      mailLanguages,
      form: form ?? freshForm({ ...start, groupId: ctx.query.group }),
    };
    return this.views.page(ctx, 'joining/nomination/new', data, status);
  }

  async show(ctx: Ctx, nomination: NominationRow, { form, status = 200, isRefusal = false }: Shown): Promise<Answer> {
    const isOpen = nomination.status === 'to_decide';
    const canDecide = isOpen && canDecideNominations(ctx.actor);
    const whom = canDecide ? await this.whom.of(nomination, ctx.lang) : null;
    const events = await this.events.history('nomination', nomination.id);
    const { role, validFrom, validTo, version } = nomination;
    const fresh = freshForm({ personId: whom?.suggested, role, validFrom, validTo, version });
    const data = {
      ...{
        title: nomination.name,
        crumbs,
        labels,
        nomination: nominationLine(nomination),
        whom,
        isRefusal,
        canDecide,
      },
      became: await this.becameOf(ctx, nomination),
      canWithdraw: isOpen && canWithdraw(ctx.actor, nomination),
      roles: roleOptions(membershipRoles),
      acceptance: isRefusal ? fresh : (form ?? fresh),
      refusal: isRefusal ? form : freshForm({ version }),
      history: this.views.history(ctx.lang, 'joining.event', events),
    };
    return this.views.page(ctx, 'joining/nomination/show', data, status);
  }

  async groupOptions({ lang }: Pick<Ctx, 'lang'>) {
    const open = (await this.groups.all()).filter(isNominatedFor).map(({ id }) => id);
    return (await this.groups.options(lang)).filter(({ value }) => open.includes(value));
  }

  /** Organisers read the name in the register, a contact the one the State gave. */
  private async becameOf({ actor }: Ctx, { personId: id, name }: NominationRow) {
    return id && { id, name: isOrganiser(actor) ? await this.persons.nameOf(id) : name };
  }
}

const roleOptions = (roles: readonly string[]) =>
  roles.map((value) => ({ value, key: `network.membership.role.${value}` }));
export const mailLanguages = [
  { value: 'nb', label: 'Bokmål' },
  { value: 'nn', label: 'Nynorsk' },
  { value: 'en', label: 'English' },
];
