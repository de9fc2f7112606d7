import type { INestApplicationContext } from '@nestjs/common';
import {
  AgendaPublisher,
  AgendaService,
  MeetingDocuments,
  MeetingLife,
  MeetingService,
  SeriesFinder,
  SeriesService,
  SessionService,
} from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { cast, type CastName } from './cast.js';

type ItemType = 'information' | 'discussion' | 'decision' | 'break' | 'other';

/** Minutes, type, title, who presents (somebody of the cast, or States), reference of the paper. */
interface DemoItem {
  minutes: number;
  type: ItemType;
  title: string;
  by?: CastName[];
  states?: string[];
  papers?: string[];
  topicCode?: string;
  /** For the States alone, under the Chatham House Rule. */
  isClosed?: boolean;
}

const returnDay: DemoItem[] = [
  { minutes: 15, type: 'decision', title: 'Welcome and adoption of the agenda', by: ['chair'] },
  { minutes: 40, type: 'information', title: 'Status of voluntary return', by: ['coordinator'], papers: ['REG 41-2'] },
  {
    minutes: 35,
    type: 'discussion',
    title: 'Experience with reintegration support',
    by: ['expert'],
    topicCode: 'barriers_solutions',
  },
  { minutes: 15, type: 'break', title: 'Coffee' },
  {
    minutes: 45,
    type: 'decision',
    title: 'EMN study 2027: choice of topic and contributors',
    by: ['secretariat'],
    papers: ['REG 41-4', 'REG 41-4 add. 1'],
  },
  { minutes: 45, type: 'break', title: 'Lunch' },
  {
    minutes: 60,
    type: 'discussion',
    title: 'Ad-hoc queries: answers and quality by State',
    by: ['swede'],
    topicCode: 'good_practices_coherence',
  },
  { minutes: 75, type: 'discussion', title: 'Group work: indicators for reintegration', states: ['FI', 'DE', 'PL'] },
  { minutes: 30, type: 'decision', title: 'Summary, actions and next meeting', by: ['chair'] },
];

const counsellingDay: DemoItem[] = [
  { minutes: 15, type: 'information', title: 'Welcome and adoption of the agenda', by: ['chair'] },
  { minutes: 45, type: 'information', title: 'Update from the European Commission', by: ['chair'] },
  {
    minutes: 60,
    type: 'discussion',
    title: 'Return counselling: what works',
    by: ['german', 'expert'],
    topicCode: 'good_practices_coherence',
  },
  { minutes: 60, type: 'break', title: 'Lunch' },
  {
    minutes: 40,
    type: 'discussion',
    title: 'Tour de table: news from the States',
    states: ['NO', 'SE', 'FI', 'PL', 'DE'],
  },
  {
    minutes: 20,
    type: 'discussion',
    title: 'Cooperation on readmission: experience of the States',
    by: ['swede'],
    isClosed: true,
  },
  { minutes: 30, type: 'decision', title: 'Common indicators: a first list', by: ['pole'] },
  { minutes: 30, type: 'decision', title: 'Summary, actions and next meeting', by: ['chair'] },
];

const networkDay: DemoItem[] = [
  { minutes: 15, type: 'decision', title: 'Velkommen og godkjenning av dagsorden', by: ['coordinator'] },
  { minutes: 45, type: 'information', title: 'Nytt fra REG: oppfølging av det 41. møtet', by: ['secretariat'] },
  { minutes: 15, type: 'break', title: 'Pause' },
  { minutes: 60, type: 'discussion', title: 'Oppfølging etter hjemkomst: erfaringer i Norge', by: ['expert'] },
  { minutes: 15, type: 'other', title: 'Eventuelt' },
];

/** The four meetings of the demonstration: one held, one called, one being planned, one cancelled. */
export async function seedMeetings(app: INestApplicationContext): Promise<void> {
  const world = await worldOf(app);
  await heldMeeting(app, world);
  await calledMeeting(app, world);
  await plannedMeeting(app, world);
  await cancelledMeeting(app, world);
}

