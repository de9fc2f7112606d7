import type { INestApplicationContext } from '@nestjs/common';
import { ActionService, NewAction, RelationService } from '@samrad/actions';
import { Leavings } from '@samrad/obligations';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';

/** Two who left with something unfinished, which waits for a hand-over; and an action item that depends on another. */
export async function seedObligations(app: INestApplicationContext): Promise<void> {
  await app.get(Db).tx(() => leaveUndone(app));
  await app.get(Leavings).notice();
}

/** Somebody else is in the same group for the same State. */
const hasSuccessor = sql`EXISTS (SELECT 1 FROM membership mine JOIN membership other ON other.group_id = mine.group_id
    AND other.state_code = mine.state_code AND other.person_id <> mine.person_id AND other.valid_to IS NULL
  JOIN person q ON q.id = other.person_id AND q.left_on IS NULL WHERE mine.person_id = p.id)`;

async function leaveUndone(app: INestApplicationContext): Promise<void> {
  const db = app.get(Db);
  const today = app.get(Clock).today();
  const left = await db.rows<{ id: string; sortName: string }>(sql`
    SELECT p.id, p.sort_name AS sortName FROM person p WHERE p.left_on <= ${today}
    ORDER BY CASE WHEN ${hasSuccessor} THEN 0 ELSE 1 END, p.left_on DESC, p.id LIMIT 2`);
  const here = await db.rows<{ id: string }>(sql`
    SELECT p.id FROM person p JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
    WHERE p.left_on IS NULL AND p.id IN (SELECT ms.person_id FROM membership ms) ORDER BY p.id LIMIT 2`);
  if (left.length < 2 || here.length < 2) return;
  const asked = { responsibleKind: 'person', personIds: here.map(({ id }) => id), audience: 'network' };
  const title = 'Check the national part of the guide on counselling';
  const input = NewAction.parse({ ...asked, title, priority: 'high', dueOn: addDays(today, 18) });
  const { id } = await app.get(ActionService).create(system, input);
  for (const [index, { id: personId, sortName }] of left.entries()) {
    await db.run(sql`UPDATE action_progress SET person_id = ${personId}, responsible_sort = ${sortName}
      WHERE action_id = ${id} AND person_id = ${here[index]!.id}`);
  }
  const first = await db.row<{ number: number }>(sql`
    SELECT a.number FROM action_item a WHERE a.id <> ${id} AND a.audience = 'network' ORDER BY a.number DESC LIMIT 1`);
  if (first) await app.get(RelationService).relate(system, id, { relation: 'depends_on', other: first.number });
}
