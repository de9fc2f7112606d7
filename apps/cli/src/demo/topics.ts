import type { INestApplicationContext } from '@nestjs/common';
import { MinutesFinder, OutcomeService, SeriesTopicService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';

const secretary = { ...system, name: 'Ola Hansen' };

/** Topics of the series, each with its item at the meeting that was held, what became of it there, and what is left to do. */
const topics = [
  { title: 'News from the States', isRecurring: true, item: 'Tour de table%', outcome: 'discussed', action: null },
  {
    title: 'Common indicators',
    isRecurring: false,
    item: 'Common indicators%',
    outcome: 'discussed',
    action: 'Present figures on reintegration%',
  },
] as const;

/** What the Return Expert Group comes back to. Run it before the minutes are published: from then on topics go forward. */
export async function seedTopics(app: INestApplicationContext): Promise<void> {
  const db = app.get(Db);
  const held = await db.row<{ id: string; seriesId: string }>(sql`
    SELECT id, series_id AS seriesId FROM meeting WHERE status = 'held' AND series_id IS NOT NULL
    ORDER BY start_at LIMIT 1`);
  const minutes = held && (await app.get(MinutesFinder).ofMeeting(system, held.id));
  if (!minutes) return;
  for (const { title, isRecurring, item, outcome, action } of topics) {
    const topicId = await app.get(SeriesTopicService).add(secretary, held.seriesId, { title, isRecurring });
    await db.tx(() =>
      db.run(sql`UPDATE agenda_item SET topic_id = ${topicId} WHERE meeting_id = ${held.id} AND title LIKE ${item}`),
    );
    if (action) {
      await db.tx(() => db.run(sql`UPDATE action_item SET topic_id = ${topicId} WHERE title LIKE ${action}`));
    }
    const sections = await app.get(MinutesFinder).sections(minutes.id);
    for (const section of sections.filter((one) => one.topicId === topicId)) {
      await app.get(OutcomeService).mark(secretary, section.id, { outcome });
    }
  }
}
