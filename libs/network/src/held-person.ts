import { sql, type Db } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';

/**
 * Somebody who is there and whose data were not erased: until the transaction ends, nobody merges or erases them. Comes
 * first where something is written about a person whose own row stays as it is. @throws NotFound
 */
export async function holdPerson(db: Db, id: string): Promise<void> {
  const rows = await db.hold(sql`SELECT id FROM person WHERE id = ${id} AND erased_at IS NULL`);
  found(rows[0]);
}
