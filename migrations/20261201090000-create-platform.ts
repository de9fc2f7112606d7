import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  id,
  instant,
  int,
  isMaria,
  json,
  line,
  oneOf,
  optional,
  ref,
  text,
  varchar,
} from '../libs/platform/src/database/schema.js';

export class CreatePlatform20261201090000 implements MigrationInterface {
  name = 'CreatePlatform20261201090000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'event',
      [
        id(),
        varchar('kind', 64),
        code('noun'),
        ref('subject_id'),
        ref('actor_id', optional),
        line('actor_name'),
        json('data', optional),
        instant('at'),
      ],
      { indices: { ix_event_subject: ['noun', 'subject_id', 'id'], ix_event_at: ['at'] } },
    );
    await createTable(
      q,
      'job',
      [
        id(),
        varchar('kind', 64),
        json('payload'),
        instant('run_at'),
        code('status'),
        int('attempts', { default: '0' }),
        instant('lease_until', optional),
        ref('claimed_by', optional),
        text('last_error', optional),
        instant('created_at'),
      ],
      {
        indices: { ix_job_due: ['status', 'run_at'] },
        checks: { ck_job_status: oneOf('status', ['waiting', 'running', 'done', 'failed']) },
      },
    );
    await this.createMail(q);
    await createTable(q, 'setting', [varchar('name', 64, { isPrimary: true }), text('value')]);
    await createTable(q, 'rate_limit', [varchar('name', 190, { isPrimary: true }), instant('window_end'), int('hits')]);
    await this.createSearch(q);
  }

  private async createMail(q: QueryRunner) {
    await createTable(
      q,
      'mail_message',
      [
        id(),
        line('message_id'),
        varchar('to_address', 254),
        line('to_name'),
        varchar('subject', 300),
        text('raw'),
        code('status'),
        int('attempts', { default: '0' }),
        instant('next_at'),
        instant('lease_until', optional),
        ref('claimed_by', optional),
        text('error', optional),
        instant('sent_at', optional),
        code('about_noun', optional),
        ref('about_id', optional),
        ref('person_id', optional),
        instant('created_at'),
      ],
      {
        unique: { uq_mail_message_id: ['message_id'] },
        indices: {
          ix_mail_due: ['status', 'next_at'],
          ix_mail_about: ['about_noun', 'about_id'],
          ix_mail_person: ['person_id'],
          ix_mail_created: ['created_at'],
        },
        checks: { ck_mail_status: oneOf('status', ['queued', 'sending', 'sent', 'failed', 'kept']) },
      },
    );
    await createTable(q, 'mailbox_cursor', [
      varchar('mailbox', 190, { isPrimary: true }),
      varchar('uid_validity', 32),
      int('last_uid'),
      instant('checked_at', optional),
      text('error', optional),
    ]);
  }

  private async createSearch(q: QueryRunner) {
    await createTable(
      q,
      'search_entry',
      [
        int('id', { isPrimary: true, isGenerated: true, generationStrategy: 'increment' }),
        code('noun'),
        ref('record_id'),
        line('title'),
        text('body'),
        line('url'),
        text('words'),
      ],
      { unique: { uq_search_entry_record: ['noun', 'record_id'] } },
    );
    if (isMaria(q)) {
      await q.query('CREATE FULLTEXT INDEX ft_search_entry_words ON search_entry (words)');
      return;
    }
    await q.query(
      "CREATE VIRTUAL TABLE search_fts USING fts5(words, content='search_entry', content_rowid='id', prefix='2 3')",
    );
    const remove = "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words);";
    const add = 'INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words);';
    await q.query(`CREATE TRIGGER search_entry_ai AFTER INSERT ON search_entry BEGIN ${add} END`);
    await q.query(`CREATE TRIGGER search_entry_ad AFTER DELETE ON search_entry BEGIN ${remove} END`);
    await q.query(`CREATE TRIGGER search_entry_au AFTER UPDATE OF words ON search_entry BEGIN ${remove} ${add} END`);
  }

  async down(q: QueryRunner): Promise<void> {
    if (!isMaria(q)) await q.query('DROP TABLE search_fts');
    await dropTables(q, 'search_entry', 'rate_limit', 'setting', 'mailbox_cursor', 'mail_message', 'job', 'event');
  }
}
