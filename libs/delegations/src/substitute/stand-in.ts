import { Injectable } from '@nestjs/common';
import {
  IncomingMailFinder,
  IncomingMailService,
  InvitationFinder,
  InvitationService,
  MailReviewService,
  ReplyService,
  splitName,
  type InvitationRow,
  type ReplyChannel,
} from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { SeatService } from '../seat/seat.service.js';
import type { SubstitutionRow } from './substitute.finder.js';

/** Who is to come, and which way that was said. */
export interface Proposed {
  personId: string | null;
  name: string;
  address: string | null;
  channel: ReplyChannel;
  /** The calendar answer that said so. */
  mailId: string | null;
}

/** Puts the substitute in the place of the person who does not come. Inside a transaction. */
@Injectable()
export class StandIn {
  constructor(
    private readonly clock: Clock,
    private readonly register: PersonService,
    private readonly inviting: InvitationService,
    private readonly invitations: InvitationFinder,
    private readonly replies: ReplyService,
    private readonly mail: IncomingMailFinder,
    private readonly incoming: IncomingMailService,
    private readonly review: MailReviewService,
    private readonly seats: SeatService,
  ) {}

  /** Enters somebody new, invites, hands over the seat, writes both histories. @returns the id of the invitation */
  async invite(actor: Actor, row: SubstitutionRow): Promise<string> {
    const acting = { ...system, name: actor.name, personId: actor.personId };
    const principal = found((await this.invitations.some([row.invitationId]))[0]);
    const personId = row.personId ?? (await this.enter(acting, row));
    const { stateCode, role } = principal;
    const standIn = await this.inviting.admit(acting, row.meetingId, {
      personId,
      stateCode,
      role,
      insteadOf: principal.name,
    });
    await this.seats.handOver(principal.id, standIn.id);
    const way = { channel: 'organiser' as const, answeredBy: actor.name };
    await this.remember(principal.id, { key: 'substituteConfirmed', name: standIn.name, ...way });
    await this.remember(standIn.id, { key: 'standsInFor', name: principal.name, ...way });
    for (const id of await this.mail.notInvited(row.meetingId, standIn.address)) {
      await this.incoming.judgeAgain(actor.name, id);
    }
    return standIn.id;
  }

  /** Writes into the history whom somebody names, apart from the words of their answer. Inside a transaction. */
  async proposed({ id }: InvitationRow, { name, channel }: Proposed): Promise<void> {
    await this.remember(id, { key: 'substituteProposed', name, channel, answeredBy: null });
  }

  /** What a calendar proposed is decided, and need not be looked at any more. Inside a transaction. */
  async settle(actor: Actor, mailId: string | null, outcome: 'confirmed' | 'refused' | 'withdrawn'): Promise<void> {
    const review = { confirmed: 'applied', refused: 'refused', withdrawn: 'dismissed' } as const;
    if (mailId) await this.review.settle(actor, mailId, review[outcome]);
  }

  /** The person comes after all: the substitute is told that they are not needed, and the seat goes back. */
  async release(actor: Actor, { standInId, invitationId }: SubstitutionRow): Promise<void> {
    const acting = { ...system, name: actor.name, personId: actor.personId };
    await this.seats.handBack(standInId!, invitationId);
    await this.inviting.remove(acting, standInId!);
  }

  private enter(actor: Actor, { name, address, stateCode }: SubstitutionRow): Promise<string> {
    return this.register.createContact(actor, { ...splitName(name), email: address!, stateCode });
  }

  private remember(
    id: string,
    { key, name, ...way }: { key: string; name: string; channel: ReplyChannel; answeredBy: string | null },
  ): Promise<string> {
    const at = this.clock.instant();
    const said = { status: null, mode: null, comment: name, sequence: null, stamp: null };
    const judged = { ruling: 'DELEGATED', reason: `meetings.reply.reason.${key}` };
    return this.replies.remember(id, { ...said, ...way, ...judged, at }, true);
  }
}
