import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MinutesFinder, type SectionRow } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isWritable } from '../minutes.rules.js';
import { MinutesWriter } from './live.entity.js';
import { LiveFinder, type WriterRow } from './live.finder.js';
import { isSilent, leaseSeconds, mayWriteNow } from './live.rules.js';

/** A window that wants to write. */
export interface Asking {
  tab: string;
  /** From whoever writes now. */
  takeOver: boolean;
}

/** Whether the window writes now, and if not, who does; `isOwn`: the same person in another window. */
export type Turn = { isMine: true } | { isMine: false; isOwn: boolean; name: string; since: string };

/**
 * Says who writes an item. It keeps people from typing over one another; what keeps texts from being lost is the version
 * that each save names.
 */
@Injectable()
export class WriterService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: LiveFinder,
    private readonly minutes: MinutesFinder,
    private readonly events: Events,
  ) {}

  /**
   * Begins to write, goes on, or takes over, which is recorded as `minutes.taken_over` `{ title, name }` with the meeting
   * as subject. @throws NotFound, Conflict when the minutes of the meeting cannot be written
   */
  async ask(actor: Actor, sectionId: string, asking: Asking): Promise<Turn> {
    demand(canWriteMinutes(actor));
    try {
      return await this.db.tx(() => this.decide(actor, sectionId, asking));
    } catch (error) {
      // Two began at the same moment: now there is one who writes.
      if (!isDuplicate(error)) throw error;
      return this.db.tx(() => this.decide(actor, sectionId, asking));
    }
  }

  /** The window is closed or left. */
  async leave(actor: Actor, sectionId: string, tab: string): Promise<void> {
    demand(canWriteMinutes(actor));
    await this.db.tx(() =>
      this.db.run(sql`DELETE FROM minutes_writer
        WHERE section_id = ${sectionId} AND account_id = ${actor.accountId} AND tab = ${tab}`),
    );
  }

  private async decide(actor: Actor, sectionId: string, { tab, takeOver }: Asking): Promise<Turn> {
    const section = found(await this.minutes.section(sectionId));
    if (!isWritable(section.meetingStatus)) throw new Conflict('meetings.minutes.refused.notHeld');
    const held = await this.finder.lease(sectionId);
    const asker = { accountId: actor.accountId ?? '', tab, isTaking: takeOver };
    if (held && !mayWriteNow(held, asker, this.clock.instant())) {
      return { isMine: false, isOwn: held.accountId === actor.accountId, name: held.name, since: held.since };
    }
    await this.give(actor, section, { held, tab });
    return { isMine: true };
  }

  private async give(actor: Actor, section: SectionRow, { held, tab }: { held?: WriterRow; tab: string }) {
    const now = this.clock.instant();
    const isSame = held?.accountId === actor.accountId && held?.tab === tab;
    const untilAt = this.clock.instantIn(leaseSeconds);
    const since = isSame ? held.since : now;
    const mine = { accountId: actor.accountId ?? '', name: actor.name, tab, since, untilAt };
    if (!held) await this.db.repo(MinutesWriter).insert({ id: newId(), sectionId: section.id, ...mine });
    else if (!(await this.replace(held, mine))) throw new Conflict('meetings.minutes.refused.writing');
    if (!held || isGone(held, mine, now)) return;
    const data = { title: section.title, name: held.name };
    await this.events.record('minutes.taken_over', section.meetingId, actor, data);
  }

  /** @returns false when somebody else was quicker */
  private async replace(held: WriterRow, mine: Omit<WriterRow, 'id' | 'sectionId'>): Promise<boolean> {
    const count = await this.db.run(sql`
      UPDATE minutes_writer SET account_id = ${mine.accountId}, name = ${mine.name}, tab = ${mine.tab},
        since = ${mine.since}, until_at = ${mine.untilAt}
      WHERE id = ${held.id} AND tab = ${held.tab} AND account_id = ${held.accountId} AND since = ${held.since}`);
    return count === 1;
  }
}

/** Nothing is taken from anybody: the lease is over, is renewed, or was that of an own window that is closed by now. */
function isGone(held: WriterRow, { accountId, tab }: Pick<WriterRow, 'accountId' | 'tab'>, now: string): boolean {
  if (held.untilAt <= now) return true;
  return held.accountId === accountId && (held.tab === tab || isSilent(held, now));
}
