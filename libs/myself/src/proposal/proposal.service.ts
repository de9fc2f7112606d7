import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  AffiliationService,
  canManageNetwork,
  GroupFinder,
  isStateCode,
  MembershipService,
  OrganisationFinder,
  PersonService,
} from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, newId, sql, type Sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canStep } from '@samrad/platform/pure';
import { editVersion, longText, orNull, requiredLine } from '@samrad/platform/views';
import type { Own } from '../link/own-door.js';
import { OwnProposal } from './proposal.entity.js';
import { next, proposalFields, type ProposalField, type ProposalStatus } from './proposal.rules.js';

export const proposalInput = z.object({
  field: z.enum(proposalFields),
  value: requiredLine(200),
  words: orNull(longText(1000)),
});
export type ProposalInput = z.infer<typeof proposalInput>;

export const proposalDecision = z.object({
  decision: z.enum(['accepted', 'declined'], 'platform.invalid.missing'),
  reason: orNull(longText(1000)),
  version: editVersion(),
});
export type ProposalDecision = z.infer<typeof proposalDecision>;

export interface ProposalRow {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  field: ProposalField;
  value: string;
  words: string | null;
  status: ProposalStatus;
  askedAt: Instant;
  reason: string | null;
  version: number;
}

/** What people want to have changed about themselves where the coordinator decides: State, organisation, group. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly persons: PersonService,
    private readonly affiliations: AffiliationService,
    private readonly memberships: MembershipService,
    private readonly organisations: OrganisationFinder,
    private readonly groups: GroupFinder,
  ) {}

  /** @throws Invalid for something that is not in the register, or a proposal that waits */
  async propose({ actor, personId }: Own, { field, value, words }: ProposalInput): Promise<void> {
    if (!(await this.exists(field, value))) throw new Invalid({ value: { key: 'myself.proposal.unknown' } });
    await this.db.tx(async () => {
      const waits = await this.rows(sql`o.person_id = ${personId} AND o.field = ${field} AND o.status = 'waiting'`);
      if (waits.length) throw new Invalid({ field: { key: 'myself.proposal.waits' } });
      const row = { id: newId(), personId, field, value, words, status: 'waiting' as const };
      await this.db.insert(OwnProposal, { ...row, askedAt: this.clock.instant() });
      await this.events.record('person.proposed', personId, actor);
    });
  }

  /** Accepted, it is done in the register. @throws Conflict when it was decided already */
  async decide(actor: Actor, id: string, { decision, reason, version }: ProposalDecision): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      const proposal = found(await this.db.repo(OwnProposal).findOneBy({ id }));
      if (!canStep(next, proposal.status, decision)) throw new Conflict('myself.proposal.decided');
      const decided = { decidedById: actor.personId, decidedAt: this.clock.instant(), reason };
      await this.db.update(OwnProposal, { id, version }, { status: decision, ...decided });
      if (decision === 'accepted') await this.carryOut(actor, proposal);
      await this.events.record(`person.proposal_${decision}`, proposal.personId, actor);
    });
  }

  of(personId: string): Promise<ProposalRow[]> {
    return this.rows(sql`o.person_id = ${personId}`);
  }

  waiting(): Promise<ProposalRow[]> {
    return this.rows(sql`o.status = 'waiting'`);
  }

  private rows(condition: Sql): Promise<ProposalRow[]> {
    return this.db.rows<ProposalRow>(sql`
      SELECT o.id, o.person_id AS personId, p.given_name AS givenName, p.family_name AS familyName, o.field,
        COALESCE(org.name, g.code, o.value) AS value, o.words, o.status, o.asked_at AS askedAt, o.reason, o.version
      FROM own_proposal o JOIN person p ON p.id = o.person_id
      LEFT JOIN organisation org ON o.field = 'organisation' AND org.id = o.value
      LEFT JOIN network_group g ON o.field = 'group' AND g.id = o.value
      WHERE ${condition} ORDER BY o.asked_at DESC, o.id DESC LIMIT 200`);
  }

  private async exists(field: ProposalField, value: string): Promise<boolean> {
    if (field === 'state') return isStateCode(value);
    if (field === 'organisation') return Boolean(await this.organisations.one(value));
    return Boolean(await this.groups.one(value));
  }

  private async carryOut(actor: Actor, { personId, field, value }: OwnProposal): Promise<void> {
    const today = this.clock.today();
    if (field === 'organisation') {
      const place = { organisationId: value, function: null, validFrom: today, validTo: null };
      await this.affiliations.add(actor, personId, place);
      return;
    }
    const fields = found(await this.persons.fields(personId));
    if (field === 'state') return this.persons.change(actor, personId, { ...fields, stateCode: value });
    const term = { personId, role: 'member' as const, stateCode: fields.stateCode, validFrom: today, validTo: null };
    await this.memberships.add(actor, value, term);
  }
}
