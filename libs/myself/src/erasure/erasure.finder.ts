import { Injectable } from '@nestjs/common';
import { Erasures, FormerRecords, PersonFinder, type KeptPart, type Known } from '@samrad/network';
import { Db, fromJson, join, sql } from '@samrad/platform/database';
import { addressKey, fold } from '@samrad/platform/pure';
import { formerly, hintsOf } from './erasure.rules.js';
import { HeldTables } from './held-tables.js';
import { Sweep } from './sweep.js';

/** What an erasure would do to the rows that hold somebody. */
export interface Outline {
  /** Goes: word of the holding → rows. */
  erased: { word: string; count: number }[];
  /** Stays, of somebody without a name. */
  nameless: { word: string; count: number }[];
}

/** What an erasure would do. */
export interface Preview extends Outline {
  /** Stays as it is, and why. */
  kept: KeptPart[];
  /** Somebody else has the same name: texts that name them both stay. */
  isNameShared: boolean;
}

/** Who somebody was, and what would become of it. */
@Injectable()
export class ErasureFinder {
  constructor(
    private readonly db: Db,
    private readonly tables: HeldTables,
    private readonly sweep: Sweep,
    private readonly persons: PersonFinder,
    private readonly formers: FormerRecords,
    private readonly erasures: Erasures,
  ) {}

  formerIds(personId: string): Promise<string[]> {
    return this.formersOf(personId);
  }

  /** All names and addresses somebody had, as far as anything tells; without those that somebody else has too. */
  async known(personId: string): Promise<Known & { isNameShared: boolean }> {
    const person = (await this.persons.byId(personId))!;
    const ids = join([personId, ...(await this.formersOf(personId))]);
    const rows = await this.db.rows<{ data: unknown }>(sql`
      SELECT data FROM event WHERE noun = 'person' AND subject_id IN (${ids}) ORDER BY id DESC`);
    const changes = rows.map(
      ({ data }) => fromJson<{ changes?: { field: string; from: unknown }[] }>(data)?.changes ?? [],
    );
    const merged = await this.mergedNames(personId);
    const { givenName, familyName } = person;
    const past = formerly({ givenName, familyName }, changes);
    const addresses = [
      ...(await this.persons.addressesOf(personId)),
      ...past.addresses,
      ...(await this.mailed(personId)),
    ];
    const all = [...past.names, ...merged];
    const own = await Promise.all(all.map(async (name) => ((await this.isOthers(personId, name)) ? [] : [name])));
    return {
      names: own.flat(),
      addresses: await this.notOthers(personId, addresses),
      isNameShared: own.flat().length < all.length,
    };
  }

  /** For whoever thinks of asking: of texts they cannot see it tells nothing. */
  async outline(personId: string): Promise<Outline> {
    const counts = await this.counts(personId);
    const of = (counted: Map<string, number>) =>
      [...counted].flatMap(([word, count]) => (count ? [{ word, count }] : []));
    return { erased: of(counts.erased), nameless: of(counts.nameless) };
  }

  async preview(personId: string): Promise<Preview> {
    const known = await this.known(personId);
    const hints = hintsOf(known);
    const whys = ['record', 'archive', 'sent'] as const;
    const kept = await Promise.all(
      whys.map(async (why) => ({ key: `myself.kept.${why}`, count: await this.sweep.kept(why, hints) })),
    );
    return {
      ...(await this.outline(personId)),
      kept: [...(await this.erasures.keptOf(personId)), ...kept.filter(({ count }) => count > 0)],
      isNameShared: known.isNameShared,
    };
  }

  /** Word of the holding → rows; what two tables hold under one word may go in one and stay in the other. */
  private async counts(personId: string): Promise<Record<keyof Outline, Map<string, number>>> {
    const counts = { erased: new Map<string, number>(), nameless: new Map<string, number>() };
    for (const { table, column, holding } of this.tables.all()) {
      const n = await this.db.row<{ n: number }>({
        ...{ sql: `SELECT COUNT(*) AS n FROM \`${table}\` WHERE \`${column}\` = ?`, values: [personId] },
      });
      const counted = counts[holding.isErased ? 'erased' : 'nameless'];
      counted.set(holding.counted, (counted.get(holding.counted) ?? 0) + Number(n!.n));
    }
    return counts;
  }

  private async formersOf(personId: string): Promise<string[]> {
    return this.formers.before('person', personId);
  }

  /** Names of records that have become part of this one. */
  private async mergedNames(personId: string) {
    return (await this.erasures.namesOf(personId)).map((name) => {
      const at = name.lastIndexOf(' ');
      return at < 0
        ? { givenName: '', familyName: name }
        : { givenName: name.slice(0, at), familyName: name.slice(at + 1) };
    });
  }

  private async mailed(personId: string): Promise<string[]> {
    const rows = await this.db.rows<{ address: string }>(sql`
      SELECT DISTINCT to_address AS address FROM mail_message WHERE person_id = ${personId}`);
    return rows.map(({ address }) => address);
  }

  /** A shared mailbox may have gone on to somebody else. */
  private async notOthers(personId: string, addresses: readonly string[]): Promise<string[]> {
    if (!addresses.length) return [];
    const taken = await this.db.rows<{ taken: string }>(sql`
      SELECT address_key AS taken FROM person_email WHERE person_id <> ${personId}
        AND address_key IN (${join(addresses.map(addressKey))})`);
    return [...new Set(addresses)].filter((one) => !taken.some(({ taken: key }) => key === addressKey(one)));
  }

  private async isOthers(personId: string, { givenName, familyName }: { givenName: string; familyName: string }) {
    const sortNames = [fold(`${familyName} ${givenName}`.trim()), fold(`${givenName} ${familyName}`.trim())];
    return Boolean(
      await this.db.row(
        sql`SELECT id FROM person WHERE sort_name IN (${join(sortNames)}) AND id <> ${personId} LIMIT 1`,
      ),
    );
  }
}