interface World {
  persons: Map<CastName, string>;
  seriesId: string;
  reg: string;
  network: string;
  /** The first Thursday at least so many days from today. */
  thursday: (days: number) => Day;
}

async function worldOf(app: INestApplicationContext): Promise<World> {
  const today = app.get(Clock).today();
  const groups = await app.get(Db).rows<{ id: string; code: string; kind: string }>(sql`
    SELECT id, code, kind FROM network_group ORDER BY code`);
  const reg = groups.find(({ code }) => code === 'REG')!.id;
  const network = groups.find(({ kind }) => kind === 'national_network')?.id ?? reg;
  return {
    persons: await personsOf(app),
    seriesId: await numberedFrom(app, 40),
    reg,
    network,
    thursday: (days) => thursdayFrom(addDays(today, days)),
  };
}

/** The demo network has met before: its next meeting gets that number. @returns id of the series REG */
async function numberedFrom(app: INestApplicationContext, nextNumber: number): Promise<string> {
  await app.get(SeriesService).load();
  const { id, meetings: _, groupCode: __, ...known } = (await app.get(SeriesFinder).byCode('REG'))!;
  await app.get(SeriesService).change(system, id, { ...known, nextNumber });
  return id;
}

async function personsOf(app: INestApplicationContext): Promise<World['persons']> {
  const persons: World['persons'] = new Map();
  for (const [name, { email }] of Object.entries(cast)) {
    const row = await app.get(Db).row<{ personId: string }>(sql`
      SELECT person_id AS personId FROM person_email WHERE address = ${email}`);
    if (row) persons.set(name as CastName, row.personId);
  }
  return persons;
}

function thursdayFrom(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (11 - weekday) % 7);
}

const nothing = { description: null, videoUrl: null, hostStateCode: null, number: null, answerBy: null };

