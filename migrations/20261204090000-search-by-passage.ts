import type { QueryRunner, MigrationInterface } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  int,
  isMaria,
  line,
  optional,
  ref,
  text,
} from '../libs/platform/src/database/schema.js';

const id = () => int('id', { isPrimary: true, isGenerated: true, generationStrategy: 'increment' });

/** Records are found by passage, and by tokens that every database keeps. The index is written anew by a job. */
export class SearchByPassage20261204090000 implements MigrationInterface {
  name = 'SearchByPassage20261204090000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      INSERT INTO job (id, kind, payload, run_at, status, attempts, created_at)
      SELECT '0193906e-0000-7000-8000-5ea4c4000001', 'search.rebuild', '{}', '2026-01-01T00:00:00.000Z', 'waiting', 0,
        '2026-01-01T00:00:00.000Z' FROM search_entry LIMIT 1`);
    await this.dropIndex(q);
    await createTable(
      q,
      'search_entry',
      [
        ...[id(), code('noun'), ref('record_id'), int('place'), day('dated', { default: "''" }), line('title')],
        ...[line('section', optional), text('body'), line('url'), text('words')],
      ],
      { unique: { uq_search_entry_place: ['noun', 'record_id', 'place'] } },
    );
    await this.createIndex(q, "prefix='4 5', detail='none', tokenize='ascii'");
  }

  async down(q: QueryRunner): Promise<void> {
    await this.dropIndex(q);
    await createTable(
      q,
      'search_entry',
      [id(), code('noun'), ref('record_id'), line('title'), text('body'), line('url'), text('words')],
      { unique: { uq_search_entry_record: ['noun', 'record_id'] } },
    );
    await this.createIndex(q, "prefix='2 3'");
    await q.query("DELETE FROM job WHERE kind = 'search.rebuild'");
  }

  private async dropIndex(q: QueryRunner): Promise<void> {
    if (!isMaria(q)) await q.query('DROP TABLE search_fts');
    await dropTables(q, 'search_entry');
  }

  private async createIndex(q: QueryRunner, options: string): Promise<void> {
    if (isMaria(q)) {
      await q.query('CREATE FULLTEXT INDEX ft_search_entry_words ON search_entry (words)');
      return;
    }
    await q.query(
      `CREATE VIRTUAL TABLE search_fts USING fts5(words, content='search_entry', content_rowid='id', ${options})`,
    );
    const remove = "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);";
    const add = 'INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);';
    await q.query(`CREATE TRIGGER search_entry_ai AFTER INSERT ON search_entry BEGIN ${add} END`);
    await q.query(`CREATE TRIGGER search_entry_ad AFTER DELETE ON search_entry BEGIN ${remove} END`);
    await q.query(`CREATE TRIGGER search_entry_au AFTER UPDATE OF words ON search_entry BEGIN ${remove} ${add} END`);
  }
}
