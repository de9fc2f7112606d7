import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { sha256 } from './digest.js';
import {
  firstHash,
  judgeDelay,
  judgeLink,
  judgeNoted,
  judgeRecord,
  judgeUnsealed,
  type Fault,
  type Link,
  type Removals,
  type SealedRecord,
} from './seal.rules.js';
import { SealedRecordFinder, type Source } from './sealed-record.finder.js';

export interface Verdict {
  checkedAt: string;
  /** Records checked against their links. */
  events: number;
  traces: number;
  /** Records whose names and contents, or which themselves, lawfully went. */
  redacted: number;
  /** Not sealed yet; more than a few, or old ones, mean that the worker stands still. */
  waiting: { count: number; oldest: string | null };
  last: { place: number; hash: string; sealedAt: string } | null;
  faultCount: number;
  /** At most a thousand. */
  faults: Fault[];
}

const atOnce = 1000;
const mostFaults = 1000;

/** Goes through the whole chain and all that is sealed in it, a thousand links at a time. */
@Injectable()
export class Verifier {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly records: SealedRecordFinder,
  ) {}

  /** @param noted a place and hash that were written down outside */
  async verify(noted: { place: number; hash: string } | null = null): Promise<Verdict> {
    const verdict = this.fresh();
    const untrue = noted ? judgeNoted(noted, await this.link(noted.place)) : [];
    add(verdict, untrue);
    const proven = noted && !untrue.length ? noted.place : 0;
    const removals = await this.removals();
    verdict.redacted = removals.redacted.size;
    let before: Pick<Link, 'place' | 'hash'> = { place: 0, hash: firstHash };
    for (;;) {
      const links = await this.links(before.place);
      if (!links.length) break;
      await this.judge(verdict, links, { before, removals, proven });
      before = links[links.length - 1]!;
    }
    verdict.last = (await this.lastLink()) ?? null;
    verdict.waiting = await this.waiting();
    add(verdict, judgeUnsealed(verdict.waiting.oldest, verdict.checkedAt, before.place));
    return verdict;
  }

  private async judge(
    verdict: Verdict,
    links: Link[],
    { before, removals, proven }: { before: Pick<Link, 'place' | 'hash'>; removals: Removals; proven: number },
  ): Promise<void> {
    const found = { event: await this.found('event', links), trace: await this.found('trace', links) };
    let last = before;
    for (const link of links) {
      add(verdict, judgeLink(link, last, sha256));
      add(verdict, judgeRecord(link, found[link.source].get(link.recordId), { removals, digest: sha256 }));
      add(verdict, judgeDelay(link, proven));
      if (link.source === 'event') verdict.events += 1;
      else verdict.traces += 1;
      last = link;
    }
  }

  private found(source: Source, links: Link[]): Promise<Map<string, SealedRecord>> {
    return this.records.byId(
      source,
      links.filter((link) => link.source === source).map(({ recordId }) => recordId),
    );
  }

  /** What events in the chain say was removed. An event that is in no link yet counts for nothing. */
  private async removals(): Promise<Removals> {
    const rows = await this.db.rows<{ kind: string; data: unknown }>(sql`
      SELECT e.kind, e.data FROM event e JOIN seal s ON s.source = 'event' AND s.record_id = e.id
      WHERE e.noun = 'trace' AND e.kind IN ('trace.redacted', 'trace.forgotten')`);
    const redacted = new Set<string>();
    let forgottenUntil = '';
    for (const { data } of rows) {
      const { source, ids = [], until = '' } = fromJson<{ source?: string; ids?: string[]; until?: string }>(data);
      for (const id of ids) redacted.add(`${source} ${id}`);
      if (until > forgottenUntil) forgottenUntil = until;
    }
    return { redacted, forgottenUntil };
  }

  private links(after: number): Promise<Link[]> {
    return this.db.rows<Link>(sql`
      SELECT place, source, record_id AS recordId, record_at AS recordAt, shape, personal, salt,
        sealed_at AS sealedAt, hash
      FROM seal WHERE place > ${after} ORDER BY place LIMIT ${atOnce}`);
  }

  private link(place: number) {
    return this.db.row<{ hash: string }>(sql`SELECT hash FROM seal WHERE place = ${place}`);
  }

  /** Place and hash of the newest link: what to write down outside. */
  lastLink() {
    return this.db.row<{ place: number; hash: string; sealedAt: string }>(sql`
      SELECT place, hash, sealed_at AS sealedAt FROM seal ORDER BY place DESC LIMIT 1`);
  }

  private async waiting(): Promise<Verdict['waiting']> {
    const of = (table: 'event' | 'trace') =>
      table === 'event'
        ? sql`SELECT COUNT(*) AS count, MIN(r.at) AS oldest FROM event r
            LEFT JOIN seal s ON s.source = 'event' AND s.record_id = r.id WHERE s.place IS NULL`
        : sql`SELECT COUNT(*) AS count, MIN(r.at) AS oldest FROM trace r
            LEFT JOIN seal s ON s.source = 'trace' AND s.record_id = r.id WHERE s.place IS NULL`;
    const [events, traces] = await Promise.all(
      (['event', 'trace'] as const).map((table) =>
        this.db.row<{ count: number; oldest: string | null }>(of(table)).then((row) => row!),
      ),
    );
    const oldest = [events!.oldest, traces!.oldest].filter((at) => at !== null).sort()[0] ?? null;
    return { count: Number(events!.count) + Number(traces!.count), oldest };
  }

  private fresh(): Verdict {
    const none = { events: 0, traces: 0, redacted: 0, faultCount: 0 };
    return {
      ...{ checkedAt: this.clock.instant(), ...none },
      ...{ waiting: { count: 0, oldest: null }, last: null, faults: [] },
    };
  }
}

function add(verdict: Verdict, faults: Fault[]): void {
  verdict.faultCount += faults.length;
  verdict.faults.push(...faults.slice(0, Math.max(0, mostFaults - verdict.faults.length)));
}