async function heldMeeting(app: INestApplicationContext, { persons, seriesId, reg, thursday }: World) {
  const day = thursday(-66);
  const id = await app.get(MeetingService).plan(system, {
    ...nothing,
    title: 'Return counselling: what works',
    description: 'States compare how they advise people before they decide to return.',
    seriesId,
    start: `${day}T09:30`,
    end: `${day}T14:30`,
    zone: 'Europe/Brussels',
    place: 'Centre Albert Borschette, Brussels',
    languages: ['en'],
    groupId: reg,
    chairId: persons.get('chair') ?? null,
    secretaryId: persons.get('secretariat') ?? null,
    audience: 'public',
  });
  await addAll(app, { meetingId: id, persons }, counsellingDay);
  await app.get(AgendaPublisher).publish(system, id);
  // People were called while it still lay ahead.
  const calledAt = `${addDays(day, -40)}T09:00:00.000Z`;
  await app
    .get(Db)
    .tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'held', called_at = ${calledAt} WHERE id = ${id}`));
}

async function calledMeeting(app: INestApplicationContext, { persons, seriesId, reg, thursday }: World) {
  const day = thursday(17);
  const id = await app.get(MeetingService).plan(system, {
    ...nothing,
    title: 'Return and reintegration: from pilot projects to common practice',
    description: 'States share results from reintegration projects and agree on indicators for follow-up after return.',
    seriesId,
    start: `${day}T09:00`,
    end: `${day}T15:00`,
    zone: 'Europe/Oslo',
    place: 'UDI, Hausmanns gate 21, Oslo, room Fjorden',
    videoUrl: 'https://video.example.org/reg-41',
    hostStateCode: 'NO',
    languages: ['en'],
    groupId: reg,
    chairId: persons.get('chair') ?? null,
    secretaryId: persons.get('secretariat') ?? null,
    answerBy: addDays(day, -7),
    audience: 'public',
  });
  await addAll(app, { meetingId: id, persons }, returnDay.slice(0, 6).concat(returnDay.slice(7)));
  await app.get(AgendaPublisher).publish(system, id);
  await addAll(app, { meetingId: id, persons }, [returnDay[6]!]);
  await moveLastUp(app, id);
  await app.get(AgendaPublisher).publish(system, id);
  await app.get(MeetingLife).call(system, id);
}

/** The item that came late goes before the group work. */
async function moveLastUp(app: INestApplicationContext, meetingId: string) {
  const last = await app.get(Db).row<{ id: string }>(sql`
    SELECT id FROM agenda_item WHERE meeting_id = ${meetingId} ORDER BY place DESC LIMIT 1`);
  await app.get(AgendaService).move(system, last!.id, 'up');
  await app.get(AgendaService).move(system, last!.id, 'up');
}

async function plannedMeeting(app: INestApplicationContext, { persons, network, thursday }: World) {
  const day = thursday(70);
  const id = await app.get(MeetingService).plan(system, {
    ...nothing,
    title: 'Nettverksmøte: oppfølging etter frivillig retur',
    description: 'Det nasjonale ekspertnettverket drøfter hva som skjer etter hjemkomst.',
    seriesId: null,
    start: `${day}T10:00`,
    end: `${day}T13:00`,
    zone: 'Europe/Oslo',
    place: null,
    languages: ['nb'],
    groupId: network,
    chairId: persons.get('coordinator') ?? null,
    secretaryId: null,
    audience: 'group',
  });
  await addAll(app, { meetingId: id, persons }, networkDay);
}

async function cancelledMeeting(app: INestApplicationContext, { persons, reg, thursday }: World) {
  const day = thursday(45);
  const id = await app.get(MeetingService).plan(system, {
    ...nothing,
    title: 'Workshop on figures: counting returns in the same way',
    seriesId: null,
    start: `${day}T13:00`,
    end: `${day}T15:30`,
    zone: 'Europe/Helsinki',
    place: null,
    videoUrl: 'https://video.example.org/figures',
    hostStateCode: 'FI',
    languages: ['en'],
    groupId: reg,
    chairId: persons.get('stateContact') ?? null,
    secretaryId: persons.get('secretariat') ?? null,
    audience: 'network',
  });
  await app.get(MeetingLife).call(system, id);
  const reason = 'The topic is taken up at the next REG meeting instead, so that all States can take part.';
  await app.get(MeetingLife).cancel(system, id, { reason });
}

async function addAll(
  app: INestApplicationContext,
  { meetingId, persons }: { meetingId: string; persons: World['persons'] },
  items: DemoItem[],
) {
  const sessionId = items.some(({ isClosed }) => isClosed) ? await closedSession(app, meetingId) : null;
  for (const { by = [], states = [], papers = [], topicCode = null, isClosed = false, ...item } of items) {
    const people = by.flatMap((name) => persons.get(name) ?? []).map((personId) => ({ personId }));
    const presenters = [...people, ...states.map((stateCode) => ({ stateCode }))];
    const within = isClosed ? { sessionId: sessionId! } : null;
    const more = { topicCode, note: null, presenters, within, isSub: false };
    const itemId = await app.get(AgendaService).add(system, meetingId, { ...item, ...more });
    for (const reference of papers) await attach(app, meetingId, { reference, itemId });
  }
}

const closedSession = (app: INestApplicationContext, meetingId: string): Promise<string> =>
  app.get(SessionService).add(system, meetingId, {
    ...{ title: 'Among the States', access: 'states', attribution: 'chatham_house', groups: [] },
    ...{
      exemption: '20',
      exemptionReason: 'What States tell each other in confidence',
      exemptionReviewOn: '2031-01-01',
    },
  });

/** Papers are known by their reference; without the demo library there are none. */
async function attach(app: INestApplicationContext, meetingId: string, paper: { reference: string; itemId: string }) {
  const document = await app.get(Db).row<{ id: string }>(sql`
    SELECT id FROM document WHERE reference = ${paper.reference}`);
  if (document) {
    await app.get(MeetingDocuments).attach(system, meetingId, { documentId: document.id, itemId: paper.itemId });
  }
}
