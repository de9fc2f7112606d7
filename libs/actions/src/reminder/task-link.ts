import { Injectable } from '@nestjs/common';
import { hashOf, Secret } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { Env } from '../../../../config/env.js';
import { TaskLinkRow } from './task-link.entity.js';

/** How long a link lasts after the last mail that carried it. */
const lastsDays = 120;

/** Who holds a link. */
export interface TaskHolder {
  /** Of the link. */
  id: string;
  personId: string;
  name: string;
  address: string;
  language: Language;
  stateCode: string | null;
}

/**
 * Personal links to the tasks of a person. The secret part is derived from the row's id and the installation's key, so
 * that every mail can carry it; the database holds only its hash. A link ends when the person leaves the network.
 */
@Injectable()
export class TaskLink {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly secret: Secret,
    private readonly env: Env,
  ) {}

  /** For a mail that is written now, in its transaction. @returns the absolute address of the page */
  async urlFor(personId: string): Promise<string> {
    const validUntil = this.clock.instantIn(lastsDays * 86_400);
    const known = await this.db.row<{ id: string }>(
      sql`SELECT id FROM task_link WHERE person_id = ${personId} ORDER BY id`,
    );
    const id = known?.id ?? newId();
    const linkHash = hashOf(this.tokenOf(id));
    if (known) await this.db.run(sql`UPDATE task_link SET valid_until = ${validUntil} WHERE id = ${id}`);
    else await this.db.insert(TaskLinkRow, { id, personId, linkHash, validUntil });
    return `${this.env.publicUrl}/t/${this.tokenOf(id)}`;
  }

  /** For `PersonalDoor`. */
  lock(token: string) {
    return { token, find: (hash: string) => this.holder(hash), unknown: 'meetings.reply.unknownLink' };
  }

  private holder(hash: string): Promise<TaskHolder | undefined> {
    return this.db.row<TaskHolder>(sql`
      SELECT l.id, p.id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, e.address,
        p.mail_language AS language, p.state_code AS stateCode
      FROM task_link l JOIN person p ON p.id = l.person_id
      JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE l.link_hash = ${hash} AND l.valid_until > ${this.clock.instant()}
        AND (p.left_on IS NULL OR p.left_on > ${this.clock.today()})`);
  }

  private tokenOf(id: string): string {
    return this.secret.sign('tasks', id);
  }
}
