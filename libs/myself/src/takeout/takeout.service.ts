import { Injectable } from '@nestjs/common';
import { FormerRecords, PersonFinder, PersonService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import { Traces } from '@samrad/platform/traces';
import { HeldTables, type HeldTable } from '../erasure/held-tables.js';
import type { Own } from '../link/own-door.js';
import { TakeoutNames } from './takeout-names.js';
import { vcardOf } from './vcard.rules.js';

type Row = Record<string, unknown>;

/** What would let its reader in is nobody's to take out. */
const secrets = /hash|^raw$/i;
const secretTables = ['own_link', 'new_address', 'sign_in_link'];

/** Everything that is held of a person, as a file for them. Complete, because it follows the register of holdings. */
@Injectable()
export class TakeoutService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tables: HeldTables,
    private readonly persons: PersonService,
    private readonly finder: PersonFinder,
    private readonly formers: FormerRecords,
    private readonly traces: Traces,
    private readonly names: TakeoutNames,
  ) {}

  /** Table → rows, beside the person's own row, what happened to it and who read it. The taking is noted. */
  async json({ actor, personId, lang }: Own): Promise<object> {
    const person = found(await this.db.row<Row>(sql`SELECT * FROM person WHERE id = ${personId}`));
    const ids = [personId, ...(await this.formers.before('person', personId))];
    const records: Record<string, Row[]> = {};
    const tables = this.tables.all();
    for (const held of tables) {
      // Somebody else's record, with which the person only had to do: which, not what it says.
      const isOwn = !(held.table in records);
      const rows = await this.rowsOf(held, personId, isOwn);
      records[held.table] = [...(records[held.table] ?? []), ...rows];
    }
    const history = await this.db.rows<Row>(sql`
      SELECT kind, actor_name AS who, at, data FROM event WHERE noun = 'person' AND subject_id IN (${join(ids)})
      ORDER BY id`);
    const done = await this.db.rows<Row>(sql`
      SELECT kind, at, data FROM event WHERE actor_id = ${personId} ORDER BY id`);
    const read = await this.db.rows<Row>(sql`
      SELECT kind, what, subject, actor_name AS who, receiver, purpose, at FROM trace
      WHERE subject_id = ${personId} OR actor_id = ${personId} ORDER BY id`);
    await this.noted(actor, personId, 'json');
    const named = await this.names.beside(records, tables, lang);
    return { takenAt: this.clock.instant(), person, records: named, history, done, log: read };
  }

  /** The card that others may be given. */
  async vcard({ actor, personId }: Own): Promise<string> {
    const [fields, contact] = await Promise.all([this.persons.fields(personId), this.finder.byId(personId)]);
    const { givenName, familyName, emails, phone, languages, about } = found(fields);
    const { organisation, function: title } = contact!;
    await this.noted(actor, personId, 'vcard');
    const row = await this.db.row<{ updatedAt: string }>(sql`
      SELECT updated_at AS updatedAt FROM person WHERE id = ${personId}`);
    const own = { id: personId, givenName, familyName, emails, phone, languages, about: about ?? null };
    return vcardOf({ ...own, organisation, function: title, updatedAt: row!.updatedAt });
  }

  private noted(actor: Actor, personId: string, format: string): Promise<void> {
    return this.traces.exported(actor, { what: 'own-data', subjectId: personId, amount: 1, detail: { format } });
  }

  private async rowsOf({ table, column, columns, key }: HeldTable, personId: string, isOwn: boolean): Promise<Row[]> {
    if (secretTables.includes(table)) return [];
    const names = Object.entries(columns).filter(([property, name]) =>
      isOwn ? !secrets.test(property) : key.includes(name) || name === column,
    );
    const selected = names.map(([property, name]) => `\`${name}\` AS \`${property}\``).join(', ');
    const query = `SELECT ${selected} FROM \`${table}\` WHERE \`${column}\` = ? ORDER BY 1`;
    return this.db.rows<Row>({ sql: query, values: [personId] });
  }
}
