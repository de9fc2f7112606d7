import { Injectable } from '@nestjs/common';
import { InvitationFinder, InvitationService, ReplyService, splitName, type InvitationRow } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { SeatService } from '../seat/seat.service.js';
import type { SubstitutionRow } from './substitute.finder.js';

/** Puts the substitute in the place of the person who does not come. Inside a transaction. */
@Injectable()
export class StandIn {
  constructor(
    private readonly clock: Clock,
    private readonly register: PersonService,
    private readonly inviting: InvitationService,
    private readonly invitations: InvitationFinder,
    private readonly replies: ReplyService,
    private readonly seats: SeatService,
  ) {}

  /** Enters somebody new, invites, hands over the seat, writes both histories. @returns the id of the invitation */
  async invite(actor: Actor, row: SubstitutionRow): Promise<string> {
    const acting = { ...system, name: actor.name, personId: actor.personId };
    const principal = found((await this.invitations.some([row.invitationId]))[0]);
    const personId = row.personId ?? (await this.enter(acting, row));
    const { stateCode, role } = principal;
    const standIn = await this.inviting.admit(acting, row.meetingId, { personId, stateCode, role });
    await this.seats.handOver(principal.id, standIn.id);
    await this.note(actor, principal, { reason: 'substituteConfirmed', comment: standIn.name });
    await this.note(actor, standIn, { reason: 'standsInFor', comment: principal.name });
    return standIn.id;
  }

  private enter(actor: Actor, { name, address, stateCode }: SubstitutionRow): Promise<string> {
    return this.register.createContact(actor, { ...splitName(name), email: address!, stateCode });
  }

  private async note(
    actor: Actor,
    { id }: InvitationRow,
    { reason, comment }: { reason: 'substituteConfirmed' | 'standsInFor'; comment: string },
  ): Promise<void> {
    await this.replies.remember(
      id,
      {
        ...{ status: null, mode: null, comment, channel: 'organiser', answeredBy: actor.name },
        ...{ at: this.clock.instant(), sequence: null, stamp: null },
        ...{ ruling: 'DELEGATED', reason: reasons[reason] },
      },
      true,
    );
  }
}

const reasons = {
  substituteConfirmed: 'meetings.reply.reason.substituteConfirmed',
  standsInFor: 'meetings.reply.reason.standsInFor',
};
