import { Injectable } from '@nestjs/common';
import { GroupFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { addressKey, canStep } from '@samrad/platform/pure';
import { Admission } from '../admission/admission.service.js';
import type { Refusal } from '../application/application.dto.js';
import { termFault } from '../term/term.rules.js';
import type { NominationAcceptance, NominationInput, Withdrawal } from './nomination.dto.js';
import { Nomination } from './nomination.entity.js';
import { NominationFinder, type NominationRow } from './nomination.finder.js';
import { NominationLetters } from './nomination-letters.js';
import { canDecideNominations, canNominateFor, canWithdraw } from './nomination.policy.js';
import { isNominatedFor, nextOfNomination, type NominationStatus } from './nomination.rules.js';

/** A State names its member and alternates of a group; the organisers decide. */
@Injectable()
export class NominationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: NominationFinder,
    private readonly groups: GroupFinder,
    private readonly admission: Admission,
    private readonly letters: NominationLetters,
    private readonly events: Events,
  ) {}

  /** @returns the new id. @throws Forbidden for another State, Invalid when the address is nominated already or the term is over */
  async nominate(actor: Actor, input: NominationInput): Promise<string> {
    demand(canNominateFor(actor, input.stateCode));
    const fault = termFault(input.validTo, this.clock.today());
    if (fault) throw new Invalid({ validTo: fault });
    const key = addressKey(input.address);
    return this.db
      .tx(async () => {
        const group = await this.groups.one(input.groupId);
        if (!group || !isNominatedFor(group)) throw new Invalid({ groupId: { key: 'joining.invalid.group' } });
        const id = newId();
        await this.db.insert(Nomination, {
          ...{ id, ...input, groupId: group.id, addressKey: key, openKey: `${group.id}:${key}`, status: 'to_decide' },
          ...{ nominatedById: actor.personId, nominatedBy: actor.name, createdAt: this.clock.instant(), version: 1 },
        });
        await this.events.record('nomination.submitted', id, actor);
        return id;
      })
      .catch((error: unknown) => {
        throw isDuplicate(error) ? new Invalid({ address: { key: 'joining.nomination.twice' } }) : error;
      });
  }

  /** @throws Conflict when it is decided already, Invalid for somebody else's address or a term that overlaps another one */
  async accept(actor: Actor, id: string, input: NominationAcceptance): Promise<string> {
    demand(canDecideNominations(actor));
    return this.db.tx(async () => {
      const nomination = await this.stepping(actor, id, { to: 'accepted', version: input.version });
      const { groupId, stateCode, givenName, familyName, address, language, organisation } = nomination;
      const { role, validFrom, validTo, reason } = input;
      const organisationId = await this.admission.organisationNamed(organisation);
      const personId = await this.admission.admit(
        actor,
        {
          ...{ givenName, familyName, address, language, stateCode, organisationId, function: nomination.function },
          personId: input.personId,
          note: organisation && !organisationId ? organisation : null,
        },
        { groupId, role, stateCode, validFrom, validTo },
      );
      const granted = { grantedRole: role, grantedFrom: validFrom, grantedTo: validTo };
      await this.close(actor, nomination, { status: 'accepted', reason, became: { personId, ...granted } });
      await this.letters.decided(nomination, { status: 'accepted', ...input }, personId);
      return personId;
    });
  }

  async refuse(actor: Actor, id: string, { reason, version }: Refusal): Promise<void> {
    demand(canDecideNominations(actor));
    await this.db.tx(async () => {
      const nomination = await this.stepping(actor, id, { to: 'refused', version });
      await this.close(actor, nomination, { status: 'refused', reason });
      const { role, validFrom, validTo } = nomination;
      await this.letters.decided(nomination, { status: 'refused', reason, role, validFrom, validTo }, null);
    });
  }

  async withdraw(actor: Actor, id: string, { version }: Withdrawal): Promise<void> {
    await this.db.tx(async () => {
      const nomination = await this.stepping(actor, id, { to: 'withdrawn', version });
      demand(canWithdraw(actor, nomination));
      await this.close(actor, nomination, { status: 'withdrawn', reason: null });
    });
  }

  private async stepping(
    actor: Actor,
    id: string,
    { to, version }: { to: NominationStatus; version: number },
  ): Promise<NominationRow> {
    const nomination = found(await this.finder.one(actor, id));
    if (!canStep(nextOfNomination, nomination.status, to)) throw new Conflict('joining.nomination.notOpen');
    if (nomination.version !== version) throw new Conflict();
    return nomination;
  }

  private async close(
    actor: Actor,
    { id, version }: NominationRow,
    { status, reason, became = {} }: { status: NominationStatus; reason: string | null; became?: Partial<Nomination> },
  ): Promise<void> {
    const decision = { decidedAt: this.clock.instant(), decidedBy: actor.name, decisionReason: reason };
    const patch = { status, openKey: null, ...decision, ...became };
    await this.db.update(Nomination, { id, version }, patch);
    await this.events.record(`nomination.${status}`, id, actor, { ...(reason && { why: reason }) });
  }
}
