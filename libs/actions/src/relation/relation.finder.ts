import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { visibleTo } from '../action/action.policy.js';
import { itemSeen } from '../action/item-seen.js';
import type { Link, RelationChoice, RelationKind } from './relation.rules.js';

/** A relation seen from one of the two: the other one. */
export interface RelatedRow {
  id: string;
  relation: RelationChoice;
  actionId: string;
  number: number;
  title: string;
}

type Raw = Omit<RelatedRow, 'relation'> & { kind: RelationKind; isFrom: number };

const choices: Record<RelationKind, [RelationChoice, RelationChoice]> = {
  depends_on: ['needed_by', 'depends_on'],
  supersedes: ['superseded_by', 'supersedes'],
};

interface Kept {
  kind: RelationKind;
  fromId: string;
  toId: string;
}

const kept = sql`SELECT r.kind, r.from_id AS fromId, r.to_id AS toId FROM action_relation r`;
const asLink = ({ kind, fromId, toId }: Kept): Link => ({ kind, from: fromId, to: toId });

/** What depends on what, and what replaced what. */
@Injectable()
export class RelationFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The others that the actor may see, in order of number. */
  async of(actor: Actor, actionId: string): Promise<RelatedRow[]> {
    const rows = await this.db.rows<Raw>(sql`
      SELECT r.id, r.kind, CASE WHEN r.from_id = ${actionId} THEN 1 ELSE 0 END AS isFrom,
        a.id AS actionId, a.number, a.title
      FROM action_relation r JOIN action_item a ON a.id = CASE WHEN r.from_id = ${actionId} THEN r.to_id ELSE r.from_id END
      WHERE (r.from_id = ${actionId} OR r.to_id = ${actionId})
        AND ${visibleTo(actor, this.clock.today(), itemSeen(actor))} ORDER BY a.number`);
    return rows.map(({ kind, isFrom, ...row }) => ({ ...row, relation: choices[kind][Number(isFrom)]! }));
  }

  async one(id: string): Promise<Link | undefined> {
    const row = await this.db.row<Kept>(sql`${kept} WHERE r.id = ${id}`);
    return row && asLink(row);
  }

  /** Every relation there is. */
  async all(): Promise<Link[]> {
    return (await this.db.rows<Kept>(kept)).map(asLink);
  }

  /** The number of the action that replaced this one; null: none did. */
  async supersededBy(actionId: string): Promise<number | null> {
    const row = await this.db.row<{ number: number }>(sql`
      SELECT a.number FROM action_relation r JOIN action_item a ON a.id = r.from_id
      WHERE r.to_id = ${actionId} AND r.kind = 'supersedes' ORDER BY a.number LIMIT 1`);
    return row?.number ?? null;
  }

  /** Numbers by id. */
  async numbers(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.db.rows<{ id: string; number: number }>(sql`
      SELECT a.id, a.number FROM action_item a WHERE a.id IN (${join([...ids])})`);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /** The action of a number, as the actor may see it. */
  numbered(actor: Actor, number: number): Promise<{ id: string; number: number; title: string } | undefined> {
    return this.db.row(sql`SELECT a.id, a.number, a.title FROM action_item a
      WHERE a.number = ${number} AND ${visibleTo(actor, this.clock.today(), itemSeen(actor))}`);
  }

  /** Latest actions of others, to choose from. */
  latest(actor: Actor, except: string): Promise<{ number: number; title: string }[]> {
    return this.db.rows(sql`SELECT a.number, a.title FROM action_item a
      WHERE a.id <> ${except} AND ${visibleTo(actor, this.clock.today(), itemSeen(actor))}
      ORDER BY a.number DESC LIMIT 100`);
  }
}
