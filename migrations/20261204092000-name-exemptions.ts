import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, code, day, dropColumns, oneOf, optional, text } from '../libs/platform/src/database/schema.js';

const before = ['organisers', 'group', 'network', 'public'];
const after = ['organisers', 'ncps', 'states', 'group', 'network', 'public'];
/** Tables whose audiences are checked, with the name of the check. */
const checked = { document: 'ck_document_audience', minutes: 'ck_minutes_audience' };
const exempted = ['document', 'minutes_version'];

/** Documents and minutes may be for contact points or States; what is not public names why, and until when. */
export class NameExemptions20261204092000 implements MigrationInterface {
  name = 'NameExemptions20261204092000';

  async up(q: QueryRunner): Promise<void> {
    await this.allow(q, after);
    for (const table of exempted) {
      await addColumns(q, table, [
        code('exemption', optional),
        text('exemption_reason', optional),
        day('exemption_review_on', optional),
      ]);
    }
    await q.query('CREATE INDEX ix_document_exemption_review ON document (exemption_review_on)');
  }

  async down(q: QueryRunner): Promise<void> {
    const isMaria = q.connection.options.type === 'mariadb';
    await q.query(`DROP INDEX ix_document_exemption_review${isMaria ? ' ON document' : ''}`);
    for (const table of exempted) {
      await dropColumns(q, table, 'exemption', 'exemption_reason', 'exemption_review_on');
    }
    // What was for some of the network only must not become readable for all of it.
    for (const table of [...Object.keys(checked), 'minutes_version']) {
      await q.query(`UPDATE ${table} SET audience = 'organisers' WHERE audience IN ('ncps', 'states')`);
    }
    await this.allow(q, before);
  }

  private async allow(q: QueryRunner, audiences: string[]): Promise<void> {
    for (const [table, name] of Object.entries(checked)) {
      await q.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
      await q.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${oneOf('audience', audiences)})`);
    }
  }
}
