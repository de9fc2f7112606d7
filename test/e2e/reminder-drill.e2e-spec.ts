// A few kills with every run of the tests; `npm run drill -- --case reminders` kills fifty times.
import { sql } from '@samrad/platform/database';
import { remindersDrill, type ReminderDrill, type ReminderSize } from '../drill/reminders.js';

const size: ReminderSize = process.env.DRILL
  ? (JSON.parse(process.env.DRILL) as ReminderSize)
  : { kills: 3, lines: 240, persons: 24 };

describe('reminding, by a worker that is killed at any moment', () => {
  let done: ReminderDrill;
  beforeAll(async () => {
    done = await remindersDrill(size);
  }, 3_600_000);
  afterAll(() => done?.close());

  it('writes one mail to each person, with everything of theirs, and misses nobody', async () => {
    expect(done.kills).toBe(size.kills);
    const { db } = done.world;
    const mails = await db.rows<{ personId: string; n: number }>(sql`
      SELECT person_id AS personId, COUNT(*) AS n FROM mail_message GROUP BY person_id`);
    expect(mails.map(({ n }) => Number(n))).toEqual(Array(size.persons).fill(1));
    const named = await db.row<{ n: number; lines: number }>(sql`
      SELECT COUNT(*) AS n, COUNT(DISTINCT r.progress_id) AS \`lines\` FROM reminded_line r
      JOIN mail_message m ON m.id = r.mail_id JOIN action_progress p ON p.id = r.progress_id
      WHERE p.person_id = m.person_id`);
    expect([Number(named!.n), Number(named!.lines)]).toEqual([size.lines, size.lines]);
    const words = Object.entries(done.killedWhile).map(([part, n]) => `${n} while ${part}`);
    if (process.env.DRILL) process.stdout.write(`${done.kills} kills: ${words.join(', ')}\n`);
  });

  it('brings each of them to the mail server, and repeats none but the one in doubt, with the same Message-ID', () => {
    const { entries } = done.sink;
    expect(new Set(entries.map(({ to }) => to)).size).toBe(size.persons);
    expect(new Set(entries.map(({ messageId }) => messageId)).size).toBe(size.persons);
    const repeated = entries.filter(({ messageId }, at) =>
      entries.slice(at + 1).some((later) => later.messageId === messageId),
    );
    const perLife = new Map<number, number>();
    for (const { life } of repeated) perLife.set(life, (perLife.get(life) ?? 0) + 1);
    if (process.env.DRILL) process.stdout.write(`${entries.length} messages taken, ${repeated.length} repeated\n`);
    expect(Math.max(0, ...perLife.values())).toBeLessThanOrEqual(1);
  });
});
