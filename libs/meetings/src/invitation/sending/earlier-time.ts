import { Injectable } from '@nestjs/common';
import { Db, fromJson, sql } from '@samrad/platform/database';
import type { Instant } from '@samrad/platform/clock';

/** A time of a meeting on the wall at its place. */
export interface WallTimes {
  startWall: string;
  endWall: string;
  zone: string;
}

interface Move {
  at: Instant;
  /** SEQUENCE with which it was moved. */
  sequence: number;
  before: WallTimes;
}

/** When a meeting was to be before it was moved. */
@Injectable()
export class EarlierTime {
  constructor(private readonly db: Db) {}

  /** @returns the time before the first move that is news; null: it was not moved since, or has its old time again */
  async of({ id, ...now }: WallTimes & { id: string }, isNews: (move: Move) => boolean): Promise<WallTimes | null> {
    const rows = await this.db.rows<{ at: Instant; data: unknown }>(sql`
      SELECT at, data FROM event WHERE noun = 'meeting' AND subject_id = ${id} AND kind = 'meeting.rescheduled'
      ORDER BY id`);
    const moves = rows.map(({ at, data }) => ({ ...fromJson<Omit<Move, 'at'>>(data)!, at }));
    const before = moves.find((move) => move.before && isNews(move))?.before;
    return before && !isSame(before, now) ? before : null;
  }
}

const isSame = (a: WallTimes, b: WallTimes): boolean =>
  a.startWall === b.startWall && a.endWall === b.endWall && a.zone === b.zone;
