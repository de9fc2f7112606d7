import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { addressKey } from '@samrad/platform/pure';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { SubscriptionBasis, SubscriptionStatus } from './subscription.rules.js';

export interface SubscriptionRow {
  id: string;
  listId: string;
  personId: string | null;
  /** Of the person in the register; null: only the address is known. */
  name: string | null;
  /** Where it goes: of a person the main address of today. */
  address: string;
  /** The one that subscribed. */
  ownAddress: string;
  language: Language;
  status: SubscriptionStatus;
  basis: SubscriptionBasis;
  basisText: string | null;
  since: Instant | null;
  endedAt: Instant | null;
  version: number;
}

/** Who is on which list. */
@Injectable()
export class SubscriptionFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async page(listId: string, place: { page: number; per: number }): Promise<PageOf<SubscriptionRow>> {
    const rows = await this.rows(
      sql`s.list_id = ${listId} AND s.status <> 'unconfirmed'`,
      sql`s.status, s.address_key LIMIT ${place.per + 1} OFFSET ${(place.page - 1) * place.per}`,
    );
    return pageOf(rows, place);
  }

  async one(id: string): Promise<SubscriptionRow | undefined> {
    const [row] = await this.rows(sql`s.id = ${id}`);
    return row;
  }

  /** @param hash of the secret part of the link by which it is ended */
  async byLink(hash: string): Promise<SubscriptionRow | undefined> {
    const [row] = await this.rows(sql`s.link_hash = ${hash}`);
    return row;
  }

  /** Those that one confirmation is about. */
  toConfirm(hash: string): Promise<SubscriptionRow[]> {
    return this.rows(sql`s.confirm_hash = ${hash} AND s.confirm_until > ${this.clock.instant()}`);
  }

  /** Everything of one address, whoever it belongs to. */
  ofAddress(key: string): Promise<SubscriptionRow[]> {
    return this.rows(sql`s.address_key = ${key}`);
  }

  ofPerson(personId: string): Promise<SubscriptionRow[]> {
    return this.rows(sql`s.person_id = ${personId}`);
  }

  /** The same reader's other subscriptions, and this one. */
  together({ personId, ownAddress }: SubscriptionRow): Promise<SubscriptionRow[]> {
    return personId ? this.ofPerson(personId) : this.ofAddress(addressKey(ownAddress));
  }

  async onList(listId: string, { personId, key }: { personId: string | null; key: string }) {
    const [row] = await this.rows(
      sql`s.list_id = ${listId} AND (s.address_key = ${key} OR s.person_id = ${personId ?? ''})`,
    );
    return row;
  }

  confirmed(listIds: readonly string[]): Promise<SubscriptionRow[]> {
    if (!listIds.length) return Promise.resolve([]);
    return this.rows(sql`s.list_id IN (${join([...listIds])}) AND s.status = 'confirmed'`);
  }

  private async rows(condition: Sql, order: Sql = sql`s.address_key, s.id`): Promise<SubscriptionRow[]> {
    return this.db.rows<SubscriptionRow>(sql`
      SELECT s.id, s.list_id AS listId, s.person_id AS personId,
        CASE WHEN p.id IS NULL THEN NULL ELSE TRIM(CONCAT(p.given_name, ' ', p.family_name)) END AS name,
        COALESCE(e.address, s.address) AS address, s.address AS ownAddress,
        COALESCE(p.mail_language, s.language) AS language, s.status, s.basis, s.basis_text AS basisText, s.since,
        s.ended_at AS endedAt, s.version
      FROM subscription s LEFT JOIN person p ON p.id = s.person_id
        LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE ${condition} ORDER BY ${order}`);
  }
}
