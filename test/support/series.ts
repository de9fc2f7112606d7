// Meetings of a series, one after the other: planned, held, minuted, their minutes closed.
import { ActionService, NewAction, ProgressFinder, ProgressService } from '@samrad/actions';
import { FollowUpModule } from '@samrad/follow-up';
import {
  AgendaFinder,
  MeetingLife,
  MinutesFinder,
  MinutesPublisher,
  MinutesService,
  OutcomeService,
  SectionService,
  SeriesService,
  SeriesTopicService,
} from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { openMeetings, type MeetingsWorld } from './meetings.js';

export type Outcome = 'discussed' | 'not_discussed' | 'skipped';

export interface SeriesWorld extends MeetingsWorld {
  seriesId: string;
  /** A meeting of the series with what comes onto its agenda by itself. @param month `2027-02` @returns its id */
  meet(month: string, more?: object): Promise<string>;
  topic(title: string, isRecurring?: boolean): Promise<string>;
  /** An action of a meeting for one State. @returns its id */
  act(title: string, more: object): Promise<string>;
  finish(actionId: string): Promise<void>;
  /** Titles on the draft agenda, in order. */
  agenda(meetingId: string): Promise<string[]>;
  item(meetingId: string, title: string): Promise<string>;
  /** The meeting takes place; its topics are marked by title. Minutes stay a draft. */
  hold(meetingId: string, marks?: Record<string, Outcome>): Promise<void>;
  /** Publishes the minutes, and what follows from that. */
  finalise(meetingId: string, audience?: string): Promise<void>;
}

export async function openSeries(): Promise<SeriesWorld> {
  const world = await openMeetings({}, [FollowUpModule]);
  const names = { nameEn: 'Return Expert Group', nameNb: 'Ekspertgruppen', nameNn: 'Ekspertgruppa' };
  const seriesId = await world
    .get(SeriesService)
    .create(system, { code: 'REG', ...names, groupId: world.groupId, nextNumber: 1 });
  return { ...world, seriesId, ...planning(world, seriesId), ...minuting(world) };
}

function planning(world: MeetingsWorld, seriesId: string) {
  const items = (meetingId: string) => world.get(AgendaFinder).items(meetingId);
  return {
    meet: async (month: string, more: object = {}) => {
      const times = { start: `${month}-10T09:00`, end: `${month}-10T15:00`, answerBy: null };
      const id = await world.plan({ title: `Meeting in ${month}`, seriesId, ...times, ...more });
      await world.work();
      return id;
    },
    topic: (title: string, isRecurring = false) =>
      world.get(SeriesTopicService).add(system, seriesId, { title, isRecurring }),
    act: async (title: string, more: object) => {
      const asked = { responsibleKind: 'states', stateCodes: ['NO'], audience: 'group' };
      return (await world.get(ActionService).create(system, NewAction.parse({ title, ...asked, ...more }))).id;
    },
    finish: async (actionId: string) => {
      for (const { id, version } of await world.get(ProgressFinder).ofAction(system, actionId)) {
        await world.get(ProgressService).report(system, id, { status: 'done', note: null, version });
      }
    },
    agenda: async (meetingId: string) => (await items(meetingId)).map(({ title }) => title),
    item: async (meetingId: string, title: string) => (await items(meetingId)).find((item) => item.title === title)!.id,
  };
}

function minuting(world: MeetingsWorld) {
  const minutesOf = async (meetingId: string) => (await world.get(MinutesFinder).ofMeeting(system, meetingId))!;
  const sectionsOf = async (meetingId: string) => world.get(MinutesFinder).sections((await minutesOf(meetingId)).id);
  return {
    hold: async (meetingId: string, marks: Record<string, Outcome> = {}) => {
      const meeting = (await world.db.row<{ endAt: string; status: string }>(sql`
        SELECT end_at AS endAt, status FROM meeting WHERE id = ${meetingId}`))!;
      world.clock.at = meeting.endAt;
      if (meeting.status === 'draft') await world.get(MeetingLife).hold(system, meetingId);
      await world.get(MinutesService).start(system, meetingId);
      for (const { id, title } of await sectionsOf(meetingId)) {
        const outcome = marks[title];
        if (outcome) await world.get(OutcomeService).mark(system, id, { outcome });
      }
    },
    finalise: async (meetingId: string, audience = 'group') => {
      const [first] = await sectionsOf(meetingId);
      await world.get(SectionService).save(system, first!.id, { markdown: 'Said.', version: first!.version });
      const { version } = await minutesOf(meetingId);
      const edition = { note: 'Corrected', tell: false, version };
      await world.get(MinutesPublisher).publish(system, meetingId, { audience, ...edition } as never);
      await world.work();
    },
  };
}
