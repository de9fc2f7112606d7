import { Injectable } from '@nestjs/common';
import { canManageNetwork, changesOf, Method, MethodFinder, type MethodRow } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { fold } from '@samrad/platform/pure';
import type { MethodChange, MethodInput } from './method.dto.js';

/** The list of methods that persons may master. */
@Injectable()
export class MethodService {
  constructor(
    private readonly db: Db,
    private readonly finder: MethodFinder,
    private readonly events: Events,
  ) {}

  /** At the end of the list. @returns its code. @throws Invalid when there is one of that name, Forbidden */
  async add(actor: Actor, input: MethodInput): Promise<string> {
    demand(canManageNetwork(actor));
    return this.db.tx(async () => {
      const all = await this.finder.all();
      refuseTwice(all, input);
      const code = codeFor(input.nameEn, new Set(all.map((one) => one.code)));
      await this.db.repo(Method).insert({ code, ...input, place: all.length + 1 });
      await this.events.record('method.added', code, actor, { name: input.nameEn });
      return code;
    });
  }

  /** @throws NotFound, Invalid, Conflict when somebody else changed it first */
  async change(actor: Actor, code: string, { version, why, ...names }: MethodChange): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      const all = await this.finder.all();
      const before = found(all.find((one) => one.code === code));
      refuseTwice(
        all.filter((one) => one.code !== code),
        names,
      );
      if (before.version !== version)
        throw new Conflict(undefined, { theirs: namesOf(before), yours: { ...names }, version: before.version });
      await this.db.update(Method, { code, version }, names);
      const facts = changesOf(namesOf(before), names, why);
      await this.events.record('method.renamed', code, actor, { name: names.nameEn, ...facts });
    });
  }

  /** @throws NotFound, Conflict while somebody masters it */
  async remove(actor: Actor, code: string): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      const { nameEn } = found((await this.finder.all()).find((one) => one.code === code));
      if (await this.isUsed(code)) throw new Conflict('expertise.method.inUse');
      await this.db.run(sql`DELETE FROM method WHERE code = ${code}`);
      await this.events.record('method.removed', code, actor, { name: nameEn });
    });
  }

  async isUsed(code: string): Promise<boolean> {
    return Boolean(
      await this.db.row(sql`SELECT person_id AS id FROM person_method WHERE method_code = ${code} LIMIT 1`),
    );
  }

  /** Code → persons who master it. */
  async uses(): Promise<Map<string, number>> {
    const rows = await this.db.rows<{ code: string; n: number }>(sql`
      SELECT method_code AS code, COUNT(*) AS n FROM person_method GROUP BY method_code`);
    return new Map(rows.map(({ code, n }) => [code, Number(n)]));
  }
}

const namesOf = ({ nameEn, nameNb, nameNn }: MethodRow) => ({ nameEn, nameNb, nameNn });

function refuseTwice(others: readonly MethodRow[], names: MethodInput): void {
  for (const field of ['nameEn', 'nameNb', 'nameNn'] as const) {
    const isThere = others.some((one) => fold(one[field]) === fold(names[field]));
    if (isThere) throw new Invalid({ [field]: { key: 'expertise.method.twice' } });
  }
}

/** One word for the machine, of the English name. */
function codeFor(name: string, taken: ReadonlySet<string>): string {
  const base =
    fold(name)
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 50) || 'method';
  let code = base;
  for (let number = 2; taken.has(code); number += 1) code = `${base}_${number}`;
  return code;
}
