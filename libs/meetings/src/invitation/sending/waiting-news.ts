import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, fromJson, join, sql } from '@samrad/platform/database';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { InvitationFinder } from '../invitation.finder.js';
import { knowsAnotherTime, newsFor } from '../invitation.rules.js';
import { changesIn, changing, dueAt, lastChangeIn, settling, type ChangeKind, type Happened } from './changes.rules.js';
import { AgendaNews, type Told } from './agenda-news.js';
import { digestOf, holdDigestOf } from './told-digest.js';
import { factsOf } from './told-facts.rules.js';

export type { Told } from './agenda-news.js';

/** Changes that will be mailed. */
export interface Waiting {
  changes: ChangeKind[];
  dueAt: Instant;
  told: Told[];
}

/** What people do not know yet about a meeting, worked out from what each was told last. */
@Injectable()
export class WaitingNews {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly agendas: AgendaNews,
  ) {}

  /** What the panel on the meeting's page shows; null: everybody knows. */
  async of(meeting: MeetingRow): Promise<Waiting | null> {
    const events = await this.events(meeting.id);
    const last = lastChangeIn(events);
    if (last === null) return null;
    const told = await this.told(meeting);
    return told.length ? { changes: changesIn(events), dueAt: this.due(last), told } : null;
  }

  /** Everybody with news, whenever it came about. */
  async told(meeting: MeetingRow): Promise<Told[]> {
    const digests = { called: digestOf(meeting), hold: holdDigestOf(meeting) };
    const present = { ...digests, facts: factsOf(meeting), now: this.clock.instant() };
    const told: Told[] = [];
    for (const row of await this.finder.listening(meeting.id)) {
      const kind = newsFor(row, meeting, present);
      if (kind) told.push({ row, kind });
    }
    return this.agendas.concerned(meeting, told);
  }

  /** Whether somebody plans with another time, told of the present one or not. */
  async hasOtherTime(meeting: MeetingRow): Promise<boolean> {
    const facts = factsOf(meeting);
    return (await this.finder.listening(meeting.id)).some((row) => knowsAnotherTime(row, facts));
  }

  /** False while somebody may still be editing, and when everything was told or is not to be. */
  async isDue(meetingId: string): Promise<boolean> {
    const last = lastChangeIn(await this.events(meetingId));
    return last !== null && this.due(last) <= this.clock.instant();
  }

  private due = (last: Instant) => dueAt(last, this.env.values.CHANGE_DELAY_SECONDS);

  private async events(meetingId: string): Promise<Happened[]> {
    const rows = await this.db.rows<{ kind: string; at: Instant; data: unknown }>(sql`
      SELECT kind, at, data FROM event
      WHERE noun = 'meeting' AND subject_id = ${meetingId} AND kind IN (${join([...changing, ...settling])})
      ORDER BY id DESC LIMIT 100`);
    return rows.map((row) => ({ ...row, data: fromJson<Happened['data']>(row.data) ?? {} }));
  }
}
