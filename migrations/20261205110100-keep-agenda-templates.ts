import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, json, line, varchar, version } from '../libs/platform/src/database/schema.js';

/** Agendas to start from: changed usual ones, and those of the organisers' own. */
export class KeepAgendaTemplates20261205110100 implements MigrationInterface {
  name = 'KeepAgendaTemplates20261205110100';

  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'agenda_template', [id(), varchar('code', 40), line('name'), json('content'), version()], {
      unique: { uq_agenda_template_code: ['code'] },
    });
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'agenda_template');
  }
}
