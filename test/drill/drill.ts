// The worker is killed again and again while a thousand invitations go out and answers to them come in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InvitationService } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { sql } from '@samrad/platform/database';
import { startMailbox, type Mailbox } from '../support/dovecot.js';
import { openMeetings, type MeetingsWorld } from '../support/meetings.js';
import { aReply, clients } from '../support/replies/clients.js';
import { JournalSink } from './journal-sink.js';
import { startWorker, type Worker } from './worker-process.js';

export interface Size {
  kills: number;
  mails: number;
  answers: number;
}

/** Where the world stands at the moment; it lasts longer than any worker. */
export interface Drill {
  world: MeetingsWorld;
  sink: JournalSink;
  meetingId: string;
  /** How many workers were killed. */
  kills: number;
  close(): Promise<void>;
}

interface Stage extends Drill {
  mailbox: Mailbox;
  settings: Record<string, string>;
  size: Size;
  uid: string;
  delivered: number;
}

/** Nextcloud's come from a service in the person's name, and wait for a look where nobody vouches for it. */
const writers = Object.entries(clients).flatMap(([name, write]) => (name === 'Nextcloud' ? [] : [write]));
const partstats = ['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const;
/** Answer of the person with that number. */
export const partstatOf = (n: number): (typeof partstats)[number] => partstats[n % partstats.length]!;
export const addressOf = (n: number): string => `person${n}@agency${n % 60}.example.org`;

/** Sends, kills and lets finish. The caller looks at what became of it, and closes. */
export async function drill(size: Size): Promise<Drill> {
  const stage = await setUp(size);
  while (stage.kills < size.kills) await oneLife(stage);
  await deliver(stage, size.answers);
  await lastLife(stage);
  return stage;
}

async function setUp(size: Size): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'samrad-drill-'));
  const sink = new JournalSink(join(folder, 'journal'));
  const [smtp, mailbox] = [await sink.start(), await startMailbox()];
  const world = await openMeetings({ SMTP_URL: smtp, IMAP_URL: mailbox.url });
  world.clock.at = new Clock().instant();
  const close = async () => {
    await Promise.all([world.close(), mailbox.stop(), sink.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  const meetingId = await invite(world, size.mails);
  const { uid } = (await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${meetingId}`))!;
  const { settings } = world;
  return { world, sink, meetingId, mailbox, settings, size, uid, kills: 0, delivered: 0, close };
}

async function invite(world: MeetingsWorld, count: number): Promise<string> {
  const persons = [];
  for (let n = 0; n < count; n += 1) {
    const contact = { givenName: 'Person', familyName: `No ${n}`, email: addressOf(n) };
    persons.push({
      personId: await world.get(PersonService).createContact(system, contact),
      role: 'required' as const,
    });
  }
  const year = Number(world.clock.at.slice(0, 4)) + 1;
  const times = { start: `${year}-06-10T09:00`, end: `${year}-06-10T15:00`, answerBy: null };
  const id = await world.plan(times);
  await world.get(InvitationService).invite(system, id, { persons, contacts: [] });
  return id;
}

/** Puts the next answers into the mailbox, each as another calendar program writes it. */
async function deliver(stage: Stage, upTo: number): Promise<void> {
  const stamp = `${stage.world.clock.at.slice(0, 19).replace(/[-:]/g, '')}Z`;
  const date = new Date(stage.world.clock.at).toUTCString();
  for (; stage.delivered < Math.min(upTo, stage.size.answers); stage.delivered += 1) {
    const n = stage.delivered;
    const who = { uid: stage.uid, name: `Person No ${n}`, address: addressOf(n), partstat: partstatOf(n) };
    const when = { sequence: 0, stamp, date, messageId: `<drill-${n}@example.org>` };
    await stage.mailbox.deliver(writers[n % writers.length]!(aReply({ ...who, ...when })));
  }
}

/** A worker starts, works, and is killed at a random moment: mostly while a message is on the wire. */
async function oneLife(stage: Stage): Promise<void> {
  const { sink, size } = stage;
  sink.life = stage.kills;
  await deliver(stage, Math.ceil((size.answers * (stage.kills + 1)) / size.kills));
  const worker = startWorker(stage.settings);
  aimAt(stage, worker);
  const patience = worker.ready.then(() => wait(1500, undefined, { ref: false })).then(() => worker.kill());
  await worker.ended;
  await Promise.race([patience, wait(0)]);
  if (!worker.output().includes('The worker is ready')) throw new Error(`It did not start:\n${worker.output()}`);
  stage.kills += 1;
  await letTimePass(stage);
}

const between = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1));

/** Before the 250, at once after it, some milliseconds later, or without regard to the mail. */
function aimAt({ sink, size }: Stage, worker: Worker): void {
  const perLife = Math.max(1, Math.floor(size.mails / size.kills));
  const at = between(1, 2 * perLife - 1);
  const way = between(0, 3);
  sink.beforeAnswer = (nth) => {
    if (way === 0 && nth === at) worker.kill();
    return !(way === 0 && nth >= at);
  };
  sink.afterAnswer = (nth) => {
    if (way === 1 && nth === at) worker.kill();
    if (way === 2 && nth === at) setTimeout(worker.kill, between(0, 30));
  };
  if (way === 3) void worker.ready.then(() => setTimeout(worker.kill, between(0, 300)));
}

/** Nobody waits minutes for the claims of the dead to run out: here they have. */
async function letTimePass({ world: { db } }: Drill): Promise<void> {
  const before = '2020-01-01T00:00:00.000Z';
  await db.tx(async () => {
    await db.run(sql`UPDATE mail_message SET lease_until = ${before} WHERE status = 'sending'`);
    await db.run(sql`UPDATE job SET lease_until = ${before} WHERE status = 'running'`);
  });
}

/** Nobody kills the last one; it ends when nothing is left to do. */
async function lastLife(stage: Stage): Promise<void> {
  const { sink, world, size } = stage;
  Object.assign(sink, { life: stage.kills, beforeAnswer: () => true, afterAnswer: () => undefined });
  const worker = startWorker(stage.settings);
  const left = async () => {
    const mails = await world.db.row<{ n: number }>(
      sql`SELECT COUNT(*) AS n FROM mail_message WHERE status IN ('queued', 'sending')`,
    );
    const taken = await world.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM incoming_mail`);
    return Number(mails!.n) + size.answers - Number(taken!.n);
  };
  for (let tries = 0; (await left()) > 0; tries += 1) {
    if (tries > 600) throw new Error(`${await left()} are left:\n${worker.output()}`);
    await wait(200);
  }
  worker.kill();
  await worker.ended;
}
