import { Injectable } from '@nestjs/common';
import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { fieldShownTo, leavesEea, personFields, restrictedShownTo, usualAudience } from './person-fields.policy.js';
import type { FieldAudience, PersonField } from './person-fields.policy.js';
import { hasPublicProfile, visibleTo } from '../person.policy.js';

export type Shown = ReadonlySet<PersonField>;
export type ShownOf = (personId: string) => Shown;

/** What a row of a list may hold of a person. */
interface Maskable {
  email?: string | null;
  organisation?: string | null;
  organisationId?: string | null;
  function?: string | null;
}

const all: Shown = new Set(personFields);
const nothing: Shown = new Set();
const atOnce = 500;

/** Which fields of which persons somebody sees. The conditions are those of the policy, asked for many rows at once. */
@Injectable()
export class PersonFields {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** What the actor sees of these persons; nothing of those whom the actor may not see at all. */
  of(actor: Actor, personIds: readonly string[]): Promise<ShownOf> {
    const today = this.clock.today();
    if (isOrganiser(actor)) return Promise.resolve(() => all);
    const seen = signedIn(actor) ? visibleTo(actor, today) : hasPublicProfile(today);
    const isForMe = sql`(p.id = ${actor.personId ?? ''} OR (${seen}))`;
    return this.asked(personIds, (field) => fieldShownTo(actor, field, today), isForMe);
  }

  /** What may be handed to somebody outside the EEA: of what the person shows to others, what may go there. */
  outside(personIds: readonly string[]): Promise<ShownOf> {
    return this.asked(personIds, leavesEea);
  }

  /** The rows with what the actor does not see left blank, and without persons whose data are restricted. */
  async masked<R extends Maskable>(actor: Actor, rows: R[], idOf: (row: R) => string): Promise<R[]> {
    const ids = [...new Set(rows.map(idOf))];
    const [shownOf, restricted] = await Promise.all([this.of(actor, ids), this.restricted(actor, ids)]);
    return rows.filter((row) => !restricted.has(idOf(row))).map((row) => withOnly(shownOf(idOf(row)), row));
  }

  /** Whom only organisers see until the restriction is lifted. */
  private async restricted(actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let at = 0; at < ids.length && !isOrganiser(actor); at += atOnce) {
      const rows = await this.db.rows<{ id: string }>(sql`
        SELECT p.id FROM person p WHERE p.id IN (${join(ids.slice(at, at + atOnce))}) AND p.restricted_at IS NOT NULL
          AND p.id <> ${actor.personId ?? ''}`);
      for (const { id } of rows) found.add(id);
    }
    return found;
  }

  /** Whether the actor sees of any of these, but the actor, something that is restricted. */
  async isAnyRestricted(actor: Actor, personIds: readonly string[]): Promise<boolean> {
    const others = personIds.filter((id) => id !== actor.personId);
    if (isOrganiser(actor)) return others.length > 0;
    for (let at = 0; at < others.length; at += atOnce) {
      const found = await this.db.row(sql`
        SELECT p.id FROM person p WHERE p.id IN (${join(others.slice(at, at + atOnce))})
          AND ${restrictedShownTo(actor, this.clock.today())} LIMIT 1`);
      if (found) return true;
    }
    return false;
  }

  /** Whom a person shows each field to. */
  async audiencesOf(personId: string): Promise<Record<PersonField, FieldAudience>> {
    const rows = await this.db.rows<{ field: PersonField; audience: FieldAudience }>(sql`
      SELECT field, audience FROM person_shown WHERE person_id = ${personId}`);
    return { ...usualAudience, ...Object.fromEntries(rows.map(({ field, audience }) => [field, audience])) };
  }

  private async asked(
    ids: readonly string[],
    condition: (field: PersonField) => Sql,
    of: Sql = sql`1 = 1`,
  ): Promise<ShownOf> {
    const shown = new Map<string, Shown>();
    const columns = join(
      personFields.map((field) => sql`CASE WHEN ${condition(field)} THEN 1 ELSE 0 END AS ${named[field]}`),
    );
    for (let at = 0; at < ids.length; at += atOnce) {
      const rows = await this.db.rows<Record<PersonField, number> & { id: string }>(sql`
        SELECT p.id, ${columns} FROM person p WHERE p.id IN (${join(ids.slice(at, at + atOnce))}) AND ${of}`);
      for (const row of rows) shown.set(row.id, new Set(personFields.filter((field) => Number(row[field]) === 1)));
    }
    return (id) => shown.get(id) ?? nothing;
  }
}

const named: Record<PersonField, Sql> = {
  email: sql`email`,
  phone: sql`phone`,
  organisation: sql`organisation`,
  function: sql`\`function\``,
  languages: sql`languages`,
  topics: sql`topics`,
  about: sql`about`,
};

/** A row with what is not shown left blank. */
export function withOnly<R extends Maskable>(shown: Shown, row: R): R {
  const blank: Maskable = {};
  if (!shown.has('email') && 'email' in row) blank.email = null;
  if (!shown.has('function') && 'function' in row) blank.function = null;
  if (!shown.has('organisation')) {
    if ('organisation' in row) blank.organisation = null;
    if ('organisationId' in row) blank.organisationId = null;
  }
  return { ...row, ...blank };
}
