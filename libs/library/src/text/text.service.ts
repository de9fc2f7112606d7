import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { bulkInserts, Db, newIds, sql } from '@samrad/platform/database';
import { NotFound } from '@samrad/platform/errors';
import { FileStore } from '@samrad/platform/files';
import { DocumentIndex } from './document-index.js';
import { readText, type ReadPassage, type TextRead } from './text-reader.js';
import { hasText } from './text.rules.js';

interface Source {
  fileHash: string;
  mediaType: string;
}

const columns = ['id', 'document_id', 'place', 'page', 'content'];

/** Reads what documents say and makes it findable. */
@Injectable()
export class TextService {
  constructor(
    private readonly db: Db,
    private readonly files: FileStore,
    private readonly index: DocumentIndex,
  ) {}

  /** Called by a job after a document was added; once more gives the same. A document that is gone is left. */
  async read(id: string): Promise<void> {
    const source = await this.db.row<Source>(sql`
      SELECT file_hash AS fileHash, media_type AS mediaType FROM document WHERE id = ${id}`);
    if (!source) return;
    const result = await this.textOf(source);
    await this.db.tx(() => this.store(id, result));
  }

  private async textOf({ fileHash, mediaType }: Source): Promise<TextRead> {
    if (!hasText(mediaType)) return { passages: [] };
    try {
      return await readText(await buffer(await this.files.open(fileHash)), mediaType);
    } catch (error) {
      if (error instanceof NotFound) return { problem: 'gone' };
      throw error;
    }
  }

  private async store(id: string, result: TextRead): Promise<void> {
    const passages = 'passages' in result ? result.passages : [];
    const fault = 'problem' in result ? result.problem : null;
    const status = fault ? 'unread' : passages.length ? 'read' : 'none';
    const kept = await this.db.run(sql`
      UPDATE document SET text_status = ${status}, text_fault = ${fault}, text_passages = ${passages.length}
      WHERE id = ${id}`);
    await this.db.run(sql`DELETE FROM document_passage WHERE document_id = ${id}`);
    // MariaDB counts only rows that changed: whether the document is still there is asked.
    if (!kept && !(await this.db.row(sql`SELECT id FROM document WHERE id = ${id}`))) return;
    for (const insert of bulkInserts('document_passage', columns, rowsOf(id, passages))) await this.db.run(insert);
    await this.index.put([id]);
  }
}

function rowsOf(id: string, passages: ReadPassage[]) {
  const ids = newIds(passages.length);
  return passages.map(({ page, text }, index) => [ids[index], id, index + 1, page, text]);
}
