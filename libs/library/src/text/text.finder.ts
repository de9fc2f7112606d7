import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { DocumentRow } from '../document/document.finder.js';
import { passagesPerPage } from './text.rules.js';

export interface PassageRow {
  /** 1, 2, 3 … */
  place: number;
  page: number | null;
  text: string;
}

/** What a document says, for those who may read it: ask the document's own finder first. */
@Injectable()
export class TextFinder {
  constructor(private readonly db: Db) {}

  async page({ id, textPassages }: DocumentRow, page: number, per = passagesPerPage): Promise<PageOf<PassageRow>> {
    const rows = await this.db.rows<PassageRow>(sql`
      SELECT place, page, content AS text FROM document_passage WHERE document_id = ${id}
      ORDER BY place LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows, { page, per }, textPassages);
  }
}
