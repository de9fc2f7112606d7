import { Injectable } from '@nestjs/common';
import { AttendanceFinder, type AttendanceRow } from '@samrad/meetings';
import { PersonFields } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { SeatFinder } from '../seat/seat.finder.js';
import { SubstituteFinder } from '../substitute/substitute.finder.js';

/** Somebody on the participants' list. */
export interface RosterRow extends AttendanceRow {
  /** Type of the organisation. */
  type: string | null;
  function: string | null;
  /** Null: there are no seats to take, or the person does not come. */
  seat: 'seated' | 'waiting' | null;
  /** Name of the person instead of whom somebody comes. */
  standsInFor: string | null;
  /** Leads the delegation of the State. */
  isHead: boolean;
}

interface Work {
  personId: string;
  type: string | null;
  function: string | null;
}

@Injectable()
export class RosterFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly attendance: AttendanceFinder,
    private readonly seats: SeatFinder,
    private readonly substitutes: SubstituteFinder,
    private readonly fields: PersonFields,
  ) {}

  /** The same as the actor may see it: where somebody works only as far as they show it to the actor. */
  async seenBy(actor: Actor, meetingId: string): Promise<RosterRow[]> {
    const rows = await this.fields.masked(actor, await this.of(meetingId), ({ personId }) => personId);
    return rows.map((row) => (row.organisation === null ? { ...row, type: null } : row));
  }

  /** Everybody who is invited or was there, in order of family name. No rights are asked here. */
  async of(meetingId: string): Promise<RosterRow[]> {
    const [rows, heads, { places }, substitutes] = await Promise.all([
      this.attendance.list(meetingId),
      this.heads(meetingId),
      this.seats.of(meetingId),
      this.substitutes.standing(meetingId),
    ]);
    const principals = new Map(substitutes.map(({ standInId, principalName }) => [standInId, principalName]));
    const sent = rows.filter((row) => row.isSent || row.presence !== null);
    const works = await this.works(sent.map(({ personId }) => personId));
    return sent.map((row) => {
      const { type = null, function: role = null } = works.get(row.personId) ?? {};
      const invitationId = row.invitationId ?? '';
      const standing = {
        seat: places.get(invitationId)?.status ?? null,
        standsInFor: principals.get(invitationId) ?? null,
      };
      return { ...row, ...standing, type, function: role, isHead: heads.get(row.stateCode ?? '') === row.personId };
    });
  }

  /** Who leads the delegation of which State. */
  async heads(meetingId: string): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ stateCode: string; personId: string }>(sql`
      SELECT state_code AS stateCode, person_id AS personId FROM head_of_delegation WHERE meeting_id = ${meetingId}`);
    return new Map(rows.map(({ stateCode, personId }) => [stateCode, personId]));
  }

  /** Where people work today; of several places the one that began last. */
  private async works(ids: readonly string[]): Promise<Map<string, Work>> {
    if (!ids.length) return new Map();
    const today = this.clock.today();
    const rows = await this.db.rows<Work>(sql`
      SELECT a.person_id AS personId, o.type, a.function FROM affiliation a
      JOIN organisation o ON o.id = a.organisation_id
      WHERE a.person_id IN (${join([...ids])}) AND (a.valid_from IS NULL OR a.valid_from <= ${today})
        AND (a.valid_to IS NULL OR a.valid_to >= ${today})
      ORDER BY a.valid_from, a.id`);
    return new Map(rows.map((row) => [row.personId, row]));
  }
}
