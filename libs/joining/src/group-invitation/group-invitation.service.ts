import { Injectable } from '@nestjs/common';
import { Consents, currentVersion, GroupFinder, overlapFault, PersonFinder } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid, NotFound } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { addDays, addressKey, canStep } from '@samrad/platform/pure';
import { Admission } from '../admission/admission.service.js';
import { JoiningLink } from '../letter/joining-link.js';
import { termFault } from '../term/term.rules.js';
import type { InvitationAnswer, InvitationInput, Standing } from './group-invitation.dto.js';
import { GroupInvitation } from './group-invitation.entity.js';
import { InvitationFinder, type InvitationRow } from './group-invitation.finder.js';
import { InvitationLetters } from './group-invitation-letters.js';
import { canInviteToGroups } from './group-invitation.policy.js';
import { daysToAnswer, nextOfInvitation } from './group-invitation.rules.js';

/** Invites an address into a group for a term. Who holds the link accepts or declines, once. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly groups: GroupFinder,
    private readonly persons: PersonFinder,
    private readonly admission: Admission,
    private readonly consents: Consents,
    private readonly link: JoiningLink,
    private readonly letters: InvitationLetters,
    private readonly events: Events,
  ) {}

  /** @returns the new id. @throws Invalid when the address has an open invitation to the group, or is in it */
  async invite(actor: Actor, input: InvitationInput): Promise<string> {
    demand(canInviteToGroups(actor));
    const fault = termFault(input.validTo, this.clock.today());
    if (fault) throw new Invalid({ validTo: fault });
    const key = addressKey(input.address);
    return this.db
      .tx(async () => {
        const group = await this.groups.one(input.groupId);
        if (!group) throw new Invalid({ groupId: { key: 'joining.invalid.group' } });
        await this.demandFree(group.id, input);
        const id = newId();
        await this.db.insert(GroupInvitation, {
          ...{ id, ...input, groupId: group.id, addressKey: key, openKey: `${group.id}:${key}`, status: 'open' },
          ...{ linkHash: this.link.hashOf('g', id), invitedBy: actor.name, version: 1, ...this.fresh() },
        });
        await this.letters.invite(found(await this.finder.one(id)));
        await this.events.record('group_invitation.sent', id, actor);
        return id;
      })
      .catch((error: unknown) => {
        throw isDuplicate(error) ? new Invalid({ address: { key: 'joining.invitation.twice' } }) : error;
      });
  }

  /** The same link once more, with new time to answer. */
  async resend(actor: Actor, id: string, { version }: Standing): Promise<void> {
    demand(canInviteToGroups(actor));
    await this.db.tx(async () => {
      await this.open(id, version);
      await this.db.update(GroupInvitation, { id, version }, this.fresh());
      await this.letters.invite(found(await this.finder.one(id)));
      await this.events.record('group_invitation.resent', id, actor);
    });
  }

  async withdraw(actor: Actor, id: string, { version }: Standing): Promise<void> {
    demand(canInviteToGroups(actor));
    await this.db.tx(async () => {
      await this.open(id, version);
      const patch = { status: 'withdrawn', openKey: null, linkHash: null };
      await this.db.update(GroupInvitation, { id, version }, patch);
      await this.events.record('group_invitation.withdrawn', id, actor);
    });
  }

  /** @throws NotFound when the link was used meanwhile; Invalid when the person is in the group in these days */
  async accept(invitation: InvitationRow, input: InvitationAnswer, consentText: string): Promise<void> {
    await this.db.tx(async () => {
      const { id, address, stateCode, groupId, role, validFrom, validTo } = invitation;
      await this.answered(id, 'accepted');
      const { givenName = '', familyName = '', phone, function: title, organisation, language } = input;
      const organisationId = await this.admission.organisationNamed(organisation);
      const name = `${givenName} ${familyName}`.trim() || address;
      const personId = await this.admission.admit(
        { ...system, name },
        {
          ...{ personId: null, givenName, familyName, address, language, stateCode, phone, function: title },
          ...{ organisationId, note: organisation && !organisationId ? organisation : null },
        },
        { groupId, role, stateCode, validFrom, validTo },
      );
      const consentVersion = currentVersion('register');
      const said = { personId, purpose: 'register' as const, textVersion: consentVersion, isGiven: true };
      await this.consents.record({ ...system, personId, name }, { ...said, way: 'mail_link' });
      await this.db.run(sql`UPDATE group_invitation SET person_id = ${personId}, consent_version = ${consentVersion},
        consent_text = ${consentText}, consented_at = ${this.clock.instant()} WHERE id = ${id}`);
      await this.events.record('group_invitation.accepted', id, { ...system, personId, name });
      await this.letters.welcome(invitation, personId);
      await this.tellInviter({ ...invitation, personId }, 'accepted');
    });
  }

  async decline(invitation: InvitationRow): Promise<void> {
    const { id } = invitation;
    await this.db.tx(async () => {
      await this.answered(id, 'declined');
      await this.events.record('group_invitation.declined', id, system);
      await this.tellInviter(invitation, 'declined');
    });
  }

  /** First of all, so that of two presses one waits for the other. */
  private async answered(id: string, status: 'accepted' | 'declined'): Promise<void> {
    const changed = await this.db.run(sql`
      UPDATE group_invitation SET status = ${status}, answered_at = ${this.clock.instant()}, link_hash = NULL,
        open_key = NULL, version = version + 1
      WHERE id = ${id} AND status = 'open' AND answer_by >= ${this.clock.today()}`);
    if (!changed) throw new NotFound('joining.unknownLink');
  }

  private async tellInviter(invitation: InvitationRow, status: 'accepted' | 'declined'): Promise<void> {
    const sent = await this.db.row<{ inviterId: string | null }>(sql`
      SELECT actor_id AS inviterId FROM event WHERE noun = 'group_invitation' AND subject_id = ${invitation.id}
        AND kind IN ('group_invitation.sent', 'group_invitation.resent') ORDER BY id DESC LIMIT 1`);
    await this.letters.answered(invitation, { status, inviterId: sent?.inviterId ?? null });
  }

  private async open(id: string, version: number): Promise<void> {
    const invitation = found(await this.finder.one(id));
    if (!canStep(nextOfInvitation, invitation.status, 'withdrawn')) throw new Conflict('joining.invitation.notOpen');
    if (invitation.version !== version) throw new Conflict();
  }

  private fresh() {
    return { sentAt: this.clock.instant(), answerBy: addDays(this.clock.today(), daysToAnswer) };
  }

  /** Somebody who is in the group in these days already is not invited into it. */
  private async demandFree(groupId: string, { address, validFrom, validTo }: InvitationInput): Promise<void> {
    const known = await this.persons.byAddress(address);
    if (!known) return;
    const term = await this.db.row<{ validFrom: string | null; validTo: string | null }>(sql`
      SELECT valid_from AS validFrom, valid_to AS validTo FROM membership
      WHERE group_id = ${groupId} AND person_id = ${known.personId}
        AND (valid_to IS NULL OR valid_to >= ${validFrom}) AND (valid_from IS NULL OR valid_from <= ${validTo})`);
    if (!term) return;
    throw new Invalid({ validFrom: overlapFault(term) });
  }
}
