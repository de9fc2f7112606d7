import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, optional, text, varchar } from '../libs/platform/src/database/schema.js';

/** The organiser's address that calendars know a meeting by, and what each person was last told of it. */
export class KeepWhatWasTold20261202096000 implements MigrationInterface {
  name = 'KeepWhatWasTold20261202096000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'meeting', [varchar('organiser_address', 254, optional)]);
    await addColumns(q, 'invitation', [text('told_facts', optional)]);
    // A dash stood for the family name of who has one name only, and went out with it.
    await q.query(`UPDATE person SET family_name = '' WHERE family_name = '–'`);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'invitation', 'told_facts');
    await dropColumns(q, 'meeting', 'organiser_address');
  }
}
