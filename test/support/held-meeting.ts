import { AgendaItem, Invitation, MeetingLife, MeetingService } from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { wallOf } from '@samrad/platform/pure';
import { cast, type CastName } from './cast.js';
import type { TestApp } from './app.js';

/** What a specification about minutes starts from. */
export interface HeldMeeting {
  id: string;
  /** Ids of the items in order: two to write about and a break between them. */
  items: string[];
  /** Wall time of the start. */
  start: string;
}

const day = 86_400;

/** A meeting that goes on right now, with an agenda and people who were invited. */
export async function aHeldMeeting(
  app: TestApp,
  invited: CastName[] = ['expert', 'stateContact'],
): Promise<HeldMeeting> {
  const wall = (seconds: number) => wallOf(app.get(Clock).instantIn(seconds), 'Europe/Oslo');
  const start = wall(-day);
  const id = await app.get(MeetingService).plan(system, {
    ...{ title: 'Reintegration in practice', description: null, seriesId: null, number: null, groupId: null },
    ...{ start, end: wall(day), zone: 'Europe/Oslo', place: 'UDI, Oslo', videoUrl: null, hostStateCode: 'NO' },
    ...{ languages: ['en'], chairId: null, secretaryId: null, answerBy: null, audience: 'network' },
  });
  const items = await addItems(app, id, ['information', 'break', 'discussion']);
  await app.get(MeetingLife).call(system, id);
  for (const name of invited) await invite(app, id, name);
  return { id, items, start };
}

/** Puts items at the end of the agenda. @returns their ids */
export async function addItems(
  app: TestApp,
  meetingId: string,
  types: AgendaItem['type'][],
  from = 0,
): Promise<string[]> {
  const db = app.get(Db);
  const rows = types.map((type, at) => ({
    ...{ id: newId(), meetingId, place: from + at, type, title: `Item ${from + at + 1}` },
    ...{ minutes: 30, topicCode: null, note: null, version: 1 },
  }));
  await db.tx(() => db.repo(AgendaItem).insert(rows));
  return rows.map(({ id }) => id);
}

export async function personOf(app: TestApp, name: CastName): Promise<string> {
  return (await app.get(PersonFinder).byAddress(cast[name].email))!.personId;
}

async function invite(app: TestApp, meetingId: string, name: CastName) {
  const [db, now] = [app.get(Db), app.get(Clock).instant()];
  const person = await personOf(app, name);
  const { email, stateCode } = cast[name];
  await db.tx(() =>
    db.repo(Invitation).insert({
      ...{ id: newId(), meetingId, personId: person, stateCode, address: email, role: 'required', status: 'accepted' },
      ...{ mode: 'on_site', linkHash: newId(), createdAt: now, sentAt: now, version: 1 },
    }),
  );
}

/** What exempts something that States tell in confidence. */
export const confidential = {
  exemption: '20' as const,
  exemptionReason: 'Told in confidence',
  exemptionReviewOn: '2031-01-01',
};
