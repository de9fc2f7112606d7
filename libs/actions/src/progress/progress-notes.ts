import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';

/** Something that waits for whoever reports for a line. */
export interface ProgressNote {
  /** Rendered, for a cell of the table or an entry of one's own list. */
  html: string;
}

/** @param back page of ours to return to. @returns by id of the line */
type NoteSource = (ctx: Ctx, lineIds: readonly string[], back: string) => Promise<Map<string, ProgressNote[]>>;

/** Something that waits on a page of its own, as a button above the actions. */
export interface ProgressLink {
  href: string;
  /** Locale key, with `count`. */
  key: string;
  count: number;
}

type LinkSource = (ctx: Ctx) => Promise<ProgressLink | null>;

/** What other contexts show beside a line of progress, and above all of them. Filled at start, read for every page. */
@Injectable()
export class ProgressNotes {
  private readonly sources: NoteSource[] = [];
  private readonly linkSources: LinkSource[] = [];

  /** @param source null when nothing waits for this reader */
  offerLink(source: LinkSource): void {
    this.linkSources.push(source);
  }

  async links(ctx: Ctx): Promise<ProgressLink[]> {
    const links = await Promise.all(this.linkSources.map((source) => source(ctx)));
    return links.filter((link) => link !== null);
  }

  offer(source: NoteSource): void {
    this.sources.push(source);
  }

  /** @param back page of ours to return to */
  async of(ctx: Ctx, lines: readonly { id: string }[], back: string): Promise<Map<string, ProgressNote[]>> {
    const lineIds = lines.map(({ id }) => id);
    const all = await Promise.all(this.sources.map((source) => source(ctx, lineIds, back)));
    const notes = new Map<string, ProgressNote[]>();
    for (const [id, some] of all.flatMap((map) => [...map])) notes.set(id, [...(notes.get(id) ?? []), ...some]);
    return notes;
  }
}
