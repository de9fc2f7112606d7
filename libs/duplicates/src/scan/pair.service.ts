import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { canMerge } from '../merge/merge.policy.js';
import type { VerdictInput } from './scan.dto.js';
import { DuplicatePair } from './scan.entity.js';

/** What people say of pairs. */
@Injectable()
export class PairService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** `distinct`: two different ones, which no scan shows again; `open` takes that back. */
  async judge(actor: Actor, id: string, { status, version }: VerdictInput): Promise<void> {
    demand(canMerge(actor));
    await this.db.tx(async () => {
      const pair = found(await this.db.repo(DuplicatePair).findOneBy({ id }));
      if (pair.status === 'merged') throw new Conflict('duplicates.pair.refused.merged');
      const isOpen = status === 'open';
      const verdict = { decidedBy: isOpen ? null : actor.name, decidedAt: isOpen ? null : this.clock.instant() };
      await this.db.update(DuplicatePair, { id, version }, { status, ...verdict });
    });
  }

  /** The two were made one, or are two again; inside the transaction of the merge. */
  async merged(actor: Actor, one: string, other: string, isUndone = false): Promise<void> {
    const [leftId, rightId] = [one, other].sort();
    const status = isUndone ? 'open' : 'merged';
    await this.db.run(sql`
      UPDATE duplicate_pair SET status = ${status}, decided_by = ${isUndone ? null : actor.name},
        decided_at = ${isUndone ? null : this.clock.instant()}, version = version + 1
      WHERE left_id = ${leftId!} AND right_id = ${rightId!}`);
  }
}
