import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { MeetingRow } from '../../meeting/meeting.finder.js';

/** A tag beside an item of the agenda, for those who work on it. */
export interface ItemNote {
  text: string;
  /** In small letters after the tag. */
  sub?: string | null;
  color: 'neutral' | 'info' | 'warning' | 'danger' | 'success';
  /** Name of the icon, e.g. `icon: 'Clock'`. */
  icon: string;
}

type NoteSource = (ctx: Ctx, meeting: MeetingRow) => Promise<ReadonlyMap<string, ItemNote[]>>;

/** What other contexts say about items, by id of the item. Filled at start, read for every page. */
@Injectable()
export class ItemNotes {
  private readonly sources: NoteSource[] = [];

  offer(source: NoteSource): void {
    this.sources.push(source);
  }

  async of(ctx: Ctx, meeting: MeetingRow): Promise<ReadonlyMap<string, ItemNote[]>> {
    const notes = new Map<string, ItemNote[]>();
    for (const some of await Promise.all(this.sources.map((source) => source(ctx, meeting)))) {
      for (const [id, own] of some) notes.set(id, [...(notes.get(id) ?? []), ...own]);
    }
    return notes;
  }
}
