import { Injectable } from '@nestjs/common';
import { ProgressFinder, reportableBy, type ProgressRow, type ProgressStatus } from '@samrad/actions';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { AnswersQuery } from './mail-answer.dto.js';
import type { AnswerStatus } from './mail-answer.entity.js';
import { visibleTo } from './mail-answer.policy.js';

/** An answer with the lines that it is, or may be, about. */
export interface AnswerRow {
  id: string;
  mailId: string;
  incomingId: string | null;
  personId: string | null;
  byName: string;
  fromAddress: string | null;
  saidStatus: ProgressStatus | null;
  note: string | null;
  /** References that the reminder did not name, `A-29, A-30`. */
  otherRefs: string | null;
  writtenAt: Instant;
  takenBy: string | null;
  status: AnswerStatus;
  decidedBy: string | null;
  decidedAt: Instant | null;
  reason: string | null;
  version: number;
  lines: ProgressRow[];
}

type Bare = Omit<AnswerRow, 'lines'>;

const columns = sql`m.id, m.mail_id AS mailId, m.incoming_id AS incomingId, m.person_id AS personId, m.by_name AS byName,
  m.from_address AS fromAddress, m.said_status AS saidStatus, m.note, m.other_refs AS otherRefs, m.written_at AS writtenAt, m.taken_by AS takenBy,
  m.status, m.decided_by AS decidedBy, m.decided_at AS decidedAt, m.reason, m.version`;
const shown: Record<AnswersQuery['show'], Sql> = {
  open: sql`m.status = 'open'`,
  decided: sql`m.status <> 'open'`,
  all: sql`1 = 1`,
};

/** Answers by mail as an actor may see them: those that they may decide. */
@Injectable()
export class MailAnswerFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly progress: ProgressFinder,
  ) {}

  /** The oldest that waits first; of what was decided, the newest. */
  async page(actor: Actor, query: AnswersQuery): Promise<PageOf<AnswerRow>> {
    const { show, page, per } = query;
    const where = sql`${shown[show]} AND ${this.seen(actor)}`;
    const order = show === 'open' ? sql`m.written_at, m.id` : sql`m.written_at DESC, m.id DESC`;
    const rows = await this.db.rows<Bare>(sql`
      SELECT ${columns} FROM mail_answer m WHERE ${where} ORDER BY ${order} LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    const total = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM mail_answer m WHERE ${where}`);
    return pageOf(await this.withLines(rows), query, Number(total!.n));
  }

  async one(actor: Actor, id: string): Promise<AnswerRow | undefined> {
    const row = await this.db.row<Bare>(sql`
      SELECT ${columns} FROM mail_answer m WHERE m.id = ${id} AND ${this.seen(actor)}`);
    return row && (await this.withLines([row]))[0];
  }

  /** The whole text. What one mail says about other lines as well is not for everybody: blank then for all but organisers. */
  async body(id: string): Promise<{ text: string; isShared: boolean }> {
    const row = await this.db.row<{ body: string; n: number }>(sql`
      SELECT m.body, (SELECT COUNT(*) FROM mail_answer o WHERE o.incoming_id = m.incoming_id) AS n
      FROM mail_answer m WHERE m.id = ${id}`);
    return { text: row?.body ?? '', isShared: Number(row?.n ?? 0) > 1 };
  }

  /** How many wait for the actor. */
  async waiting(actor: Actor): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM mail_answer m WHERE m.status = 'open' AND ${this.seen(actor)}`);
    return Number(row!.n);
  }

  /** Those that wait and are, or may be, about these lines, by the id of the line. */
  async openOf(actor: Actor, lineIds: readonly string[]): Promise<Map<string, AnswerRow[]>> {
    const found = new Map<string, AnswerRow[]>();
    if (!lineIds.length) return found;
    const rows = await this.db.rows<Bare>(sql`
      SELECT ${columns} FROM mail_answer m WHERE m.status = 'open' AND ${this.seen(actor)} AND m.id IN (
        SELECT al.answer_id FROM mail_answer_line al WHERE al.progress_id IN (${join([...lineIds])}))
      ORDER BY m.written_at, m.id`);
    for (const answer of await this.withLines(rows)) {
      for (const { id } of answer.lines) found.set(id, [...(found.get(id) ?? []), answer]);
    }
    return found;
  }

  private seen(actor: Actor): Sql {
    return visibleTo(actor, reportableBy(actor, this.clock.today()));
  }

  private async withLines(rows: readonly Bare[]): Promise<AnswerRow[]> {
    if (!rows.length) return [];
    const links = await this.db.rows<{ answerId: string; progressId: string }>(sql`
      SELECT answer_id AS answerId, progress_id AS progressId FROM mail_answer_line
      WHERE answer_id IN (${join(rows.map(({ id }) => id))})`);
    const lines = await this.progress.byIds([...new Set(links.map(({ progressId }) => progressId))]);
    const about = (id: string) =>
      new Set(links.filter(({ answerId }) => answerId === id).map(({ progressId }) => progressId));
    return rows.map((row) => {
      const ids = about(row.id);
      return { ...row, lines: lines.filter(({ id }) => ids.has(id)) };
    });
  }
}
