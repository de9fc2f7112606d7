import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isStateCode, PersonFields } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import type { MailStatus } from '@samrad/platform/mail';
import { InvitationFinder, type InvitationRow } from '../invitation/invitation.finder.js';
import { canSeeAddresses } from '../invitation/invitation.policy.js';
import { answeredOf, answers } from './participant.rules.js';

/** What the list is narrowed by. */
export const participantFilter = z.object({
  answer: z.enum(answers).optional().catch(undefined),
  state: z.string().refine(isStateCode).optional().catch(undefined),
});
export type ParticipantFilter = z.infer<typeof participantFilter>;

/** One mail about the meeting to one person. */
export interface MailLine {
  id: string;
  personId: string;
  subject: string;
  status: MailStatus;
  error: string | null;
  bouncedAt: Instant | null;
  createdAt: Instant;
  sentAt: Instant | null;
}

/** Who takes part, as far as the reader may know. */
@Injectable()
export class ParticipantFinder {
  constructor(
    private readonly db: Db,
    private readonly invitations: InvitationFinder,
    private readonly fields: PersonFields,
  ) {}

  /**
   * Everybody who is invited; addresses and comments only for organisers, and where somebody works as far as they show
   * it to the actor.
   */
  async all(actor: Actor, meetingId: string): Promise<InvitationRow[]> {
    const invited = await this.invitations.invited(meetingId);
    const rows = await this.fields.masked(actor, invited, ({ personId }) => personId);
    return canSeeAddresses(actor)
      ? rows
      : rows.map((row) => ({ ...row, address: '', comment: null, failedSince: null, failedWords: null }));
  }

  /** Every mail about the meeting, by person, newest first. */
  async mails(meetingId: string): Promise<Map<string, MailLine[]>> {
    const rows = await this.db.rows<MailLine>(sql`
      SELECT id, person_id AS personId, subject, status, error, bounced_at AS bouncedAt, created_at AS createdAt, sent_at AS sentAt
      FROM mail_message WHERE about_noun = 'meeting' AND about_id = ${meetingId} AND person_id IS NOT NULL
      ORDER BY created_at DESC, id DESC`);
    const lines = new Map<string, MailLine[]>();
    for (const row of rows) lines.set(row.personId, [...(lines.get(row.personId) ?? []), row]);
    return lines;
  }
}

export const narrowed = (rows: readonly InvitationRow[], { answer, state }: ParticipantFilter): InvitationRow[] =>
  rows.filter((row) => (!answer || answeredOf(row) === answer) && (!state || row.stateCode === state));
