import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, isDuplicate, join, newId, sql } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { canSeeOpenings } from './opening.policy.js';

export interface Opening {
  documentId: string;
  personId: string;
  name: string;
  firstAt: Instant;
  lastAt: Instant;
}

const year = 365 * 86_400;

/** Who has opened which document: a log beside reading, which changes nothing that anybody works with. */
@Injectable()
export class Openings {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    jobs.hourly(() => this.forget());
  }

  /** Nothing is noted of visitors. */
  async note({ personId }: Actor, documentIds: string[]): Promise<void> {
    if (personId === null || !documentIds.length) return;
    const now = this.clock.instant();
    await this.db.tx(async () => {
      for (const documentId of documentIds) {
        const known = await this.db.run(sql`UPDATE document_opening SET last_at = ${now}
          WHERE document_id = ${documentId} AND person_id = ${personId}`);
        if (!known) await this.first({ documentId, personId, now });
      }
    });
  }

  /** Of these documents, by name. @throws Forbidden for who is no organiser */
  async of(actor: Actor, documentIds: string[]): Promise<Opening[]> {
    demand(canSeeOpenings(actor));
    if (!documentIds.length) return [];
    return this.db.rows(sql`
      SELECT o.document_id AS documentId, o.person_id AS personId, o.first_at AS firstAt, o.last_at AS lastAt,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name
      FROM document_opening o JOIN person p ON p.id = o.person_id
      WHERE o.document_id IN (${join(documentIds)}) ORDER BY p.sort_name, o.id`);
  }

  private async first({ documentId, personId, now }: { documentId: string; personId: string; now: Instant }) {
    await this.db
      .run(
        sql`INSERT INTO document_opening (id, document_id, person_id, first_at, last_at)
          VALUES (${newId()}, ${documentId}, ${personId}, ${now}, ${now})`,
      )
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
  }

  private async forget(): Promise<void> {
    await this.db.tx(() =>
      this.db.run(sql`DELETE FROM document_opening WHERE last_at < ${this.clock.instantIn(-year)}`),
    );
  }
}
