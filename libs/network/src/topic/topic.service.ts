import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { Topic } from '../person/person.entity.js';
import { knownTopics } from './known-topics.js';

/** Puts the topics that come with the product into the database. */
@Injectable()
export class TopicService {
  constructor(private readonly db: Db) {}

  /** Adds topics that are missing; what is there stays as it is. */
  async load(): Promise<void> {
    await this.db.tx(async () => {
      const present = await this.db.rows<{ code: string }>(sql`SELECT code FROM topic`);
      const codes = new Set(present.map(({ code }) => code));
      const missing = knownTopics
        .map((topic, index) => ({ ...topic, place: index + 1 }))
        .filter(({ code }) => !codes.has(code));
      if (missing.length) await this.db.repo(Topic).insert(missing);
    });
  }
}
