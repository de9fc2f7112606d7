// The product: every message is read, judged by the decision table, recorded with its history, in a transaction of its own.
import 'reflect-metadata';
import { IncomingMailService, InvitationService, MeetingService } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addressOf, answersTo, people } from './answers.js';
import { openProduct } from './product.js';

const app = await openProduct();
const db = app.get(Db);
const now = app.get(Clock).instant();

async function invite(personIds: string[], index: number): Promise<string> {
  const day = `${Number(now.slice(0, 4)) + 1}-06-1${index}`;
  const when = { start: `${day}T09:00`, end: `${day}T15:00`, zone: 'Europe/Oslo', place: 'Oslo', answerBy: null };
  const nothing = { description: null, seriesId: null, number: null, videoUrl: null, hostStateCode: null };
  const who = { groupId: null, chairId: null, secretaryId: null, audience: 'network' as const };
  const what = { title: `Meeting ${index}`, languages: ['en' as const], ...nothing, ...who };
  const id = await app.get(MeetingService).plan(system, { ...what, ...when });
  const persons = personIds.map((personId) => ({ personId, role: 'required' as const }));
  await app.get(InvitationService).invite(system, id, { persons, contacts: [] });
  return (await db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${id}`))!.uid;
}

async function judgeAll(uid: string): Promise<void> {
  const messages = answersTo(uid, now);
  const [began, used] = [performance.now(), process.cpuUsage()];
  for (const raw of messages) await app.get(IncomingMailService).ingest(raw, 'imap');
  const { user, system: kernel } = process.cpuUsage(used);
  const seconds = (performance.now() - began) / 1000;
  process.send!({ seconds, effort: user + kernel, counted: await counted(uid) });
}

/** Answers that count for the meeting: `ACCEPTED 500, …`, one history entry each. */
async function counted(uid: string): Promise<string> {
  const rows = await db.rows<{ status: string; n: number; entries: number }>(sql`
    SELECT i.status, COUNT(DISTINCT i.id) AS n, COUNT(r.id) AS entries
    FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN reply r ON r.invitation_id = i.id
    WHERE m.uid = ${uid} GROUP BY i.status ORDER BY i.status`);
  return rows.map(({ status, n, entries }) => `${status} ${n}/${entries}`).join(', ');
}

process.on('message', ({ uid }: { uid: string }) => void judgeAll(uid));
process.once('disconnect', () => process.exit(0));

const personIds: string[] = [];
for (let n = 0; n < people; n += 1) {
  const contact = { givenName: 'Expert', familyName: `No ${n}`, email: addressOf(n) };
  personIds.push(await app.get(PersonService).createContact(system, contact));
}
const uids: string[] = [];
for (let index = 0; index < 5; index += 1) uids.push(await invite(personIds, index));
process.send!({ uids, now });
