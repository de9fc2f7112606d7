import { Injectable } from '@nestjs/common';
import { Db, fromJson, join, sql } from '@samrad/platform/database';

interface Told {
  personId: string;
  kind: string;
  isOwn: number;
  data: unknown;
}

/** Which fields the persons themselves changed last, as the history tells. */
@Injectable()
export class OwnFieldsFinder {
  constructor(private readonly db: Db) {}

  /** Person → fields that they changed after a list brought them in last, and nobody after them. */
  async of(personIds: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
    const changers = await this.changers(personIds);
    if (!changers.length) return new Map();
    const events = await this.db.rows<Told>(sql`
      SELECT subject_id AS personId, kind, data, CASE WHEN actor_id = subject_id THEN 1 ELSE 0 END AS isOwn
      FROM event WHERE noun = 'person' AND subject_id IN (${join(changers)}) ORDER BY id`);
    const own = new Map<string, Set<string>>();
    for (const event of events) {
      const fields = own.get(event.personId) ?? new Set();
      own.set(event.personId, fields);
      follow(fields, event);
    }
    return own;
  }

  private async changers(personIds: readonly string[]): Promise<string[]> {
    if (!personIds.length) return [];
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT subject_id AS id FROM event
      WHERE noun = 'person' AND subject_id IN (${join([...personIds])}) AND actor_id = subject_id`);
    return rows.map(({ id }) => id);
  }
}

function follow(fields: Set<string>, { kind, isOwn, data }: Told): void {
  if (kind === 'person.imported') return fields.clear();
  const changed = fromJson<{ fields?: unknown }>(data)?.fields;
  if (!Array.isArray(changed)) return;
  for (const field of changed as string[]) {
    if (Number(isOwn)) fields.add(field);
    else fields.delete(field);
  }
}
