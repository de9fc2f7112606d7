import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import { AddressHashes } from './address-hashes.js';
import { everything, type SuppressionReason } from './suppression.rules.js';

export interface SuppressionRow {
  id: string;
  scope: string;
  /** Short name of the list that it was withdrawn from; null: all mail. */
  list: string | null;
  reason: SuppressionReason;
  words: string | null;
  since: Instant;
  liftedAt: Instant | null;
  liftedBy: string | null;
  liftedWhy: string | null;
  version: number;
  /** Where it is still known to us: the address itself. */
  address: string | null;
}

export interface ScoreRow {
  score: number;
  lastOn: string;
  lastWeight: number;
  lastWords: string | null;
}

type Raw = Omit<SuppressionRow, 'address'> & { addressHash: string };

const shownAtMost = 100;

/** Which addresses get no mail, and why. For organisers. */
@Injectable()
export class SuppressionFinder {
  constructor(
    private readonly db: Db,
    private readonly hashes: AddressHashes,
  ) {}

  /** Of these addresses those that get nothing, as address keys. @param scopes lists that it is about, besides all mail */
  async heldBack(addresses: readonly string[], scopes: readonly string[] = []): Promise<Set<string>> {
    const keys = new Map(addresses.map((address) => [this.hashes.of(address), addressKey(address)]));
    const hashes = [...keys.keys()];
    const held = new Set<string>();
    for (let at = 0; at < hashes.length; at += 500) {
      const rows = await this.db.rows<{ hash: string }>(sql`
        SELECT DISTINCT address_hash AS hash FROM mail_suppression
        WHERE address_hash IN (${join(hashes.slice(at, at + 500))}) AND lifted_at IS NULL
          AND scope IN (${join([everything, ...scopes])})`);
      for (const { hash } of rows) held.add(keys.get(hash)!);
    }
    return held;
  }

  async one(id: string): Promise<SuppressionRow | undefined> {
    const [row] = await this.named(await this.raw(sql`s.id = ${id}`));
    return row;
  }

  /** Everything about one address, lifted or not. */
  async ofAddress(address: string): Promise<SuppressionRow[]> {
    const rows = await this.raw(sql`s.address_hash = ${this.hashes.of(address)}`);
    return rows.map(({ addressHash: _, ...row }) => ({ ...row, address }));
  }

  /** The newest that hold. */
  async newest(): Promise<SuppressionRow[]> {
    return this.named(await this.raw(sql`s.lifted_at IS NULL`));
  }

  score(address: string): Promise<ScoreRow | undefined> {
    return this.db.row<ScoreRow>(sql`
      SELECT score, last_on AS lastOn, last_weight AS lastWeight, last_words AS lastWords FROM address_score
      WHERE address_hash = ${this.hashes.of(address)}`);
  }

  private raw(condition: Sql): Promise<Raw[]> {
    return this.db.rows<Raw>(sql`
      SELECT s.id, s.address_hash AS addressHash, s.scope, l.code AS list, s.reason, s.words, s.since,
        s.lifted_at AS liftedAt, s.lifted_by AS liftedBy, s.lifted_why AS liftedWhy, s.version
      FROM mail_suppression s LEFT JOIN mailing_list l ON l.id = s.scope
      WHERE ${condition} ORDER BY s.since DESC, s.id DESC LIMIT ${shownAtMost}`);
  }

  /** A hash cannot be read back: the addresses that we have written to without success, or that have left a list, are tried. */
  private async named(rows: Raw[]): Promise<SuppressionRow[]> {
    const known = rows.length
      ? await this.db.rows<{ address: string }>(sql`
          SELECT DISTINCT to_address AS address FROM mail_message WHERE status = 'failed'
          UNION SELECT address FROM subscription WHERE status = 'ended'
          UNION SELECT address FROM person_email WHERE failed_since IS NOT NULL`)
      : [];
    const addresses = new Map(known.map(({ address }) => [this.hashes.of(address), address]));
    return rows.map(({ addressHash, ...row }) => ({ ...row, address: addresses.get(addressHash) ?? null }));
  }
}
