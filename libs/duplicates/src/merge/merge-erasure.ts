import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Erasures, type Erased } from '@samrad/network';
import { Db, join, sql } from '@samrad/platform/database';

/** What merges keep of somebody goes with their other data; a merge of theirs can no longer be undone. */
@Injectable()
export class MergeErasure implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.erasures.offer({
      erase: (_, erased) => this.erase(erased),
      namesOf: (personId) => this.namesOf(personId),
    });
  }

  private async namesOf(personId: string): Promise<string[]> {
    const rows = await this.db.rows<{ name: string }>(sql`
      SELECT lost_name AS name FROM record_merge WHERE noun = 'person' AND kept_id = ${personId}`);
    return rows.map(({ name }) => name);
  }

  private async erase({ personId, formerIds, pseudonym }: Erased): Promise<void> {
    const ids = join([personId, ...formerIds]);
    const theirs = sql`noun = 'person' AND (kept_id IN (${ids}) OR lost_id IN (${ids}))`;
    await this.db.run(sql`DELETE FROM merge_change WHERE merge_id IN (SELECT id FROM record_merge WHERE ${theirs})`);
    await this.db.run(sql`
      UPDATE record_merge SET kept_name = ${pseudonym}, lost_name = ${pseudonym}, is_forgotten = 1 WHERE ${theirs}`);
  }
}
