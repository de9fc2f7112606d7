import type { INestApplicationContext } from '@nestjs/common';
import { ActionService, NewAction, ProgressFinder, ProgressService, type ProgressStatus } from '@samrad/actions';
import { MeetingService } from '@samrad/meetings';
import { GroupFinder, StateFinder } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays, addressKey } from '@samrad/platform/pure';
import { type AgreedAction, coming, finished, late, notes, openOf } from './action-texts.js';
import { cast, type Character } from './cast.js';

const by = ({ givenName, familyName }: Character): Actor => ({ ...system, name: `${givenName} ${familyName}` });
const secretary = by(cast.secretariat);
const contacts: Record<string, Actor> = {
  FI: by(cast.stateContact),
  SE: by(cast.swede),
  PL: by(cast.pole),
  DE: by(cast.german),
  NO: by(cast.coordinator),
};

interface Dealt extends AgreedAction {
  /** State → where it is. */
  states: Map<string, ProgressStatus>;
}

/** What earlier meetings agreed on, over all States: some late, some waiting, much done. */
export async function seedActions(app: INestApplicationContext): Promise<void> {
  await app.get(Db).tx(() => agreeOnAll(app)); // one transaction: hundreds of reports, one wait for the disk
}

async function agreeOnAll(app: INestApplicationContext): Promise<void> {
  const codes = await app.get(StateFinder).takingPart();
  const [main, others] = [await mainMeeting(app), await earlierMeetings(app)];
  const actions = [...dealOpen(), ...finished.map((action, index) => ({ ...action, states: doneBy(codes, index) }))];
  for (const [index, action] of actions.entries()) {
    const dueOn = addDays(app.get(Clock).today(), action.due ?? 0);
    const possible = others.filter(({ day }) => day <= dueOn);
    const place = index % 8 === 0 && main && main.day <= dueOn ? main : possible[index % possible.length];
    await agree(app, action, { place, known: codes });
  }
  await askOthers(app, main?.id ?? null);
  // What fell due before the network began to use the system is reminded of by hand.
  await app.get(Db).run(sql`UPDATE action_progress SET chased_on = ${app.get(Clock).today()}`);
}

interface PastMeeting {
  id: string;
  day: Day;
}

/** The meeting of the series that is over. */
async function mainMeeting(app: INestApplicationContext): Promise<PastMeeting | undefined> {
  return app.get(Db).row<PastMeeting>(sql`
    SELECT id, SUBSTR(start_wall, 1, 10) AS day FROM meeting WHERE status IN ('held', 'minutes_published') AND series_id IS NOT NULL
    ORDER BY start_at DESC LIMIT 1`);
}

const earlier = [
  {
    title: 'Network meeting, autumn',
    daysAgo: 34,
    place: 'Utlendingsdirektoratet, Oslo',
    zone: 'Europe/Oslo',
    group: 'NEN',
  },
  {
    title: 'Working group on statistics of return',
    daysAgo: 47,
    place: 'Centre Albert Borschette, Brussels',
    zone: 'Europe/Brussels',
    group: 'REG',
  },
  {
    title: 'Return Expert Group, spring',
    daysAgo: 240,
    place: 'Ministry of the Interior, Helsinki',
    zone: 'Europe/Helsinki',
    group: 'REG',
  },
];

