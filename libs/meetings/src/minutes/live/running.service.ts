import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MinutesFinder, type SectionRow } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isWritable } from '../minutes.rules.js';
import { ItemRun } from './live.entity.js';
import { LiveFinder } from './live.finder.js';

/** The clock of the meeting: which item runs. One at a time. */
@Injectable()
export class RunningService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: LiveFinder,
    private readonly minutes: MinutesFinder,
    private readonly events: Events,
  ) {}

  /** Ends what runs and begins the item; recorded as `minutes.item_begun` `{ title }` with the meeting as subject. */
  async begin(actor: Actor, sectionId: string): Promise<void> {
    try {
      await this.db.tx(() => this.store(actor, sectionId));
    } catch (error) {
      // Two began an item at the same moment: the second ends the first.
      if (!isDuplicate(error)) throw error;
      await this.db.tx(() => this.store(actor, sectionId));
    }
  }

  /** Recorded as `minutes.item_ended`; one that does not run stays as it is. */
  async stop(actor: Actor, sectionId: string): Promise<void> {
    await this.db.tx(async () => {
      const section = await this.writable(actor, sectionId);
      if (!(await this.isRunning(section))) return;
      await this.end(section);
      await this.events.record('minutes.item_ended', section.meetingId, actor, { title: section.title });
    });
  }

  private async store(actor: Actor, sectionId: string) {
    const section = await this.writable(actor, sectionId);
    if (await this.isRunning(section)) return;
    await this.end(section);
    const begunAt = this.clock.instant();
    const run = { id: newId(), sectionId, begunAt, endedAt: null, runningIn: section.minutesId };
    await this.db.repo(ItemRun).insert(run);
    await this.events.record('minutes.item_begun', section.meetingId, actor, { title: section.title });
  }

  private async writable(actor: Actor, sectionId: string): Promise<SectionRow> {
    demand(canWriteMinutes(actor));
    const section = found(await this.minutes.section(sectionId));
    if (!isWritable(section.meetingStatus)) throw new Conflict('meetings.minutes.refused.notHeld');
    return section;
  }

  private async isRunning({ id, minutesId }: SectionRow): Promise<boolean> {
    const runs = await this.finder.runs(minutesId);
    return runs.some(({ sectionId, endedAt }) => sectionId === id && endedAt === null);
  }

  private end({ minutesId }: SectionRow): Promise<number> {
    return this.db.run(sql`
      UPDATE item_run SET ended_at = ${this.clock.instant()}, running_in = NULL WHERE running_in = ${minutesId}`);
  }
}
