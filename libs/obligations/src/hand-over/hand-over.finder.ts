import { Injectable } from '@nestjs/common';
import { ProgressFinder, type ProgressRow, ResponsibleFinder } from '@samrad/actions';
import { askable, PersonFinder } from '@samrad/network';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { Cause } from './hand-over.entity.js';
import { type Candidate, proposalFor, type ProposedAs } from './hand-over.rules.js';

/** No more on one page; the rest comes when these are decided. */
export const mostWaiting = 200;

interface Waiting {
  id: string;
  progressId: string;
  personId: string;
  cause: Cause;
  groupCode: string | null;
  endedOn: Day;
  version: number;
  /** Where a successor is looked for. */
  ofGroup: string | null;
  ofState: string | null;
}

/** A line that waits, with who is proposed. */
export interface HandOverRow extends Waiting {
  line: ProgressRow;
  proposal: { personId: string; name: string; as: ProposedAs } | null;
}

interface CandidateRow extends Candidate {
  groupId: string;
  stateCode: string;
}

/** What waits for somebody to take it over. No rights are asked: pages and API do. */
@Injectable()
export class HandOverFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly progress: ProgressFinder,
    private readonly persons: PersonFinder,
    private readonly responsible: ResponsibleFinder,
  ) {}

  async count(): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n ${this.waitingNow()}`);
    return Number(row!.n);
  }

  /** Longest waiting first. @param id only this one */
  async waiting(id?: string): Promise<HandOverRow[]> {
    const only = id === undefined ? sql`` : sql` AND h.id = ${id}`;
    const rows = await this.db.rows<Waiting>(sql`
      SELECT h.id, h.progress_id AS progressId, h.person_id AS personId, h.cause, g.code AS groupCode,
        h.ended_on AS endedOn, h.version, ${groupOfLine} AS ofGroup,
        COALESCE((SELECT MAX(hm.state_code) FROM membership hm
          WHERE hm.person_id = h.person_id AND hm.group_id = ${groupOfLine}), pe.state_code) AS ofState
      ${this.waitingNow()}${only} ORDER BY h.id LIMIT ${mostWaiting}`);
    return this.withProposals(rows);
  }

  /** Waiting, and still so: the line is theirs and not finished, and they are not back. */
  private waitingNow(): Sql {
    const today = this.clock.today();
    return sql`FROM hand_over h JOIN action_progress p ON p.id = h.progress_id AND p.person_id = h.person_id
      JOIN action_item a ON a.id = p.action_id JOIN person pe ON pe.id = h.person_id
      LEFT JOIN meeting m ON m.id = a.meeting_id LEFT JOIN network_group g ON g.id = h.group_id
      WHERE h.status = 'waiting' AND p.is_finished = 0 AND (
        (h.cause = 'left' AND pe.left_on IS NOT NULL AND pe.left_on <= ${today})
        OR (h.cause = 'membership_ended' AND NOT EXISTS (SELECT 1 FROM membership bm
          WHERE bm.person_id = h.person_id AND bm.group_id = h.group_id AND ${isMemberOn(sql`bm`, today)})))`;
  }

  private async withProposals(rows: Waiting[]): Promise<HandOverRow[]> {
    const lines = new Map(
      (await this.progress.byIds(rows.map((row) => row.progressId))).map((line) => [line.id, line]),
    );
    const [candidates, contacts, taken] = await Promise.all([
      this.candidates(rows),
      this.contacts(rows),
      this.taken(rows),
    ]);
    const proposed = rows.map((row) =>
      proposalFor(
        {
          candidates: candidates.filter(
            ({ groupId, stateCode }) => groupId === row.ofGroup && stateCode === row.ofState,
          ),
          contacts: contacts.get(row.ofState ?? '') ?? [],
        },
        new Set([row.personId, ...(taken.get(lines.get(row.progressId)!.actionId) ?? [])]),
      ),
    );
    const ids = proposed.map((one) => one?.personId).filter((id) => id !== undefined);
    const names = new Map((await this.persons.byIds([...new Set(ids)])).map(({ personId, name }) => [personId, name]));
    return rows.map((row, index) => {
      const one = proposed[index];
      const proposal = one ? { ...one, name: names.get(one.personId) ?? '' } : null;
      return { ...row, line: lines.get(row.progressId)!, proposal };
    });
  }

  /** Who is in these groups today for these States and can be written to. */
  private candidates(rows: Waiting[]): Promise<CandidateRow[]> {
    const groups = [...new Set(rows.map(({ ofGroup }) => ofGroup))].filter((id) => id !== null);
    if (!groups.length) return Promise.resolve([]);
    const today = this.clock.today();
    return this.db.rows<CandidateRow>(sql`
      SELECT cm.group_id AS groupId, COALESCE(cm.state_code, cp.state_code) AS stateCode, cm.person_id AS personId,
        cm.role, cm.valid_from AS validFrom, cp.sort_name AS sortName
      FROM membership cm JOIN person cp ON cp.id = cm.person_id
      JOIN person_email ce ON ce.person_id = cp.id AND ce.is_primary = 1
      WHERE cm.group_id IN (${join(groups)}) AND ${isMemberOn(sql`cm`, today)}
        AND ${askable(today, sql`cp`)}`);
  }

  /** State → contacts who can be written to. */
  private async contacts(rows: Waiting[]): Promise<Map<string, string[]>> {
    const codes = [...new Set(rows.map(({ ofState }) => ofState))].filter((code) => code !== null);
    const people = await this.responsible.ofStates(codes);
    const reachable = (code: string) =>
      (people.get(code) ?? []).filter(({ isContact, address }) => isContact && address !== null);
    return new Map(codes.map((code) => [code, reachable(code).map(({ personId }) => personId)]));
  }

  /** Action → persons who have a line of their own. */
  private async taken(rows: Waiting[]): Promise<Map<string, string[]>> {
    if (!rows.length) return new Map();
    const found = await this.db.rows<{ actionId: string; personId: string }>(sql`
      SELECT op.action_id AS actionId, op.person_id AS personId FROM action_progress op
      WHERE op.person_id IS NOT NULL AND op.action_id IN (
        SELECT hp.action_id FROM action_progress hp WHERE hp.id IN (${join(rows.map((row) => row.progressId))}))`);
    const taken = new Map<string, string[]>();
    for (const { actionId, personId } of found) taken.set(actionId, [...(taken.get(actionId) ?? []), personId]);
    return taken;
  }
}

/** The group that the line comes from: whose membership ended, the one asked, that of the meeting, or their last one. */
const groupOfLine = sql`COALESCE(h.group_id, a.group_id, m.group_id, (SELECT om.group_id FROM membership om
  WHERE om.person_id = h.person_id ORDER BY COALESCE(om.valid_to, '9999-12-31') DESC, om.id DESC LIMIT 1))`;

/** Condition on a membership: it covers the day. */
export const isMemberOn = (membership: Sql, day: Day): Sql =>
  sql`(${membership}.valid_from IS NULL OR ${membership}.valid_from <= ${day})
    AND (${membership}.valid_to IS NULL OR ${membership}.valid_to >= ${day})`;
