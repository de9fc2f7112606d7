import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { Clock, type Instant } from '../clock/index.js';
import { bulkInserts, Db, empty, fromJson, newId, newIds, sql } from '../database/index.js';
import { Jobs } from '../jobs/jobs.js';
import { Event } from './event.entity.js';

export interface EventRow {
  id: string;
  kind: string;
  actorName: string;
  at: Instant;
  data: Record<string, unknown>;
}

/** Who did it, and what belongs to it. */
export interface Happening {
  actor: Actor;
  data?: object;
}

/** Values before and after a change stand in the event only: a queue is no second place for personal data. */
function withoutChanges(data: object): object {
  const { changes: _, ...told } = data as { changes?: unknown };
  return told;
}

interface Subscriber {
  job: string;
  afterSeconds: number;
}

const columns = ['id', 'kind', 'noun', 'subject_id', 'actor_id', 'actor_name', 'data', 'at'];

/** Records what happened, in the transaction in which it happened, and wakes those who subscribed. */
@Injectable()
export class Events {
  private readonly subscribers = new Map<string, Subscriber[]>();

  constructor(
    private readonly db: Db,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** @param kind `noun.happened`, e.g. `minutes.published`; the noun is the part before the dot */
  async record(kind: string, subjectId: string, actor: Actor, data: object = {}): Promise<string> {
    const event = {
      id: newId(),
      kind,
      noun: kind.split('.')[0]!,
      subjectId,
      actorId: actor.personId,
      actorName: actor.name,
      data,
      at: this.clock.instant(),
    };
    await this.db.insert(Event, event);
    const told = withoutChanges(data);
    for (const { job, afterSeconds } of this.subscribers.get(kind) ?? []) {
      const at = this.clock.instantIn(afterSeconds);
      await this.jobs.later(job, { eventId: event.id, kind, subjectId, data: told }, at);
    }
    return event.id;
  }

  /** The same thing that happened to many records at once, e.g. an import. */
  async recordAll(kind: string, subjectIds: readonly string[], { actor, data = {} }: Happening): Promise<void> {
    const [noun, at, text] = [kind.split('.')[0]!, this.clock.instant(), JSON.stringify(data)];
    const ids = newIds(subjectIds.length);
    const rows = subjectIds.map((id, index) => [ids[index], kind, noun, id, actor.personId, actor.name, text, at]);
    for (const insert of bulkInserts('event', columns, rows)) await this.db.run(insert);
    const jobs = this.subscribers.get(kind) ?? [];
    for (const [index, row] of rows.entries()) {
      for (const { job, afterSeconds } of jobs) {
        const payload = { eventId: row[0], kind, subjectId: subjectIds[index], data };
        await this.jobs.later(job, payload, this.clock.instantIn(afterSeconds));
      }
    }
  }

  /** From now on, `kind` enqueues the job with `{ eventId, kind, subjectId, data }`, to run at once or some time later. */
  subscribe(kind: string, job: string, afterSeconds = 0): void {
    const jobs = this.subscribers.get(kind) ?? [];
    if (jobs.every((one) => one.job !== job)) this.subscribers.set(kind, [...jobs, { job, afterSeconds }]);
  }

  /** Newest first. @param subjectId null: of all records of that noun, also of those that are gone */
  async history(noun: string, subjectId: string | null, limit = 200): Promise<EventRow[]> {
    const rows = await this.db.rows<EventRow>(sql`
      SELECT id, kind, actor_name AS actorName, at, data FROM event
      WHERE noun = ${noun} ${subjectId === null ? empty : sql`AND subject_id = ${subjectId}`} ORDER BY id DESC LIMIT ${limit}`);
    return rows.map((row) => ({ ...row, data: fromJson<Record<string, unknown>>(row.data) ?? {} }));
  }
}
