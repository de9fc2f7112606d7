import { Injectable } from '@nestjs/common';
import { standingStatus } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { decidableBy } from './substitute.policy.js';
import { isDouble } from './substitute.rules.js';
import type { SubstitutionStatus } from './substitution.entity.js';

/** A proposed, confirmed, refused or withdrawn substitute, with the person who does not come. */
export interface SubstitutionRow {
  id: string;
  meetingId: string;
  meetingTitle: string;
  meetingStatus: string;
  startWall: string;
  endWall: string;
  zone: string;
  invitationId: string;
  principalId: string;
  principalName: string;
  principalStatus: string;
  isRemoved: boolean;
  /** The meeting is over, cancelled or postponed: nothing is decided any more. */
  isClosed: boolean;
  stateCode: string | null;
  /** Of the network: chosen from the list, or the one whom the proposed address belongs to. */
  personId: string | null;
  /** As it was proposed. */
  name: string;
  /** Who the person is in the register, for those who decide; null: somebody new. */
  registeredName: string | null;
  registeredStateCode: string | null;
  /** Is asked to the meeting already. */
  isInvited: boolean;
  /** Null: somebody of the network, written to at the address registered there. */
  address: string | null;
  channel: string;
  status: SubstitutionStatus;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: Instant | null;
  standInId: string | null;
  /** The substitute was taken off the list again. */
  isStandInRemoved: boolean;
  /** The mail in which a calendar proposed it. */
  mailId: string | null;
  createdAt: Instant;
  version: number;
}

@Injectable()
export class SubstituteFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when it does not exist or is not the actor's to decide */
  async one(actor: Actor, id: string): Promise<SubstitutionRow | undefined> {
    const [row] = await this.rows(sql`u.id = ${id} AND ${decidableBy(actor)}`);
    return row;
  }

  /** What the actor may decide about a meeting, open ones first. */
  ofMeeting(actor: Actor, meetingId: string): Promise<SubstitutionRow[]> {
    return this.rows(sql`u.meeting_id = ${meetingId} AND ${decidableBy(actor)}`);
  }

  /** Everything that waits for the actor's decision. */
  async open(actor: Actor): Promise<SubstitutionRow[]> {
    const proposed = await this.rows(sql`u.status = 'proposed' AND ${this.isOpen()} AND ${decidableBy(actor)}`);
    return [...proposed, ...(await this.doubled(actor))];
  }

  async waiting(actor: Actor): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM substitution u JOIN invitation i ON i.id = u.invitation_id
      JOIN meeting m ON m.id = u.meeting_id WHERE u.status = 'proposed' AND ${this.isOpen()} AND ${decidableBy(actor)}`);
    return Number(row!.n);
  }

  /** Where both come to a meeting that is ahead: the person, after all, and the substitute. */
  async doubled(actor: Actor): Promise<SubstitutionRow[]> {
    const isConfirmed = sql`u.status = 'confirmed' AND m.status = 'called'`;
    return (await this.rows(sql`${isConfirmed} AND ${decidableBy(actor)}`)).filter(isDouble);
  }

  /** For the board: who stands in for whom, and what ended with an earlier date. No rights are asked here. */
  onBoard(meetingId: string): Promise<SubstitutionRow[]> {
    return this.rows(sql`u.meeting_id = ${meetingId} AND u.status IN ('proposed', 'confirmed', 'withdrawn')`);
  }

  /** Who stands in for whom, or may soon. No rights are asked here. */
  standing(meetingId: string): Promise<SubstitutionRow[]> {
    return this.rows(sql`u.meeting_id = ${meetingId} AND u.status IN ('proposed', 'confirmed')`);
  }

  /** The newest proposal of a person who does not come. */
  async latestOf(invitationId: string): Promise<SubstitutionRow | undefined> {
    const rows = await this.rows(sql`u.invitation_id = ${invitationId}`);
    return rows.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  }

  /** Who stands in for somebody already, and was not taken off the list again. */
  async confirmedOf(invitationId: string): Promise<SubstitutionRow[]> {
    const rows = await this.rows(sql`u.invitation_id = ${invitationId} AND u.status = 'confirmed'`);
    return rows.filter(({ standInId, isStandInRemoved }) => standInId !== null && !isStandInRemoved);
  }

  /** For whom somebody stands in. */
  async standsInFor(invitationId: string): Promise<SubstitutionRow | undefined> {
    const [row] = await this.rows(sql`u.stand_in_id = ${invitationId} AND u.status = 'confirmed'`);
    return row;
  }

  private isOpen(): Sql {
    return sql`(m.status = 'called' AND m.end_at > ${this.clock.instant()})`;
  }

  private async rows(condition: Sql): Promise<SubstitutionRow[]> {
    const rows = await this.db.rows<SubstitutionRow>(sql`
      SELECT u.id, u.meeting_id AS meetingId, m.title AS meetingTitle, m.status AS meetingStatus, m.start_wall AS startWall,
        m.end_wall AS endWall, m.zone, u.invitation_id AS invitationId,
        i.person_id AS principalId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS principalName,
        ${standingStatus} AS principalStatus,
        CASE WHEN i.removed_at IS NULL THEN 0 ELSE 1 END AS isRemoved,
        CASE WHEN ${this.isOpen()} THEN 0 ELSE 1 END AS isClosed, i.state_code AS stateCode,
        sp.id AS personId, u.name, TRIM(CONCAT(sp.given_name, ' ', sp.family_name)) AS registeredName,
        sp.state_code AS registeredStateCode, CASE WHEN EXISTS (SELECT 1 FROM invitation si
          WHERE si.meeting_id = u.meeting_id AND si.person_id = sp.id AND si.sent_at IS NOT NULL
          AND si.removed_at IS NULL) THEN 1 ELSE 0 END AS isInvited, u.address, u.channel, u.status, u.reason, u.decided_by AS decidedBy,
        u.decided_at AS decidedAt, u.stand_in_id AS standInId, u.mail_id AS mailId,
        CASE WHEN si.removed_at IS NULL THEN 0 ELSE 1 END AS isStandInRemoved, u.created_at AS createdAt, u.version
      FROM substitution u JOIN invitation i ON i.id = u.invitation_id JOIN meeting m ON m.id = u.meeting_id
      JOIN person p ON p.id = i.person_id
      LEFT JOIN invitation si ON si.id = u.stand_in_id
      LEFT JOIN person_email pe ON u.person_id IS NULL AND pe.address_key = LOWER(u.address)
      LEFT JOIN person sp ON sp.id = COALESCE(u.person_id, pe.person_id)
      WHERE ${condition}
      ORDER BY CASE WHEN u.status = 'proposed' THEN 0 ELSE 1 END, u.created_at, u.id`);
    return rows.map((row) => ({
      ...row,
      // SQLite joins nothing with a space to a text that is not null.
      registeredName: row.personId && row.registeredName,
      isRemoved: Boolean(row.isRemoved),
      isClosed: Boolean(row.isClosed),
      isInvited: Boolean(row.isInvited),
      isStandInRemoved: Boolean(row.isStandInRemoved),
    }));
  }
}
