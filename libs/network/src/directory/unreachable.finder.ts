import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { tooLate } from '@samrad/platform/mail';
import { PersonFinder, type Contact } from '../person/person.finder.js';
import { unreachable, type MeetingMail } from './unreachable.rules.js';

export interface UnreachableRow extends Contact {
  /** Invitations in a row that came back. */
  inRow: number;
  since: Instant;
  /** What the other server said last. */
  words: string | null;
}

/** Whom the last invitations did not reach. */
@Injectable()
export class UnreachableFinder {
  constructor(
    private readonly db: Db,
    private readonly persons: PersonFinder,
  ) {}

  /** In order of name. @param least so many invitations in a row, the newest included */
  async list(least: number): Promise<UnreachableRow[]> {
    const found = new Map(unreachable(await this.mails(), least).map((one) => [one.personId, one]));
    const contacts = await this.persons.byIds([...found.keys()]);
    const words = await this.words([...found.keys()]);
    return contacts.map((contact) => {
      const { inRow, since } = found.get(contact.personId)!;
      return { ...contact, inRow, since, words: words.get(contact.personId) ?? null };
    });
  }

  /** Only of persons to whom some mail has failed, to addresses that are still theirs; never sent says nothing. */
  private mails(): Promise<MeetingMail[]> {
    return this.db.rows<MeetingMail>(sql`
      SELECT m.person_id AS personId, m.about_id AS meetingId, m.created_at AS createdAt,
        CASE WHEN m.error = ${tooLate.error} THEN 'queued' ELSE m.status END AS status
      FROM mail_message m JOIN person_email e ON e.person_id = m.person_id AND e.address_key = LOWER(m.to_address)
      WHERE m.about_noun = 'meeting' AND m.person_id IN (
        SELECT f.person_id FROM mail_message f
        WHERE f.status = 'failed' AND f.about_noun = 'meeting' AND f.person_id IS NOT NULL)
      ORDER BY m.created_at DESC, m.id DESC`);
  }

  private async words(personIds: readonly string[]): Promise<Map<string, string | null>> {
    if (!personIds.length) return new Map();
    const rows = await this.db.rows<{ personId: string; error: string | null }>(sql`
      SELECT person_id AS personId, error FROM mail_message
      WHERE status = 'failed' AND person_id IN (${join([...personIds])}) ORDER BY created_at, id`);
    return new Map(rows.map(({ personId, error }) => [personId, error]));
  }
}
