import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { nameIn } from '../state/known-states.js';
import type { TopicRecord } from './known-topics.js';

/** Topics: the five standing ones of REG, then fields of expertise. */
@Injectable()
export class TopicFinder {
  constructor(private readonly db: Db) {}

  async all(): Promise<TopicRecord[]> {
    const rows = await this.db.rows<TopicRecord>(sql`
      SELECT code, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn, is_standing AS isStanding
      FROM topic ORDER BY place, code`);
    return rows.map((row) => ({ ...row, isStanding: Boolean(row.isStanding) }));
  }

  /** For a select or checkboxes. @param standing only the five of REG */
  async options(language: Language, standing = false): Promise<{ value: string; label: string }[]> {
    const topics = await this.all();
    return topics
      .filter(({ isStanding }) => isStanding || !standing)
      .map((topic) => ({ value: topic.code, label: nameIn(topic, language) }));
  }
}
