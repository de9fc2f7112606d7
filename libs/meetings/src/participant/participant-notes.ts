import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { MeetingRow } from '../meeting/meeting.finder.js';

/** A tag beside a person or a State on the board. */
export interface ParticipantNote {
  text: string;
  color: 'neutral' | 'info' | 'warning' | 'danger' | 'success';
  /** Name of the icon, e.g. `icon: 'ChairTable'`. */
  icon: string;
}

export interface Notes {
  /** By id of the invitation. */
  persons: Map<string, ParticipantNote[]>;
  /** By code of the State. */
  states: Map<string, ParticipantNote[]>;
}

type NoteSource = (ctx: Ctx, meeting: MeetingRow) => Promise<Notes>;

/** What other contexts say about those on the board: a seat, a substitute. Filled at start, read for every page. */
@Injectable()
export class ParticipantNotes {
  private readonly sources: NoteSource[] = [];

  offer(source: NoteSource): void {
    this.sources.push(source);
  }

  async of(ctx: Ctx, meeting: MeetingRow): Promise<Notes> {
    const all = await Promise.all(this.sources.map((source) => source(ctx, meeting)));
    return { persons: merged(all.map(({ persons }) => persons)), states: merged(all.map(({ states }) => states)) };
  }
}

function merged(maps: readonly Map<string, ParticipantNote[]>[]): Map<string, ParticipantNote[]> {
  const notes = new Map<string, ParticipantNote[]>();
  for (const [key, some] of maps.flatMap((map) => [...map])) notes.set(key, [...(notes.get(key) ?? []), ...some]);
  return notes;
}
