import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { GroupMembers, PersonFields, PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import type { AttendanceMode, InvitationStatus } from '../../invitation/invitation.entity.js';
import { standingMode, standingStatus } from '../../invitation/invitation.finder.js';
import { presenceOf, type Presence } from './attendance.rules.js';

/** Somebody who was invited or who is noted as present or absent. */
export interface AttendanceRow {
  personId: string;
  name: string;
  organisation: string | null;
  /** The State the person was invited for, else the person's own. */
  stateCode: string | null;
  /** Where mail about the meeting goes. */
  address: string | null;
  mailLanguage: Language;
  /** Null: not on the list of those invited. */
  invitationId: string | null;
  /** On the list of those invited. */
  isInvited: boolean;
  /** The invitation has been sent. */
  isSent: boolean;
  /** Member of the meeting's group today. */
  isMember: boolean;
  /** To the meeting as it is now: an answer to an earlier date counts no more. */
  answer: InvitationStatus | null;
  answerMode: AttendanceMode | null;
  presence: Presence | null;
  /** Came late. */
  arrivedAt: Instant | null;
  /** Left early. */
  leftAt: Instant | null;
  /** Said by the person, and not confirmed by the secretariat. */
  isOwnWord: boolean;
}

interface Raw {
  personId: string;
  stateCode: string | null;
  address: string | null;
  invitationId: string | null;
  sentAt: string | null;
  answer: InvitationStatus | null;
  answerMode: AttendanceMode | null;
  isPresent: number | boolean | null;
  mode: AttendanceMode | null;
  isExcused: number | boolean | null;
  arrivedAt: Instant | null;
  leftAt: Instant | null;
  isOwnWord: number | boolean | null;
  isMember: number;
  groupId: string | null;
}

@Injectable()
export class AttendanceFinder {
  constructor(
    private readonly db: Db,
    private readonly persons: PersonFinder,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
    private readonly fields: PersonFields,
  ) {}

  /** The list as the actor may see it: where somebody works is left blank when they do not show it to the actor. */
  async seenBy(actor: Actor, meetingId: string): Promise<AttendanceRow[]> {
    return this.fields.masked(actor, await this.list(meetingId), ({ personId }) => personId);
  }

  /** In order of family name. No rights are asked here. */
  async list(meetingId: string): Promise<AttendanceRow[]> {
    const rows = new Map((await this.raw(meetingId)).map((row) => [row.personId, row]));
    const ids = [...rows.keys()];
    const [contacts, composed] = await Promise.all([this.persons.byIds(ids), this.groups.derivedOf(ids)]);
    return contacts.map((contact) => {
      const row = rows.get(contact.personId)!;
      return {
        personId: contact.personId,
        name: contact.name,
        organisation: contact.organisation,
        stateCode: row.stateCode ?? contact.stateCode,
        address: row.address ?? contact.address,
        mailLanguage: contact.mailLanguage,
        invitationId: row.invitationId,
        isInvited: row.invitationId !== null,
        isSent: row.sentAt !== null,
        isMember: Boolean(row.isMember) || Boolean(composed.get(contact.personId)?.includes(row.groupId ?? '')),
        answer: row.answer,
        answerMode: row.answerMode,
        presence: presenceOf(row),
        arrivedAt: row.arrivedAt,
        leftAt: row.leftAt,
        isOwnWord: Boolean(row.isOwnWord),
      };
    });
  }

  private raw(meetingId: string): Promise<Raw[]> {
    const today = this.clock.today();
    return this.db.rows<Raw>(sql`
      SELECT one.person_id AS personId, i.id AS invitationId, i.state_code AS stateCode, i.address,
        i.sent_at AS sentAt, ${standingStatus} AS answer, ${standingMode} AS answerMode, t.is_present AS isPresent, t.mode,
        t.is_excused AS isExcused, t.arrived_at AS arrivedAt, t.left_at AS leftAt, t.is_own_word AS isOwnWord,
        CASE WHEN EXISTS (SELECT 1 FROM membership gm
          WHERE gm.group_id = m.group_id AND gm.person_id = one.person_id
          AND (gm.valid_from IS NULL OR gm.valid_from <= ${today})
          AND (gm.valid_to IS NULL OR gm.valid_to >= ${today})) THEN 1 ELSE 0 END AS isMember,
        m.group_id AS groupId
      FROM (SELECT person_id FROM invitation WHERE meeting_id = ${meetingId} AND removed_at IS NULL
        UNION SELECT person_id FROM attendance WHERE meeting_id = ${meetingId}) one
      JOIN meeting m ON m.id = ${meetingId}
      LEFT JOIN invitation i ON i.meeting_id = ${meetingId} AND i.person_id = one.person_id AND i.removed_at IS NULL
      LEFT JOIN attendance t ON t.meeting_id = ${meetingId} AND t.person_id = one.person_id`);
  }
}
