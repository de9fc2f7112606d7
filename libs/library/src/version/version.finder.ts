import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';

export interface VersionRow {
  number: number;
  fileHash: string;
  filename: string;
  mediaType: string;
  size: number;
  isMadeHere: number | boolean;
  addedAt: Instant;
  addedBy: string | null;
}

/** Versions of documents. Earlier ones are for those who manage documents; no rights are asked here. */
@Injectable()
export class VersionFinder {
  constructor(private readonly db: Db) {}

  /** Newest first; none while there has been only one. */
  of(documentId: string): Promise<VersionRow[]> {
    return this.db.rows(sql`
      SELECT v.number, v.file_hash AS fileHash, v.filename, v.media_type AS mediaType, v.size,
        v.is_made_here AS isMadeHere, v.added_at AS addedAt,
        CASE WHEN p.id IS NULL THEN NULL ELSE TRIM(CONCAT(p.given_name, ' ', p.family_name)) END AS addedBy
      FROM document_version v LEFT JOIN person p ON p.id = v.added_by
      WHERE v.document_id = ${documentId} ORDER BY v.number DESC`);
  }

  async one(documentId: string, number: number): Promise<VersionRow | undefined> {
    return (await this.of(documentId)).find((version) => version.number === number);
  }
}
