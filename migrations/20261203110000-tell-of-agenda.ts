import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, int, optional } from '../libs/platform/src/database/schema.js';

/** The version of the agenda that participants are to be told of. */
export class TellOfAgenda20261203110000 implements MigrationInterface {
  name = 'TellOfAgenda20261203110000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'meeting', [int('agenda_to_tell', optional)]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'meeting', 'agenda_to_tell');
  }
}
