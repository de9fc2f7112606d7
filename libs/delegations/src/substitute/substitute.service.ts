import { Injectable } from '@nestjs/common';
import { AskAgain, InvitationFinder, ReplyService, type InvitationRow, type ReplyChannel } from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { CandidateFinder } from './candidate.finder.js';
import type { ProposalForm } from './substitute.dto.js';
import { SubstituteFinder, type SubstitutionRow } from './substitute.finder.js';
import { SubstituteLetters } from './substitute-letters.js';
import { canDecide } from './substitute.policy.js';
import { isDouble, whoIs, whyNotConfirm, whyNotDecide } from './substitute.rules.js';
import { StandIn, type Proposed } from './stand-in.js';
import { Substitution } from './substitution.entity.js';

/** Which way a proposal came. */
export interface Way {
  channel: ReplyChannel;
  /** Who proposes, when it is not the person. */
  by: string | null;
}

/** Somebody else comes: proposed by the person, decided by the secretariat or the contact of the State. */
@Injectable()
export class SubstituteService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: SubstituteFinder,
    private readonly candidates: CandidateFinder,
    private readonly persons: PersonFinder,
    private readonly invitations: InvitationFinder,
    private readonly replies: ReplyService,
    private readonly question: AskAgain,
    private readonly standIn: StandIn,
    private readonly letters: SubstituteLetters,
    private readonly events: Events,
  ) {}

  /**
   * Answers “someone else comes” and proposes who. An earlier proposal that is still open is withdrawn.
   * @returns the id. @throws Invalid for somebody who is not on the list, Conflict when answers no longer count
   */
  async propose(actor: Actor, invitation: InvitationRow, proposal: ProposalForm & Way): Promise<string> {
    return this.db.tx(async () => {
      const who = await this.chosen(invitation, proposal);
      const before = await this.finder.latestOf(invitation.id);
      if (before && isSame(before, who)) return before.id;
      await this.answer(actor, invitation, { ...proposal, comment: proposal.comment });
      await this.withdraw(before);
      return this.enter(actor, invitation, { ...who, channel: proposal.channel, mailId: null });
    });
  }

  /** Writes down who is to come, without touching the answer. @param mailId of the calendar answer that said so */
  async enter(actor: Actor, invitation: InvitationRow, who: Proposed): Promise<string> {
    const id = newId();
    const fixed = { id, meetingId: invitation.meetingId, invitationId: invitation.id };
    const createdAt = this.clock.instant();
    await this.db.tx(async () => {
      await this.db.repo(Substitution).insert({ ...fixed, ...who, status: 'proposed', createdAt });
      await this.standIn.proposed(invitation, who);
      const names = { name: invitation.name, substitute: who.name };
      await this.events.record('meeting.substitute_proposed', invitation.meetingId, actor, names);
    });
    return id;
  }

  /**
   * The substitute gets the invitation; both histories say who stands in for whom; the proposer is told. One person has one
   * substitute: an earlier one is taken off the list.
   * @param name completes the name of somebody new; who is known already keeps the name of the register
   * @throws Conflict for somebody who is invited already
   */
  async confirm(actor: Actor, id: string, name: string | null = null): Promise<SubstitutionRow> {
    return this.db.tx(async () => {
      const row = await this.decidable(actor, id, whyNotConfirm);
      const who = { ...row, name: row.personId ? whoIs(row) : (name ?? row.name) };
      await this.replace(actor, row.invitationId);
      const standInId = await this.standIn.invite(actor, who);
      await this.decide(actor, row, { status: 'confirmed', standInId, name: who.name, personId: who.personId });
      await this.letters.confirmed(who);
      return who;
    });
  }

  /** The person who proposed is told why and asked to answer anew. */
  async refuse(actor: Actor, id: string, reason: string): Promise<SubstitutionRow> {
    return this.db.tx(async () => {
      const row = await this.decidable(actor, id);
      await this.decide(actor, row, { status: 'refused', reason });
      const invitation = found((await this.invitations.some([row.invitationId]))[0]);
      await this.question.ask(invitation);
      await this.letters.refused({ ...row, reason });
      return row;
    });
  }

  /**
   * The person comes after all, though the substitute was confirmed: the substitute's invitation is withdrawn, or both keep
   * theirs, each for themselves. @throws Conflict when there is nothing to decide any more
   */
  async end(actor: Actor, id: string, keep: 'one' | 'both'): Promise<SubstitutionRow> {
    return this.db.tx(async () => {
      const row = found(await this.finder.one(actor, id));
      demand(canDecide(actor, row));
      if (!isDouble(row)) throw new Conflict('delegations.substitute.refusedBecause.decided');
      if (keep === 'one') await this.standIn.release(actor, row);
      await this.decide(actor, row, { status: 'withdrawn' });
      return row;
    });
  }

  /** Takes back a proposal that is still open. */
  async withdraw(row: SubstitutionRow | undefined): Promise<void> {
    if (row?.status !== 'proposed') return;
    const { id, version } = row;
    const decidedAt = this.clock.instant();
    await this.db.tx(async () => {
      await this.db.update(Substitution, { id, version }, { status: 'withdrawn', decidedAt });
      await this.standIn.settle({ ...system, name: row.principalName }, row.mailId, 'withdrawn');
    });
  }

  /** The meeting has another date: whoever is asked anew may propose anew. */
  async lapse(row: SubstitutionRow): Promise<void> {
    await this.withdraw(row);
    const names = { name: row.principalName, substitute: row.name };
    await this.events.record('meeting.substitute_lapsed', row.meetingId, system, names);
  }

  private async replace(actor: Actor, invitationId: string): Promise<void> {
    for (const earlier of await this.finder.confirmedOf(invitationId)) {
      await this.standIn.release(actor, earlier);
      await this.decide(actor, earlier, { status: 'withdrawn' });
    }
  }

  private async decidable(
    actor: Actor,
    id: string,
    whyNot: typeof whyNotConfirm = whyNotDecide,
  ): Promise<SubstitutionRow> {
    const row = found(await this.finder.one(actor, id));
    demand(canDecide(actor, row));
    const reason = whyNot(row);
    if (reason) throw new Conflict(`delegations.substitute.refusedBecause.${reason}`);
    return row;
  }

  private async decide(
    actor: Actor,
    { id, version, meetingId, principalName, name, mailId }: SubstitutionRow,
    outcome: Partial<Substitution> & { status: 'confirmed' | 'refused' | 'withdrawn' },
  ): Promise<void> {
    const by = { decidedBy: actor.name, decidedAt: this.clock.instant() };
    await this.db.update(Substitution, { id, version }, { ...outcome, ...by });
    await this.standIn.settle(actor, mailId, outcome.status);
    const names = { name: principalName, substitute: outcome.name ?? name, reason: outcome.reason ?? '' };
    await this.events.record(`meeting.substitute_${outcome.status}`, meetingId, actor, names);
  }

  private async chosen(invitation: InvitationRow, { personId, name, address }: ProposalForm) {
    if (!personId) return this.written(invitation, { name: name!, address: address! });
    const known = (await this.candidates.of(invitation)).find((one) => one.personId === personId);
    if (!known) throw new Invalid({ personId: { key: 'platform.invalid.format' } });
    return { personId, name: known.name, address: null };
  }

  /** Whether the address is known already shows only to those who decide. */
  private async written({ personId: ownId }: InvitationRow, { name, address }: { name: string; address: string }) {
    const known = await this.persons.byAddress(address);
    if (known?.personId === ownId) throw new Invalid({ address: { key: 'delegations.substitute.invalid.self' } });
    return { personId: known?.personId ?? null, name, address };
  }

  private answer(
    actor: Actor,
    invitation: InvitationRow,
    { comment, channel, by, sequence }: { comment: string | null; sequence: number | null } & Way,
  ): Promise<string> {
    const name = channel === 'link' ? invitation.name : actor.name;
    return this.replies.record({ ...actor, name }, invitation, {
      ...{ status: 'delegated', mode: null, comment, channel, answeredBy: by, at: this.clock.instant(), stamp: null },
      ...{ sequence, ruling: 'DELEGATED', reason: 'meetings.reply.reason.delegated' },
    });
  }
}

const isSame = (
  { status, principalStatus, ...before }: SubstitutionRow,
  now: { personId: string | null; name: string; address: string | null },
): boolean =>
  status === 'proposed' &&
  principalStatus === 'delegated' &&
  before.personId === now.personId &&
  before.name === now.name &&
  before.address === now.address;
