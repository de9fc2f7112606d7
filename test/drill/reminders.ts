// The worker is killed again and again while it reminds hundreds of people of thousands of things that are due.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ActionService, ActionsModule, NewAction } from '@samrad/actions';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays, wallOf } from '@samrad/platform/pure';
import { openMeetings, type MeetingsWorld } from '../support/meetings.js';
import { JournalSink } from './journal-sink.js';
import { startWorker, type Worker } from './worker-process.js';

export interface ReminderSize {
  kills: number;
  /** Lines of progress that are due. */
  lines: number;
  persons: number;
}

export interface ReminderDrill {
  world: MeetingsWorld;
  sink: JournalSink;
  kills: number;
  /** In which of the three parts of the work each worker was killed. */
  killedWhile: Record<Part, number>;
  close(): Promise<void>;
}

interface Stage extends ReminderDrill {
  settings: Record<string, string>;
  size: ReminderSize;
}

const parts = ['noting', 'writing', 'sending'] as const;
type Part = (typeof parts)[number];
const hour = 3_600_000;
export const reminded = (n: number): string => `responsible${n}@agency${n % 60}.example.org`;

/** Reminds, kills and lets finish. The caller looks at what became of it, and closes. */
export async function remindersDrill(size: ReminderSize): Promise<ReminderDrill> {
  const stage = await setUp(size);
  while (stage.kills < size.kills) await oneLife(stage);
  await lastLife(stage);
  return stage;
}

