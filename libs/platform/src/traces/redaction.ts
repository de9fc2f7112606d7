import { Injectable } from '@nestjs/common';
import { system, type Actor } from '../auth/actor.js';
import { Clock } from '../clock/index.js';
import { Db, join, mentions, raw, sql, type Sql } from '../database/index.js';
import { Events } from '../events/index.js';
import { Jobs } from '../jobs/index.js';

const years = 365 * 86_400;
const atOnce = 500;

/** Where a log entry can name somebody. */
const places = [
  { source: 'event', columns: ['actor_name', 'data'] },
  { source: 'trace', columns: ['actor_name', 'subject', 'receiver', 'purpose', 'detail'] },
] as const;

interface Mentions {
  hints: readonly string[];
  anew: (text: string) => string;
}

/**
 * What may lawfully go from the log. The chain keeps the digest of what went and loses its salt, and an event, itself in
 * the chain and without any name, says what was removed: whoever takes something out without that is found.
 */
@Injectable()
export class Redaction {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    jobs: Jobs,
  ) {
    jobs.hourly(() => this.forgetOld());
  }

  /**
   * Takes a person's name and data out of events and traces; that something happened, when and to which record stays.
   * Joins the open transaction.
   * @param pseudonym stands where the name stood, e.g. "NCP Norway"
   */
  async ofPerson(actor: Actor, personId: string, pseudonym: string): Promise<void> {
    await this.db.tx(async () => {
      const about = sql`noun = 'person' AND subject_id = ${personId}`;
      const told = await this.ids(sql`SELECT id FROM event WHERE ${about}`);
      const done = await this.ids(sql`SELECT id FROM event WHERE actor_id = ${personId}`);
      const traced = await this.ids(sql`
        SELECT id FROM trace WHERE actor_id = ${personId} OR subject_id = ${personId}`);
      await this.db.run(sql`UPDATE event SET data = ${'{}'} WHERE ${about}`);
      await this.db.run(sql`UPDATE event SET actor_name = ${pseudonym} WHERE actor_id = ${personId}`);
      await this.db.run(sql`UPDATE trace SET actor_name = ${pseudonym} WHERE actor_id = ${personId}`);
      await this.db.run(sql`UPDATE trace SET subject = ${pseudonym} WHERE subject_id = ${personId}`);
      await this.tell(actor, personId, { event: [...new Set([...told, ...done])], trace: traced });
    });
  }

  /** Names and contents of these events, e.g. a document that must be gone. Joins the open transaction. */
  async ofEvents(actor: Actor, subjectId: string, eventIds: readonly string[]): Promise<void> {
    await this.db.tx(async () => {
      for (let at = 0; at < eventIds.length; at += atOnce) {
        const ids = join(eventIds.slice(at, at + atOnce));
        await this.db.run(sql`UPDATE event SET data = ${'{}'} WHERE id IN (${ids})`);
      }
      await this.tell(actor, subjectId, { event: eventIds, trace: [] });
    });
  }

  /**
   * Where events and traces of others name somebody: what stood there is written anew. Joins the open transaction.
   * @param anew the text as it shall read; the same text when nothing in it is meant
   * @param hints texts of which at least one stands wherever something is to be written anew
   */
  async ofMentions(actor: Actor, subjectId: string, { hints, anew }: Mentions): Promise<void> {
    const gone = { event: [] as string[], trace: [] as string[] };
    await this.db.tx(async () => {
      for (const { source, columns } of places) {
        for (const column of columns) {
          const rows = await this.db.hold<{ id: string; text: unknown }>(
            sql`SELECT id, ${raw(column)} AS text FROM ${raw(source)} WHERE ${mentions([column], hints)}`,
          );
          for (const { id, text } of rows) {
            const before = typeof text === 'string' ? text : JSON.stringify(text);
            const after = anew(before);
            if (after === before) continue;
            await this.db.run(sql`UPDATE ${raw(source)} SET ${raw(column)} = ${after} WHERE id = ${id}`);
            gone[source].push(id);
          }
        }
      }
      await this.tell(actor, subjectId, { event: [...new Set(gone.event)], trace: [...new Set(gone.trace)] });
    });
  }

  /** Traces older than two years go; the chain keeps their place. */
  async forgetOld(): Promise<void> {
    const until = this.clock.instantIn(-2 * years);
    const old = await this.db.row(sql`SELECT id FROM trace WHERE at < ${until} LIMIT 1`);
    if (!old) return;
    await this.db.tx(async () => {
      await this.db.run(sql`UPDATE seal SET salt = NULL WHERE source = 'trace' AND record_at < ${until}`);
      await this.db.run(sql`DELETE FROM trace WHERE at < ${until}`);
      await this.events.record('trace.forgotten', 'trace', system, { until });
    });
  }

  private async tell(actor: Actor, subjectId: string, gone: Record<'event' | 'trace', readonly string[]>) {
    for (const source of ['event', 'trace'] as const) {
      for (let at = 0; at < gone[source].length; at += atOnce) {
        const ids = gone[source].slice(at, at + atOnce);
        await this.db.run(sql`UPDATE seal SET salt = NULL WHERE source = ${source} AND record_id IN (${join(ids)})`);
        await this.events.record('trace.redacted', subjectId, system, { source, ids, by: actor.personId });
      }
    }
  }

  private async ids(query: Sql): Promise<string[]> {
    return (await this.db.hold<{ id: string }>(query)).map(({ id }) => id);
  }
}
