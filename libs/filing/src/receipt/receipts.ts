import { Injectable } from '@nestjs/common';
import { Openings } from '@samrad/library';
import { type AttachedDocument, InvitationFinder, MeetingDocuments } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { receiptsOf, type Receipt } from './receipt.rules.js';

/** Who has opened the papers of a meeting. */
@Injectable()
export class Receipts {
  constructor(
    private readonly documents: MeetingDocuments,
    private readonly invitations: InvitationFinder,
    private readonly openings: Openings,
  ) {}

  /** @throws Forbidden for who is no organiser */
  async of(actor: Actor, meetingId: string): Promise<Receipt<AttachedDocument>[]> {
    const documents = await this.documents.of(actor, meetingId);
    const ids = documents.map(({ id }) => id);
    const [guests, openings] = await Promise.all([this.invitations.invited(meetingId), this.openings.of(actor, ids)]);
    const shown = guests.map(({ personId, name, stateCode }) => ({ personId, name, stateCode }));
    return receiptsOf(documents, shown, openings);
  }
}
