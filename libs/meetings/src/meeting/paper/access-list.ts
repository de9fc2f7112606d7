import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { download, Views, type Answer } from '@samrad/platform/views';
import type { Audience, Exempted } from '@samrad/library';
import { audienceOfSession, type SessionAccess } from '../../agenda/session/session.types.js';
import type { MeetingRow } from '../meeting.finder.js';

interface Listed extends Partial<Exempted> {
  kind: 'agenda' | 'session' | 'minutes' | 'adopted' | 'document';
  /** Version of agenda or minutes. */
  number: number | null;
  title: string;
  reference: string | null;
  /** `YYYY-MM-DD` */
  dated: string;
  audience: Audience;
}

const exempted = sql`exemption, exemption_reason AS exemptionReason, exemption_review_on AS exemptionReviewOn`;

/** Everything there is of a meeting with who may see it and what exempts it: what a request for access asks about. */
@Injectable()
export class AccessList {
  constructor(
    private readonly db: Db,
    private readonly views: Views,
  ) {}

  async csv(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const say = (key: string, params?: Record<string, unknown>) => this.views.i18n.t(ctx.lang, key, params);
    const head = (key: string) => say(`meetings.document.access.${key}`);
    const columns: CsvColumn<Listed>[] = [
      { head: head('kind'), value: ({ kind, number }) => say(`meetings.document.access.kinds.${kind}`, { number }) },
      { head: head('title'), value: ({ title }) => title },
      { head: head('reference'), value: ({ reference }) => reference },
      { head: head('dated'), value: ({ dated }) => dated },
      { head: head('audience'), value: ({ audience }) => say(`library.audience.${audience}`) },
      { head: head('exemption'), value: ({ exemption }) => exemption && say(`library.exemption.of.${exemption}`) },
      { head: head('reason'), value: ({ exemptionReason }) => exemptionReason },
      { head: head('reviewOn'), value: ({ exemptionReviewOn }) => exemptionReviewOn },
    ];
    const file = toCsv(columns, await this.of(meeting), ctx.lang);
    return download(file, `${head('fileName')}.csv`, 'text/csv; charset=utf-8');
  }

  /** Agendas with their closed sessions, minutes and documents, each in order of day. */
  private async of({ id, title, audience, startWall }: MeetingRow): Promise<Listed[]> {
    const agendas = await this.db.rows<Pick<Listed, 'number' | 'dated'>>(sql`
      SELECT number, SUBSTR(published_at, 1, 10) AS dated FROM agenda_version WHERE meeting_id = ${id} ORDER BY number`);
    const sessions = await this.db.rows<Pick<Listed, 'title'> & Exempted & { access: SessionAccess }>(sql`
      SELECT title, access, ${exempted} FROM agenda_session WHERE meeting_id = ${id} AND access <> 'open' ORDER BY place, id`);
    const minutes = await this.db.rows<Omit<Listed, 'title' | 'reference'>>(sql`
      SELECT CASE WHEN v.adopted_way IS NULL THEN 'minutes' ELSE 'adopted' END AS kind, v.number, SUBSTR(v.published_at, 1, 10) AS dated, v.audience, ${exempted} FROM minutes_version v
      JOIN minutes mi ON mi.id = v.minutes_id WHERE mi.meeting_id = ${id} ORDER BY v.number`);
    const documents = await this.db.rows<Omit<Listed, 'kind' | 'number'>>(sql`
      SELECT d.title, d.reference, SUBSTR(d.created_at, 1, 10) AS dated, d.audience, ${exempted} FROM document d
      JOIN meeting_document md ON md.document_id = d.id WHERE md.meeting_id = ${id} ORDER BY d.created_at, d.id`);
    return [
      ...agendas.map((row) => ({ kind: 'agenda' as const, title, reference: null, audience, ...row })),
      ...sessions.map(({ access, ...row }) => ({
        ...{ kind: 'session' as const, number: null, reference: null, dated: startWall.slice(0, 10) },
        ...{ audience: audienceOfSession(access), ...row },
      })),
      ...minutes.map((row) => ({ title, reference: null, ...row })),
      ...documents.map((row) => ({ kind: 'document' as const, number: null, ...row })),
    ];
  }
}
