import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, type Instant } from '../clock/index.js';
import { Db, join, sql } from '../database/index.js';

type Listener = (kind: string) => void;

interface NewEvent {
  id: string;
  kind: string;
  subjectId: string;
  at: Instant;
}

/**
 * Tells open pages that something happened to a record: the event's kind, never data.
 * Polls the event table, so that it works with several server processes.
 */
@Injectable()
export class Signals implements OnModuleDestroy {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly seen = new Set<string>();
  private since: Instant = '';
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @returns a function that ends the subscription */
  listen(subjectId: string, listener: Listener): () => void {
    const all = this.listeners.get(subjectId) ?? new Set();
    this.listeners.set(subjectId, all.add(listener));
    this.start();
    return () => {
      all.delete(listener);
      if (!all.size) this.listeners.delete(subjectId);
      if (!this.listeners.size) this.stop();
    };
  }

  onModuleDestroy(): void {
    this.stop();
  }

  private start() {
    if (this.timer) return;
    this.since = this.clock.instant();
    this.timer = setInterval(() => void this.poll().catch(() => undefined), 1000);
    this.timer.unref();
  }

  private stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.seen.clear();
  }

  /** Looks back five seconds: transactions of other processes may commit out of order. */
  private async poll() {
    if (!this.listeners.size) return;
    const next = this.clock.instantIn(-5);
    const events = await this.db.rows<NewEvent>(sql`
      SELECT id, kind, subject_id AS subjectId, at FROM event
      WHERE at >= ${this.since} AND subject_id IN (${join([...this.listeners.keys()])}) ORDER BY at LIMIT 1000`);
    const fresh = events.filter((event) => !this.seen.has(event.id));
    this.seen.clear();
    events.forEach((event) => this.seen.add(event.id));
    this.since = next > this.since ? next : this.since;
    for (const { subjectId, kind } of fresh) this.listeners.get(subjectId)?.forEach((listener) => listener(kind));
  }
}