async function setUp(size: ReminderSize): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'samrad-reminders-'));
  const sink = new JournalSink(join(folder, 'journal'));
  const world = await openMeetings({ SMTP_URL: await sink.start() }, [ActionsModule]);
  const now = new Clock().instant();
  const isEarly = Number(wallOf(now, 'Europe/Oslo').slice(11, 13)) < 8;
  const shift = isEarly ? 8 * hour : 0;
  world.clock.at = new Date(Date.parse(now) + shift).toISOString();
  await fill(world, size);
  const close = async () => {
    await Promise.all([world.close(), sink.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  const settings = { ...world.settings, CLOCK_SHIFT_MS: String(shift) };
  return { world, sink, settings, size, kills: 0, killedWhile: { noting: 0, writing: 0, sending: 0 }, close };
}

/** Everything is due today, and was agreed three weeks ago. */
async function fill({ get, clock }: MeetingsWorld, { lines, persons }: ReminderSize): Promise<void> {
  const db = get(Db);
  const people: string[] = [];
  const today = wallOf(clock.at, 'Europe/Oslo').slice(0, 10);
  await db.tx(async () => {
    for (let n = 0; n < persons; n += 1) {
      const contact = { givenName: 'Responsible', familyName: `No ${n}`, email: reminded(n) };
      people.push(await get(PersonService).createContact(system, contact));
    }
  });
  const facts = { responsibleKind: 'person', audience: 'network', dueOn: addDays(today, 1) };
  for (let n = 0; n < lines;) {
    await db.tx(async () => {
      for (const end = Math.min(lines, n + 100); n < end; n += 1) {
        const action = NewAction.parse({ ...facts, title: `Thing ${n}`, personId: people[n % persons] });
        await get(ActionService).create(system, action);
      }
    });
  }
  const agreed = `${addDays(today, -21)}T08:00:00.000Z`;
  await db.tx(async () => {
    await db.run(sql`UPDATE action_item SET created_at = ${agreed}, due_on = ${today}`);
    await db.run(sql`UPDATE action_progress SET due_on = ${today}, sort_due = ${today}`);
  });
}

/** A worker starts, works, and is killed once a part of the work has come to a point chosen at random. */
async function oneLife(stage: Stage): Promise<void> {
  const { sink, size } = stage;
  sink.life = stage.kills;
  const perPart = Math.max(1, Math.ceil(size.kills / parts.length));
  const part = parts[Math.min(parts.length - 1, Math.floor(stage.kills / perPart))]!;
  const share = ((stage.kills % perPart) + Math.random()) / perPart;
  const worker = startWorker(stage.settings, [join(import.meta.dirname, 'shifted-clock.mjs')]);
  await Promise.race([worker.ready, worker.ended]);
  const aimed = part === 'sending' ? aimAtMail(stage, worker) : killAt(stage, worker, { part, share });
  await Promise.race([aimed, worker.ended, wait(8_000, undefined, { ref: false })]);
  worker.kill();
  await worker.ended;
  const where = await standing(stage);
  if (!worker.output().includes('The worker is ready')) throw new Error(`It did not start:\n${worker.output()}`);
  stage.killedWhile[where] += 1;
  stage.kills += 1;
  await letTimePass(stage);
}

async function killAt(stage: Stage, worker: Worker, aim: { part: Part; share: number }): Promise<void> {
  const { lines, persons } = stage.size;
  const target = Math.ceil(aim.share * (aim.part === 'noting' ? lines : persons));
  const isReached = async () => (await counts(stage))[aim.part === 'noting' ? 'noted' : 'written'] >= target;
  let isGone = false;
  void worker.ended.then(() => (isGone = true));
  if (await isReached()) await wait(Math.random() * 300);
  while (!isGone && !(await isReached())) await wait(2);
  worker.kill();
}

/** Before the 250 of some message, or at once after it. */
function aimAtMail({ sink, size }: Stage, worker: Worker): Promise<void> {
  const perLife = Math.max(1, Math.floor((size.persons * parts.length) / size.kills));
  const at = 1 + Math.floor(Math.random() * perLife);
  const isBefore = Math.random() < 0.5;
  sink.beforeAnswer = (nth) => {
    if (isBefore && nth === at) worker.kill();
    return !(isBefore && nth >= at);
  };
  sink.afterAnswer = (nth) => {
    if (!isBefore && nth === at) worker.kill();
  };
  return worker.ended;
}

async function counts({ world: { db } }: Stage) {
  const row = await db.row<Record<'noted' | 'left' | 'written' | 'unsent', number>>(sql`
    SELECT (SELECT COUNT(*) FROM action_progress WHERE chased_on IS NOT NULL) AS noted,
      (SELECT COUNT(*) FROM chase_due) AS \`left\`, (SELECT COUNT(*) FROM mail_message) AS written,
      (SELECT COUNT(*) FROM mail_message WHERE status <> 'sent') AS unsent`);
  const { noted, left, written, unsent } = row!;
  return { noted: Number(noted), left: Number(left), written: Number(written), unsent: Number(unsent) };
}

async function standing(stage: Stage): Promise<Part> {
  const { noted, left } = await counts(stage);
  if (noted < stage.size.lines) return 'noting';
  return left > 0 ? 'writing' : 'sending';
}

/** Nobody waits minutes for the claims of the dead to run out: here they have. */
async function letTimePass({ world: { db } }: Stage): Promise<void> {
  const before = '2020-01-01T00:00:00.000Z';
  await db.tx(() => db.run(sql`UPDATE mail_message SET lease_until = ${before} WHERE status = 'sending'`));
}

/** Nobody kills the last one; it ends when nothing is left to do. */
async function lastLife(stage: Stage): Promise<void> {
  Object.assign(stage.sink, { life: stage.kills, beforeAnswer: () => true, afterAnswer: () => undefined });
  const worker = startWorker(stage.settings, [join(import.meta.dirname, 'shifted-clock.mjs')]);
  const isDone = async () => {
    const { noted, left, written, unsent } = await counts(stage);
    return noted === stage.size.lines && left === 0 && written > 0 && unsent === 0;
  };
  for (let tries = 0; !(await isDone()); tries += 1) {
    if (tries > 900) throw new Error(`Something is left:\n${worker.output()}`);
    await wait(200);
  }
  worker.kill();
  await worker.ended;
}
