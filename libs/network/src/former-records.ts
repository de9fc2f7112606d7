import { Injectable } from '@nestjs/common';
import { Events, type EventRow } from '@samrad/platform/events';

type Noun = 'person' | 'organisation';

/** Says which records have become part of others. */
export interface FormerSource {
  /** The record that the id leads to now; null: it never was another. */
  current(noun: Noun, id: string): Promise<string | null>;
  /** Ids of records that have become part of this one. */
  before(noun: Noun, id: string): Promise<string[]>;
}

/** Records that were there twice: old links lead on, and what happened to either is told of both. */
@Injectable()
export class FormerRecords {
  private source: FormerSource = { current: async () => null, before: async () => [] };

  constructor(private readonly events: Events) {}

  /** Called once at start. */
  register(source: FormerSource): void {
    this.source = source;
  }

  current(noun: Noun, id: string): Promise<string | null> {
    return this.source.current(noun, id);
  }

  /** Ids of records that have become part of this one. */
  before(noun: Noun, id: string): Promise<string[]> {
    return this.source.before(noun, id);
  }

  /** Newest first, with what happened to those that have become part of it. */
  async history(noun: Noun, id: string): Promise<EventRow[]> {
    const ids = [id, ...(await this.source.before(noun, id))];
    const all = await Promise.all(ids.map((one) => this.events.history(noun, one)));
    return all.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
  }
}
