import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { wallOf } from '@samrad/platform/pure';
import type { AgendaLine } from '../../agenda/agenda.types.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { AttendanceRow } from '../attendance/attendance.finder.js';
import { whyNotNote } from '../attendance/attendance.rules.js';
import type { MinutesRow, SectionRow } from '../minutes.finder.js';
import { MinutesWords } from '../reading/minutes-words.js';
import { LiveFinder, type RunRow, type WriterRow } from './live.finder.js';
import { driftOf, isSilent, secondsUsed } from './live.rules.js';

/** What the desk shows beside the text. */
export interface DeskInput {
  meeting: MeetingRow;
  minutes: MinutesRow;
  sections: SectionRow[];
  items: AgendaLine[];
  people: AttendanceRow[];
}

/** The clock of one item. */
export interface ItemClock {
  isRunning: boolean;
  /** Seconds it has taken until now. */
  used: number;
  /** Whole minutes of that, as shown before the script goes on counting. */
  minutes: number;
  planned: number | null;
  isOver: boolean;
}

/** What goes on in the room, for the desk of whoever takes the minutes. */
@Injectable()
export class LiveDesk {
  constructor(
    private readonly finder: LiveFinder,
    private readonly words: MinutesWords,
    private readonly clock: Clock,
  ) {}

  async show(ctx: Ctx, input: DeskInput) {
    const { meeting, minutes, sections, items, people } = input;
    const [runs, writers, parked] = await Promise.all([
      this.finder.runs(minutes.id),
      this.finder.writers(minutes.id),
      this.finder.parked(meeting.id),
    ]);
    const now = this.clock.instant();
    return {
      drift: this.drift(ctx, input, runs),
      clocks: new Map(
        sections.map(({ id, itemId }) => {
          const own = runs.filter(({ sectionId }) => sectionId === id);
          return [id, clockOf(own, items.find((item) => item.id === itemId)?.minutes ?? null, now)];
        }),
      ),
      writers: writersShown(writers, ctx.actor.accountId, now),
      parked: parked.filter(({ settledAt }) => settledAt === null),
      settled: parked.filter(({ settledAt }) => settledAt !== null),
      people: people.map(personShown),
      mayNote: whyNotNote(meeting, this.clock.today(meeting.zone)) === null,
    };
  }

  /** `8 minutes behind`, with the colour of its tag; null before anything has begun. */
  private drift({ lang }: Ctx, { meeting, sections, items }: DeskInput, runs: RunRow[]) {
    const wall = (at: string) => wallOf(at, meeting.zone);
    const timed = sections.flatMap((section) => {
      const item = items.find(({ id }) => id === section.itemId);
      const own = runs.filter(({ sectionId }) => sectionId === section.id);
      const [first, last] = [own[0], own.at(-1)];
      const begun = first ? wall(first.begunAt) : null;
      return item
        ? [{ start: item.start, end: item.end, begun, ended: last?.endedAt ? wall(last.endedAt) : null }]
        : [];
    });
    const minutes = driftOf(timed, wall(this.clock.instant()));
    if (minutes === null) return null;
    const key = minutes > 0 ? 'behind' : minutes < 0 ? 'ahead' : 'inTime';
    const text = this.words.say(lang, `live.${key}`, { count: Math.abs(minutes) });
    return { text, color: minutes >= 5 ? 'warning' : 'info' };
  }
}

/** By section. A window of the reader's own that is closed by now writes nothing. */
function writersShown(writers: WriterRow[], me: string | null, now: string) {
  const shown = writers
    .map((one) => ({ ...one, isMe: one.accountId === me }))
    .filter(({ isMe, untilAt }) => !isMe || !isSilent({ untilAt }, now));
  return new Map(shown.map(({ sectionId, name, isMe }) => [sectionId, { name, isMe }]));
}

function clockOf(runs: RunRow[], planned: number | null, now: string): ItemClock {
  const used = secondsUsed(runs, now);
  const minutes = Math.floor(used / 60);
  const isRunning = runs.some(({ endedAt }) => endedAt === null);
  return { isRunning, used, minutes, planned, isOver: planned !== null && minutes >= planned };
}

function personShown({ personId, name, organisation, stateCode, presence }: AttendanceRow) {
  return { personId, name, organisation, stateCode, presence };
}
