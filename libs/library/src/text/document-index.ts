import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, join, sql } from '@samrad/platform/database';
import { Search, type Findable, type Passage } from '@samrad/platform/search';
import { DocumentFinder } from '../document/document.finder.js';
import { placeOf } from './text.rules.js';

interface Facts {
  id: string;
  title: string;
  reference: string | null;
  filename: string;
  createdAt: string;
}

/** What can be found of a document: its facts, and what it says, paragraph by paragraph. */
@Injectable()
export class DocumentIndex implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
    private readonly finder: DocumentFinder,
  ) {}

  onModuleInit(): void {
    this.search.register('document', (actor) => this.finder.foundBy(actor), {
      ids: sql`SELECT id FROM document`,
      put: (ids) => this.put(ids),
    });
  }

  /** Inside the transaction that changed them. */
  async put(ids: string[]): Promise<void> {
    const documents = await this.db.rows<Facts>(sql`
      SELECT id, title, reference, filename, created_at AS createdAt FROM document WHERE id IN (${join(ids)})`);
    for (const document of documents) {
      await this.search.put('document', document.id, findable(document, await this.passagesOf(document.id)));
    }
  }

  private async passagesOf(id: string): Promise<Passage[]> {
    const rows = await this.db.rows<{ place: number; text: string }>(sql`
      SELECT place, content AS text FROM document_passage WHERE document_id = ${id} ORDER BY place`);
    return rows.map(({ place, text }) => ({ text, url: placeOf(id, place) }));
  }
}

const findable = ({ id, title, reference, filename, createdAt }: Facts, passages: Passage[]): Findable => ({
  title,
  body: [reference, filename].filter(Boolean).join(' · '),
  url: `/documents/${id}`,
  dated: createdAt.slice(0, 10),
  passages,
});