/** Meetings that were over before the network began to use the system: title, time and place. */
async function earlierMeetings(app: INestApplicationContext): Promise<PastMeeting[]> {
  const meetings: PastMeeting[] = [];
  for (const { title, daysAgo, place, zone, group } of earlier) {
    const day = workdayUntil(addDays(app.get(Clock).today(), -daysAgo));
    const groupId = (await app.get(GroupFinder).byCode(group))?.id ?? null;
    const unknown = { description: null, seriesId: null, number: null, videoUrl: null, hostStateCode: null };
    const nobody = { chairId: null, secretaryId: null, answerBy: null };
    const when = { start: `${day}T10:00`, end: `${day}T15:00`, zone };
    const meeting = { ...unknown, ...nobody, ...when, title, place, languages: ['en' as const], groupId };
    const id = await app.get(MeetingService).plan(system, { ...meeting, audience: 'network' });
    const calledAt = `${addDays(day, -40)}T09:00:00.000Z`;
    await app
      .get(Db)
      .tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'held', called_at = ${calledAt} WHERE id = ${id}`));
    meetings.push({ id, day });
  }
  return meetings;
}

/** The day itself, or the Friday before. */
function workdayUntil(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? -2 : weekday === 6 ? -1 : 0);
}

/** Deals the open lines of each State over the actions in turn, so that every action asks a few of them. */
function dealOpen(): Dealt[] {
  const deal = (action: AgreedAction): Dealt => ({ ...action, states: new Map() });
  const [lateOnes, comingOnes] = [late.map(deal), coming.map(deal)];
  let turn = 0;
  for (const [code, [open, overdue]] of Object.entries(openOf)) {
    for (let n = 0; n < open; n += 1) {
      const among = n < overdue ? lateOnes : comingOnes;
      among[turn % among.length]!.states.set(code, openStatus(turn, n < overdue));
      turn += 1;
    }
  }
  const all = [...lateOnes, ...comingOnes];
  all.forEach((action, index) => addFinished(action, index));
  return all.filter(({ states }) => states.size);
}

const openStatus = (turn: number, isLate: boolean): ProgressStatus => {
  if (isLate) return 'not_started';
  return (['not_started', 'under_way', 'not_started', 'waiting'] as const)[turn % 4]!;
};

/** Some States have done their part already, one has declined now and then. */
function addFinished({ states }: Dealt, index: number) {
  const others = Object.keys(openOf).filter((code) => !states.has(code));
  for (const [place, code] of others.entries()) {
    if ((place + index) % 16 === 0) states.set(code, (place + index) % 48 === 0 ? 'declined' : 'done');
  }
}

/** The first was for all, the others for every seventh State or so. */
const doneBy = (codes: string[], index: number) =>
  new Map(
    codes
      .filter((_, place) => index === 0 || (place + index) % 7 === 0)
      .map((code): [string, ProgressStatus] => [code, 'done']),
  );

async function agree(
  app: INestApplicationContext,
  { title, description, due, states }: Dealt,
  { place, known }: { place: PastMeeting | undefined; known: string[] },
) {
  const stateCodes = [...states.keys()].filter((code) => known.includes(code));
  const kind = stateCodes.length === known.length ? 'all_states' : 'states';
  const meetingId = place?.id ?? null;
  const id = await create(app, { title, description, due, meetingId, responsibleKind: kind, stateCodes });
  const lines = await app.get(ProgressFinder).ofAction(system, id);
  for (const [index, line] of lines.entries()) {
    const status = states.get(line.stateCode!)!;
    if (status === 'not_started') continue;
    const choice = notes[status] ?? [];
    const note = status === 'declined' || index % 2 === 0 ? (choice[index % choice.length] ?? null) : null;
    const reporter = contacts[line.stateCode!] ?? secretary;
    await app.get(ProgressService).report(reporter, line.id, { status, note, version: line.version });
  }
  if (place) await asOfThen(app, id, place.day);
}

/** Agreed on the day of the meeting, and finished around the due date: most in time, one in four a little late. */
async function asOfThen(app: INestApplicationContext, id: string, day: Day): Promise<void> {
  const [db, today] = [app.get(Db), app.get(Clock).today()];
  await db.run(sql`UPDATE action_item SET created_at = ${`${day}T13:00:00.000Z`} WHERE id = ${id}`);
  const lines = await db.rows<{ id: string; dueOn: Day | null }>(sql`
    SELECT id, due_on AS dueOn FROM action_progress WHERE action_id = ${id} AND is_finished = 1 ORDER BY id`);
  for (const [index, { id: lineId, dueOn }] of lines.entries()) {
    const around = addDays(dueOn ?? today, index % 4 === 3 ? 3 + (index % 5) : -(index % 9));
    const finishedOn = around < day ? day : around > today ? today : around;
    await db.run(sql`UPDATE action_progress SET finished_on = ${finishedOn} WHERE id = ${lineId}`);
  }
}

interface Agreed {
  title: string;
  description?: string;
  due: number | null;
  meetingId: string | null;
  responsibleKind: string;
  stateCodes?: string[];
  organisationId?: string | null;
  personId?: string | null;
}

async function create(app: INestApplicationContext, { due, ...agreed }: Agreed): Promise<string> {
  const dueOn = due === null ? null : addDays(app.get(Clock).today(), due);
  const input = NewAction.parse({ ...agreed, dueOn, audience: 'network' });
  return (await app.get(ActionService).create(secretary, input)).id;
}

/** A few that ask one person or one organisation. */
async function askOthers(app: INestApplicationContext, meetingId: string | null) {
  const [chair, expert] = [await personId(app, cast.chair), await personId(app, cast.expert)];
  const organisation = await app.get(Db).row<{ id: string }>(sql`
    SELECT id FROM organisation WHERE name = ${cast.expert.organisation}`);
  const toPerson = { meetingId, responsibleKind: 'person' };
  if (expert)
    await create(app, { ...toPerson, title: 'Draft a note on counselling after return', due: 10, personId: expert });
  if (chair)
    await create(app, { ...toPerson, title: 'Invite the agency to the next meeting', due: 21, personId: chair });
  if (!organisation) return;
  const asked = { responsibleKind: 'organisation', organisationId: organisation.id, meetingId };
  await create(app, { ...asked, title: 'Present figures on reintegration after twelve months', due: 28 });
}

async function personId(app: INestApplicationContext, { email }: Character): Promise<string | null> {
  const row = await app.get(Db).row<{ personId: string }>(sql`
    SELECT person_id AS personId FROM person_email WHERE address_key = ${addressKey(email)}`);
  return row?.personId ?? null;
}
