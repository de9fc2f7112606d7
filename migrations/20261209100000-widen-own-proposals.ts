import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, line, oneOf, optional } from '../libs/platform/src/database/schema.js';

const fields = ['state', 'organisation', 'group'];
const statuses = ['waiting', 'accepted', 'declined'];
const lastSaid = (purpose: string) => `(SELECT c.is_given FROM consent c
  WHERE c.person_id = person.id AND c.purpose = '${purpose}' ORDER BY c.at DESC, c.id DESC LIMIT 1)`;

/**
 * People propose also their function and whatever has no field, and withdraw what they proposed. What may leave the EEA
 * without consent needs a ground. Who agreed to a public profile is asked again: the text says more now.
 */
export class WidenOwnProposals20261209100000 implements MigrationInterface {
  name = 'WidenOwnProposals20261209100000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'own_proposal', [line('proposed_function', optional)]);
    await this.allow(q, [...fields, 'function', 'other'], [...statuses, 'withdrawn']);
    await q.query(`DELETE FROM outside_eea_field WHERE TRIM(reason) = ''`);
    await q.query(`
      UPDATE person SET reach = CASE WHEN ${lastSaid('profile_network')} = 1 THEN 'network' ELSE 'circle' END
      WHERE reach = 'public'`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DELETE FROM own_proposal WHERE status = 'withdrawn' OR field IN ('function', 'other')`);
    await this.allow(q, fields, statuses);
    await dropColumns(q, 'own_proposal', 'proposed_function');
    await q.query(`UPDATE person SET reach = 'public' WHERE ${lastSaid('profile_public')} = 1`);
  }

  private async allow(q: QueryRunner, inField: string[], inStatus: string[]): Promise<void> {
    for (const [column, values] of [
      ['field', inField],
      ['status', inStatus],
    ] as const) {
      const name = `ck_own_proposal_${column}`;
      await q.query(`ALTER TABLE own_proposal DROP CONSTRAINT ${name}`);
      await q.query(`ALTER TABLE own_proposal ADD CONSTRAINT ${name} CHECK (${oneOf(column, [...values])})`);
    }
  }
}
