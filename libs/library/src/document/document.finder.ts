import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, empty, join, raw, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import { Search, seenIn } from '@samrad/platform/search';
import { DocumentGrants } from './document-grants.js';
import type { DocumentQuery } from './document.dto.js';
import { visibleTo } from './document.policy.js';
import type { Audience } from '@samrad/platform/auth';
import type { Exempted } from '../exemption/exemption.rules.js';
import type { TextStatus } from './document.entity.js';

export interface DocumentRow extends Exempted {
  id: string;
  title: string;
  reference: string | null;
  language: string;
  audience: Audience;
  groupId: string | null;
  filename: string;
  mediaType: string;
  size: number;
  fileHash: string;
  createdAt: string;
  updatedAt: string;
  version: number;
  textStatus: TextStatus;
  textFault: string | null;
  /** How many paragraphs were read. */
  textPassages: number;
}

const columns = sql`d.id, d.title, d.reference, d.language, d.audience, d.group_id AS groupId, d.filename,
  d.media_type AS mediaType, d.size, d.file_hash AS fileHash, d.created_at AS createdAt, d.updated_at AS updatedAt, d.version,
  d.exemption, d.exemption_reason AS exemptionReason, d.exemption_review_on AS exemptionReviewOn,
  d.text_status AS textStatus, d.text_fault AS textFault, d.text_passages AS textPassages`;

const order = {
  'createdAt-desc': 'd.created_at DESC, d.id DESC',
  'createdAt-asc': 'd.created_at, d.id',
  'title-asc': 'd.title, d.id',
  'title-desc': 'd.title DESC, d.id DESC',
} as const;

/** Documents as an actor may read them. */
@Injectable()
export class DocumentFinder {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
    private readonly grants: DocumentGrants,
  ) {}

  async page(actor: Actor, query: DocumentQuery): Promise<PageOf<DocumentRow>> {
    const where = sql`WHERE ${this.seenBy(actor)}${this.filter(query)}`;
    const rows = await this.db.rows<DocumentRow>(sql`
      SELECT ${columns} FROM document d ${where} ORDER BY ${raw(order[query.sort])}
      LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    const total = query.total
      ? Number((await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM document d ${where}`))!.n)
      : null;
    return pageOf(rows, query, total);
  }

  /** One document, if the actor may read it. */
  one(actor: Actor, id: string): Promise<DocumentRow | undefined> {
    return this.db.row(sql`SELECT ${columns} FROM document d WHERE d.id = ${id} AND ${this.seenBy(actor)}`);
  }

  /** Those of the ids that the actor may read, in the order of the ids. */
  async some(actor: Actor, ids: string[]): Promise<DocumentRow[]> {
    if (!ids.length) return [];
    const rows = await this.db.rows<DocumentRow>(
      sql`SELECT ${columns} FROM document d WHERE d.id IN (${join(ids)}) AND ${this.seenBy(actor)}`,
    );
    return ids.map((id) => rows.find((row) => row.id === id)).filter((row): row is DocumentRow => row !== undefined);
  }

  /** The condition for search hits: the same as for the list. */
  foundBy(actor: Actor): Sql {
    return seenIn(sql`document d`, sql`d.id`, this.seenBy(actor));
  }

  private seenBy(actor: Actor): Sql {
    return visibleTo(actor, this.grants.for(actor), this.grants.refusedTo(actor));
  }

  private filter({ q, audience, language }: DocumentQuery): Sql {
    const ids = q ? this.search.idsMatching('document', q) : null;
    return sql`${ids ? sql` AND d.id IN (${ids})` : empty}${audience ? sql` AND d.audience = ${audience}` : empty}${
      language ? sql` AND d.language = ${language}` : empty
    }`;
  }
}
