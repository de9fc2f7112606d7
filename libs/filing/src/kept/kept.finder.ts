import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import type { PaperKind } from '../paper/paper.rules.js';

export interface KeptRow {
  id: string;
  kind: PaperKind;
  language: string;
  documentId: string;
  title: string;
  /** Of the document. */
  version: number;
  updatedAt: string;
  paperHash: string;
  /** Somebody uploaded their own version since it was written. */
  isEdited: boolean;
}

type Raw = Omit<KeptRow, 'isEdited'> & { isEdited: number };

/** Documents that were written from meetings. For organisers; no rights are asked here. */
@Injectable()
export class KeptFinder {
  constructor(private readonly db: Db) {}

  async of(meetingId: string): Promise<KeptRow[]> {
    const rows = await this.db.rows<Raw>(sql`
      SELECT k.id, k.kind, k.language, k.document_id AS documentId, d.title, d.version, d.updated_at AS updatedAt,
        k.paper_hash AS paperHash, CASE WHEN d.file_hash = k.file_hash THEN 0 ELSE 1 END AS isEdited
      FROM kept_paper k JOIN document d ON d.id = k.document_id
      WHERE k.meeting_id = ${meetingId} ORDER BY k.kind, k.language`);
    return rows.map((row) => ({ ...row, isEdited: Boolean(row.isEdited) }));
  }
}
