import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, join, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Search, seenIn } from '@samrad/platform/search';
import type { SessionAccess } from '../agenda/session/session.types.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { canRecordDecisions, visibleTo } from './decision.policy.js';
import { isWritable } from '../minutes/minutes.rules.js';
import type { DecisionChange, NewDecision } from './decision.dto.js';
import { DecisionNumbers } from './decision-counter.js';
import { Decision } from './decision.entity.js';
import { DecisionFinder, type DecisionRow } from './decision.finder.js';
import { fullRefOf, refOf } from './decision.rules.js';

const mostTries = 5;

/**
 * Records what meetings decide. A decision gets the next number of its series in the year of its meeting. What is
 * published keeps its number for good and cannot be removed; the number of a draft that is removed stays unused. Two
 * that begin a year at the same moment meet at the key of the counter: the second tries again in a new transaction.
 */
@Injectable()
export class DecisionService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly numbers: DecisionNumbers,
    private readonly finder: DecisionFinder,
    private readonly meetings: MeetingFinder,
    private readonly events: Events,
    private readonly search: Search,
  ) {}

  onModuleInit(): void {
    this.search.register('decision', (actor) => seenIn(sql`decision d`, sql`d.id`, visibleTo(actor)), {
      ids: sql`SELECT id FROM decision`,
      put: (ids) => this.indexAll(ids),
    });
  }

  /**
   * Recorded as `decision.recorded` `{ ref }`.
   * @returns its id. @throws NotFound, Invalid for an item that is not of the meeting, Conflict before people were called
   */
  async record(actor: Actor, meetingId: string, input: NewDecision): Promise<string> {
    demand(canRecordDecisions(actor));
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.db.tx(() => this.store(actor, meetingId, input));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        if (tries === mostTries) throw new Conflict();
      }
    }
  }

  /** @throws NotFound, Conflict with both texts when somebody else saved first */
  async change(actor: Actor, id: string, { text, version }: DecisionChange): Promise<void> {
    demand(canRecordDecisions(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(actor, id));
      if (before.text === text) return;
      if (before.version !== version) throw stale(before, text);
      await this.db.update(Decision, { id, version }, { text });
      if (!before.isPublished) await this.index({ ...before, text });
      await this.events.record('decision.changed', id, actor, { ref: refOf(before), before: before.text });
    });
  }

  /** Removes a draft; its number is not used again. @throws NotFound, Conflict once it is published */
  async remove(actor: Actor, id: string): Promise<void> {
    demand(canRecordDecisions(actor));
    await this.db.tx(async () => {
      const decision = found(await this.finder.one(actor, id));
      if (decision.isPublished) throw new Conflict('meetings.decision.refused.published');
      await this.db.run(sql`DELETE FROM decision WHERE id = ${id} AND published_text IS NULL`);
      await this.search.remove('decision', id);
      await this.events.record('decision.removed', id, actor, { ref: refOf(decision), before: decision.text });
    });
  }

  /** Readers see the decisions of a meeting from now on. Part of publishing its minutes: joins their transaction. */
  async publishAll(actor: Actor, meetingId: string, accessOf: (decisionId: string) => SessionAccess): Promise<void> {
    for (const decision of await this.finder.ofMeeting(actor, meetingId)) {
      await this.db.run(sql`UPDATE decision SET published_text = text, access = ${accessOf(decision.id)}
        WHERE id = ${decision.id}`);
      await this.index(decision);
      if (!decision.isPublished) {
        await this.events.record('decision.published', decision.id, actor, { ref: refOf(decision) });
      }
    }
  }

  private async store(actor: Actor, meetingId: string, { text, itemId }: NewDecision): Promise<string> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    if (!isWritable(meeting.status)) throw new Conflict('meetings.minutes.refused.notHeld');
    await this.refuseForeignItem(meetingId, itemId);
    const year = Number(meeting.startWall.slice(0, 4));
    const seriesKey = meeting.seriesId ?? '';
    const number = await this.numbers.next(seriesKey, year);
    const id = newId();
    const fixed = { id, seriesKey, year, number, meetingId, itemId, createdAt: this.clock.instant(), version: 1 };
    await this.db.repo(Decision).insert({ ...fixed, text, standing: 'standing' });
    await this.index({ id, year, number, text, startWall: meeting.startWall, countedIn: meeting.seriesCode });
    await this.events.record('decision.recorded', id, actor, { ref: refOf({ year, number }) });
    return id;
  }

  private async refuseForeignItem(meetingId: string, itemId: string | null) {
    if (itemId === null) return;
    const known = await this.db.row(sql`
      SELECT s.id FROM minutes_section s JOIN minutes mi ON mi.id = s.minutes_id
      WHERE mi.meeting_id = ${meetingId} AND s.item_id = ${itemId}
      UNION SELECT i.id FROM agenda_item i WHERE i.id = ${itemId} AND i.meeting_id = ${meetingId}`);
    if (!known) throw new Invalid({ itemId: { key: 'meetings.decision.invalid.item' } });
  }

  private async indexAll(ids: string[]): Promise<void> {
    const rows = await this.db.rows<Findable>(sql`
      SELECT d.id, COALESCE(d.published_text, d.text) AS text, d.year, d.number, m.start_wall AS startWall,
        cs.code AS countedIn
      FROM decision d JOIN meeting m ON m.id = d.meeting_id LEFT JOIN meeting_series cs ON cs.id = d.series_key
      WHERE d.id IN (${join(ids)})`);
    for (const row of rows) await this.index(row);
  }

  private index({ id, text, startWall, ...numbers }: Findable): Promise<void> {
    const ref = fullRefOf(numbers);
    const title = `${ref} ${text.split('\n')[0]!}`.slice(0, 150);
    const dated = startWall.slice(0, 10);
    return this.search.put('decision', id, { title, body: text, url: `/decisions/${id}`, dated });
  }
}

type Findable = Pick<DecisionRow, 'id' | 'text' | 'year' | 'number' | 'startWall' | 'countedIn'>;

const stale = (before: DecisionRow, text: string) =>
  new Conflict('platform.error.changed', { theirs: { text: before.text }, yours: { text }, version: before.version });
