import { Injectable } from '@nestjs/common';
import {
  GroupFinder,
  LookAlikes,
  membershipRoles,
  OrganisationFinder,
  PersonFinder,
  StateNames,
} from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { type Answer, type FormState, freshForm, Views } from '@samrad/platform/views';
import { Admission } from '../admission/admission.service.js';
import { Whom } from '../admission/whom.js';
import { endOfNext } from '../term/term.rules.js';
import type { ApplicationRow } from './application.finder.js';
import { applicationLine } from './application.presenter.js';

const labels = {
  ...{ personId: 'joining.application.whom', organisationId: 'joining.field.organisation' },
  ...{ groupId: 'network.group.one', role: 'network.membership.roleLabel', stateCode: 'network.membership.represents' },
  ...{ validFrom: 'network.field.validFrom', validTo: 'network.field.validTo', reason: 'joining.field.decisionReason' },
};

export interface Shown {
  form?: FormState;
  status?: number;
  /** Which of the two forms was sent. */
  isRefusal?: boolean;
}

/** An application with what the register has that looks like it, and the two forms that decide it. */
@Injectable()
export class ApplicationPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly alike: LookAlikes,
    private readonly whom: Whom,
    private readonly persons: PersonFinder,
    private readonly groups: GroupFinder,
    private readonly organisations: OrganisationFinder,
    private readonly states: StateNames,
    private readonly admission: Admission,
    private readonly events: Events,
  ) {}

  async show(ctx: Ctx, application: ApplicationRow, { form, status = 200, isRefusal = false }: Shown): Promise<Answer> {
    const { personId } = application;
    const isOpen = application.status === 'to_decide';
    const [whom, organisations, events] = await Promise.all([
      isOpen ? this.whom.of(application, ctx.lang) : null,
      isOpen && application.organisation ? this.alike.find('organisation', organisationTyped(application)) : [],
      this.events.history('application', application.id),
    ]);
    const fresh = freshForm(await this.suggestion(application, whom?.suggested));
    return this.views.page(
      ctx,
      'joining/application/show',
      {
        ...{ title: application.name, crumbs: [{ href: '/applications', key: 'joining.application.title' }], labels },
        ...{ application: applicationLine(application), isOpen, whom, organisations, isRefusal },
        granted: await this.grantedOf(application),
        became: personId && { id: personId, name: await this.persons.nameOf(personId) },
        ...(isOpen && (await this.choices(ctx, application))),
        acceptance: isRefusal ? fresh : (form ?? fresh),
        refusal: isRefusal ? form : freshForm({ version: application.version }),
        history: this.views.history(ctx.lang, 'joining.event', events),
      },
      status,
    );
  }

  private async choices(ctx: Ctx, { organisation }: ApplicationRow) {
    const say = (key: string, params: object) => this.views.i18n.t(ctx.lang, key, params as Record<string, unknown>);
    const known = await this.organisations.all();
    const fresh = organisation
      ? [{ value: 'new', label: say('joining.application.newOrganisation', { name: organisation }) }]
      : [];
    return {
      organisationOptions: [...fresh, ...known.map(({ id, name }) => ({ value: id, label: name }))],
      groups: await this.groups.options(ctx.lang),
      roles: membershipRoles.map((value) => ({ value, key: `network.membership.role.${value}` })),
      states: this.states.options(ctx.lang),
    };
  }

  private async grantedOf({ granted }: ApplicationRow) {
    return granted && { ...granted, code: (await this.groups.one(granted.groupId))?.code };
  }

  private async suggestion(application: ApplicationRow, personId: string | undefined) {
    const validFrom = this.clock.today();
    const known = await this.admission.organisationNamed(application.organisation);
    return {
      personId,
      // What the applicant wrote is lost only when somebody leaves it out on purpose.
      organisationId: known ?? (application.organisation ? 'new' : ''),
      ...{ role: 'member', stateCode: application.stateCode, validFrom, validTo: endOfNext(validFrom) },
      version: application.version,
    };
  }
}

const organisationTyped = ({ organisation, stateCode, website }: ApplicationRow) => ({
  name: organisation,
  stateCode,
  website,
});
