import { Injectable } from '@nestjs/common';
import {
  AffiliationService,
  canManageNetwork,
  GroupFinder,
  isStateCode,
  MembershipService,
  OrganisationFinder,
  PersonFinder,
  PersonRecordFinder,
  PersonService,
  stateName,
} from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { I18n } from '@samrad/platform/i18n';
import { canStep } from '@samrad/platform/pure';
import type { Own } from '../link/own-door.js';
import { PrivacyLetters } from '../link/privacy-letters.js';
import type { ProposalDecision, ProposalInput } from './proposal.dto.js';
import { OwnProposal } from './proposal.entity.js';
import { ProposalFinder, type ProposalRow } from './proposal.finder.js';
import { factsOf, faultOf, next, presentOf, type ProposalField, type ProposalStatus } from './proposal.rules.js';

/** What people want to have changed about themselves where the coordinator decides: State, work, group, anything else. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly i18n: I18n,
    private readonly finder: ProposalFinder,
    private readonly persons: PersonService,
    private readonly contacts: PersonFinder,
    private readonly records: PersonRecordFinder,
    private readonly affiliations: AffiliationService,
    private readonly memberships: MembershipService,
    private readonly organisations: OrganisationFinder,
    private readonly groups: GroupFinder,
    private readonly letters: PrivacyLetters,
  ) {}

  /** @throws Invalid for something that is not in the register or is so already, or while another one waits */
  async propose({ actor, personId }: Own, input: ProposalInput): Promise<void> {
    const { field, value, words } = input;
    if (!(await this.exists(field, value))) throw new Invalid({ value: { key: 'myself.proposal.unknown' } });
    await this.db.tx(async () => {
      const now = found((await this.finder.standingOf([personId])).get(personId));
      const fault = faultOf(input, now);
      if (fault) throw new Invalid({ value: { key: `myself.proposal.${fault}` } });
      const waits = await this.db.row(sql`
        SELECT id FROM own_proposal WHERE person_id = ${personId} AND field = ${field} AND status = 'waiting'`);
      if (waits) throw new Invalid({ value: { key: 'myself.proposal.waits' } });
      const inPlace = field === 'organisation' ? input.function : null;
      const row = { id: newId(), personId, field, value, function: inPlace, words, status: 'waiting' as const };
      await this.db.insert(OwnProposal, { ...row, askedAt: this.clock.instant() });
      const asked = { field, value: await this.named(field, value), present: presentOf(field, now) };
      await this.events.record('person.proposed', personId, actor, factsOf(asked, words));
    });
  }

  /** Taken back by whoever made it. @throws Conflict when it was decided already; NotFound for that of somebody else */
  async withdraw({ actor, personId }: Own, id: string): Promise<void> {
    await this.db.tx(async () => {
      const proposal = found(await this.db.repo(OwnProposal).findOneBy({ id, personId }));
      const asked = found(await this.finder.one(id));
      await this.step(proposal, 'withdrawn', { decidedAt: this.clock.instant() });
      await this.events.record('person.proposal_withdrawn', personId, actor, factsOf(asked));
    });
  }

  /** Accepted, it is done in the register; either way the person gets a mail. @throws Conflict when it was decided already */
  async decide(actor: Actor, id: string, { decision, reason, version }: ProposalDecision): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      const proposal = found(await this.db.repo(OwnProposal).findOneBy({ id }));
      const asked = found(await this.finder.one(id));
      const decided = { decidedById: actor.personId, decidedAt: this.clock.instant(), reason };
      await this.step({ ...proposal, version }, decision, decided);
      if (decision === 'accepted') await this.carryOut(actor, proposal);
      await this.events.record(`person.proposal_${decision}`, proposal.personId, actor, factsOf(asked, reason));
      await this.tell(asked, decision, reason);
    });
  }

  private async step({ id, version, status }: OwnProposal, to: ProposalStatus, more: Partial<OwnProposal>) {
    if (!canStep(next, status, to)) throw new Conflict('myself.proposal.decided');
    await this.db.update(OwnProposal, { id, version }, { status: to, ...more });
  }

  private async exists(field: ProposalField, value: string): Promise<boolean> {
    if (field === 'state') return isStateCode(value);
    if (field === 'organisation') return Boolean(await this.organisations.one(value));
    return field !== 'group' || Boolean(await this.groups.one(value));
  }

  private async carryOut(actor: Actor, { personId, field, value, function: inPlace }: OwnProposal): Promise<void> {
    if (field === 'other') return;
    const today = this.clock.today();
    if (field === 'function') return this.rename(actor, personId, value);
    if (field === 'organisation') {
      const place = { organisationId: value, function: inPlace, validFrom: today, validTo: null };
      await this.affiliations.add(actor, personId, place);
      return;
    }
    const fields = found(await this.persons.fields(personId));
    if (field === 'state') return this.persons.change(actor, personId, { ...fields, stateCode: value });
    const term = { personId, role: 'member' as const, stateCode: fields.stateCode, validFrom: today, validTo: null };
    await this.memberships.add(actor, value, term);
  }

  /** At the newest place of work of today. @throws Invalid without one */
  private async rename(actor: Actor, personId: string, title: string): Promise<void> {
    const [place] = await this.records.affiliations(personId, this.clock.today());
    if (!place) throw new Invalid({ value: { key: 'myself.proposal.noPlace' } });
    const { id, organisationId, validFrom, validTo } = place;
    await this.affiliations.change(actor, id, { organisationId, function: title, validFrom, validTo });
  }

  /** As people read it: the name of an organisation, the short name of a group. */
  private async named(field: ProposalField, value: string): Promise<string> {
    if (field === 'organisation') return (await this.organisations.one(value))?.name ?? value;
    return field === 'group' ? ((await this.groups.one(value))?.code ?? value) : value;
  }

  private async tell({ personId, field, value }: ProposalRow, decision: string, reason: string | null): Promise<void> {
    const person = found(await this.contacts.byId(personId));
    const lang = person.mailLanguage;
    const params = {
      what: this.i18n.t(lang, `myself.proposal.field.${field}`),
      value: field === 'state' ? stateName(value, lang) : value,
    };
    await this.letters.send(person, { about: `proposal_${decision}`, params, reason });
  }
}
