import type { INestApplicationContext } from '@nestjs/common';
import {
  AttendanceService,
  DecisionService,
  MinutesFinder,
  MinutesPublisher,
  MinutesService,
  SectionService,
} from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { heldMinutes, preparedMinutes, type DemoSection } from './minutes-texts.js';

interface DemoMeeting {
  id: string;
  groupId: string;
  day: string;
}

const secretary = { ...system, name: 'Ola Hansen' };

/** Minutes of the meeting that was held, with attendance and decisions, and a draft prepared for the next one. */
export async function seedMinutes(app: INestApplicationContext): Promise<void> {
  const [held, called] = [await meetingThatIs(app, 'held'), await meetingThatIs(app, 'called')];
  if (held) {
    await write(app, held.id, heldMinutes);
    await noteAttendance(app, held);
  }
  if (called) await write(app, called.id, preparedMinutes);
}

/** Publishes the minutes of the meeting that was held. Run it when the actions are there: they are frozen with it. */
export async function publishMinutes(app: INestApplicationContext): Promise<void> {
  const held = await meetingThatIs(app, 'held');
  const minutes = held && (await app.get(MinutesFinder).ofMeeting(system, held.id));
  if (!minutes) return;
  const { meetingId, version } = minutes;
  await app
    .get(MinutesPublisher)
    .publish(secretary, meetingId, { audience: 'public', note: null, tell: true, version });
}

/** The earliest meeting of a series with that status. */
function meetingThatIs(app: INestApplicationContext, status: 'held' | 'called'): Promise<DemoMeeting | undefined> {
  return app.get(Db).row<DemoMeeting>(sql`
    SELECT id, group_id AS groupId, start_wall AS day FROM meeting
    WHERE status = ${status} AND series_id IS NOT NULL AND group_id IS NOT NULL ORDER BY start_at LIMIT 1`);
}

async function write(app: INestApplicationContext, meetingId: string, texts: DemoSection[]) {
  const minutesId = await app.get(MinutesService).start(secretary, meetingId);
  const sections = await app.get(MinutesFinder).sections(minutesId);
  for (const { item, text, decision } of texts) {
    const section = sections.find(({ title }) => title === item);
    if (!section) continue;
    const { id, itemId, version } = section;
    await app.get(SectionService).save(secretary, id, { markdown: text, version });
    if (decision) await app.get(DecisionService).record(secretary, meetingId, { text: decision, itemId });
  }
}

/** Most of the group came, every fourth online, every ninth not at all. */
async function noteAttendance(app: INestApplicationContext, { id, groupId, day }: DemoMeeting) {
  const members = await app.get(PersonFinder).membersOn(groupId, day.slice(0, 10));
  const persons = members.slice(0, 45).map(({ personId }, at) => ({ personId, presence: presenceAt(at) }));
  await app.get(AttendanceService).note(secretary, id, persons);
}

function presenceAt(at: number): 'on_site' | 'online' | 'absent' {
  if (at % 9 === 8) return 'absent';
  return at % 4 === 3 ? 'online' : 'on_site';
}
