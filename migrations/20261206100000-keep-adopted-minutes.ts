import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, code, dropColumns, int, json, oneOf, optional } from '../libs/platform/src/database/schema.js';

const lastNumber = '(SELECT MAX(v.number) FROM minutes_version v WHERE v.minutes_id = minutes.id)';

/**
 * The text that was adopted is a version of the record by itself; so far it stood beside the versions. What a correction
 * says is for those who may read what it corrects.
 */
export class KeepAdoptedMinutes20261206100000 implements MigrationInterface {
  name = 'KeepAdoptedMinutes20261206100000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'minutes', [int('adopted_number', optional)]);
    await addColumns(q, 'minutes_version', [
      ...[code('adopted_way', optional), int('adopted_number', optional), code('note_access', optional)],
    ]);
    await q.query(`ALTER TABLE minutes_version ADD CONSTRAINT ck_minutes_version_adopted_way
      CHECK (adopted_way IS NULL OR ${oneOf('adopted_way', ['silence', 'meeting'])})`);
    await q.query(`UPDATE minutes SET adopted_number = COALESCE(${lastNumber}, 0) + 1
      WHERE adopted_snapshot IS NOT NULL`);
    await q.query(`INSERT INTO minutes_version
      (id, minutes_id, number, audience, published_by, published_at, snapshot, adopted_way, adopted_number)
      SELECT id, id, adopted_number, 'organisers', adopted_by, adopted_at, adopted_snapshot, adopted_way, adopted_number
      FROM minutes WHERE adopted_number IS NOT NULL`);
    await dropColumns(q, 'minutes', 'adopted_snapshot');
  }

  async down(q: QueryRunner): Promise<void> {
    await addColumns(q, 'minutes', [json('adopted_snapshot', optional)]);
    await q.query(`UPDATE minutes SET adopted_snapshot = (SELECT v.snapshot FROM minutes_version v
      WHERE v.minutes_id = minutes.id AND v.number = minutes.adopted_number) WHERE adopted_number IS NOT NULL`);
    await q.query('DELETE FROM minutes_version WHERE adopted_way IS NOT NULL');
    await q.query('ALTER TABLE minutes_version DROP CONSTRAINT ck_minutes_version_adopted_way');
    await dropColumns(q, 'minutes_version', 'adopted_way', 'adopted_number', 'note_access');
    await dropColumns(q, 'minutes', 'adopted_number');
  }
}
