import { Injectable } from '@nestjs/common';
import { AgendaFinder, type AgendaLine } from '@samrad/meetings';
import type { Day, Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import { standingOf, type Kept, type Standing } from './report.rules.js';

export interface ReportCallRow {
  id: string;
  meetingId: string;
  message: string | null;
  respondBy: Day;
  mostLetters: number;
  version: number;
}

export interface TopicRow {
  id: string;
  itemId: string | null;
  titles: Record<string, string>;
  /** Of the item it was taken from; null: open to all who read reports. */
  session: AgendaLine['session'];
}

/** The newest text on one topic. */
export interface TextRow extends Kept {
  reportId: string;
  isLate: number;
  savedBy: string;
  savedAt: Instant;
}

/** The report of one State with its newest texts. */
export interface ReportRow {
  id: string;
  stateCode: string;
  clearedAt: Instant | null;
  clearedBy: string | null;
  version: number;
  /** Those that say something, and those that were taken away again. */
  texts: TextRow[];
  hasText: boolean;
  isCleared: boolean;
  /** Something in it came after the day. */
  isLate: boolean;
  standing: Standing;
}

type RawReport = Pick<ReportRow, 'id' | 'stateCode' | 'clearedAt' | 'clearedBy' | 'version'>;

/** Of an item that was never published and is gone: nobody knows whom it was for, so it is for few. */
const gone: TopicRow['session'] = { id: '', title: '', access: 'states', attribution: 'not_minuted', exemption: null };

/** Calls for reports and what States have written. No rights are asked here. */
@Injectable()
export class ReportFinder {
  constructor(
    private readonly db: Db,
    private readonly agenda: AgendaFinder,
  ) {}

  call(id: string): Promise<ReportCallRow | undefined> {
    return this.callRow(sql`c.id = ${id}`);
  }

  callOf(meetingId: string): Promise<ReportCallRow | undefined> {
    return this.callRow(sql`c.meeting_id = ${meetingId}`);
  }

  /** In their order, each with the session of its item as the agenda is now. */
  async topics({ id, meetingId }: Pick<ReportCallRow, 'id' | 'meetingId'>): Promise<TopicRow[]> {
    const rows = await this.db.rows<Omit<TopicRow, 'session'>>(sql`
      SELECT t.id, t.item_id AS itemId, t.titles FROM report_topic t WHERE t.call_id = ${id} ORDER BY t.place, t.id`);
    const sessions = rows.some(({ itemId }) => itemId)
      ? await this.sessions(meetingId)
      : new Map<string, TopicRow['session']>();
    return rows.map((row) => ({
      ...row,
      titles: fromJson<Record<string, string>>(row.titles),
      session: row.itemId === null ? null : sessions.has(row.itemId) ? sessions.get(row.itemId)! : gone,
    }));
  }

  /** By item, also of those that were taken off since: what was closed stays closed. */
  private async sessions(meetingId: string): Promise<Map<string, TopicRow['session']>> {
    const [{ lines }, versions] = await Promise.all([
      this.agenda.unplaced(meetingId),
      this.agenda.wholeVersions(meetingId),
    ]);
    const earlier = versions.flatMap(({ snapshot }) => snapshot.items).reverse();
    return new Map([...earlier, ...lines].map(({ id, session }) => [id, session]));
  }

  /** Of all States that were asked, by code. */
  async reports(callId: string): Promise<ReportRow[]> {
    return this.reportRows(sql`r.call_id = ${callId}`);
  }

  async report(callId: string, stateCode: string): Promise<ReportRow | undefined> {
    const [report] = await this.reportRows(sql`r.call_id = ${callId} AND r.state_code = ${stateCode}`);
    return report;
  }

  /** What a topic said in an earlier version. */
  async textAt(reportId: string, { topicId, number }: Pick<Kept, 'topicId' | 'number'>): Promise<string | null> {
    const row = await this.db.row<{ text: string | null }>(sql`
      SELECT text FROM report_text WHERE report_id = ${reportId} AND topic_id = ${topicId} AND number = ${number}`);
    return row?.text ?? null;
  }

  private async reportRows(condition: Sql): Promise<ReportRow[]> {
    const reports = await this.db.rows<RawReport>(sql`
      SELECT r.id, r.state_code AS stateCode, r.cleared_at AS clearedAt, r.cleared_by AS clearedBy, r.version
      FROM state_report r WHERE ${condition} ORDER BY r.state_code`);
    const texts = await this.db.rows<TextRow>(sql`
      SELECT x.report_id AS reportId, x.topic_id AS topicId, x.number, x.text, x.is_late AS isLate,
        x.saved_by AS savedBy, x.saved_at AS savedAt
      FROM report_text x JOIN state_report r ON r.id = x.report_id
      WHERE ${condition} AND x.number = (SELECT MAX(n.number) FROM report_text n
        WHERE n.report_id = x.report_id AND n.topic_id = x.topic_id)
      ORDER BY x.report_id, x.topic_id`);
    return reports.map((report) =>
      whole(
        report,
        texts.filter(({ reportId }) => reportId === report.id),
      ),
    );
  }

  private callRow(condition: Sql): Promise<ReportCallRow | undefined> {
    return this.db.row<ReportCallRow>(sql`
      SELECT c.id, c.meeting_id AS meetingId, c.message, c.respond_by AS respondBy, c.most_letters AS mostLetters,
        c.version
      FROM report_call c WHERE ${condition}`);
  }
}

function whole(report: RawReport, texts: TextRow[]): ReportRow {
  const said = texts.filter(({ text }) => text !== null);
  const facts = { hasText: said.length > 0, isCleared: report.clearedAt !== null };
  return { ...report, texts, ...facts, isLate: said.some(({ isLate }) => isLate), standing: standingOf(facts) };
}
