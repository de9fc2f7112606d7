import { Injectable } from '@nestjs/common';
import type { Role } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, empty, join, sql, type Sql } from '@samrad/platform/database';
import { isLanguage, type Language } from '@samrad/platform/i18n';
import { fold } from '@samrad/platform/pure';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { AccountFilter } from './account.dto.js';
import { inOrder } from './account.rules.js';

export interface AccountRow {
  id: string;
  personId: string;
  name: string;
  email: string | null;
  roles: Role[];
  isDisabled: boolean;
  hasLeft: boolean;
  hasPassword: boolean;
  createdAt: Instant;
  lastSeenAt: Instant | null;
  language: Language;
  version: number;
}

/** Somebody who may or may not have an account. */
export interface Addressee {
  personId: string;
  name: string;
  email: string;
  language: Language;
  accountId: string | null;
  passwordHash: string | null;
}

export interface PersonWithoutAccount {
  id: string;
  name: string;
  email: string;
  stateCode: string | null;
}

type Raw<T> = { [K in keyof T]: T[K] extends boolean ? number : T[K] extends Role[] ? string | null : T[K] };

/** Reads accounts. `a` is the account, `p` its person. */
@Injectable()
export class AccountFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** For administrators: all accounts by name. */
  async list(filter: AccountFilter): Promise<PageOf<AccountRow>> {
    const where = this.where(filter);
    const rows = await this.db.rows<Raw<AccountRow>>(sql`
      SELECT ${this.columns()} FROM account a JOIN person p ON p.id = a.person_id WHERE ${where}
      ORDER BY p.sort_name, a.id LIMIT ${filter.per + 1} OFFSET ${(filter.page - 1) * filter.per}`);
    const count = await this.db.row<{ total: number }>(sql`
      SELECT COUNT(*) AS total FROM account a JOIN person p ON p.id = a.person_id WHERE ${where}`);
    return pageOf(rows.map(accountOf), filter, Number(count!.total));
  }

  async one(id: string): Promise<AccountRow | null> {
    const row = await this.db.row<Raw<AccountRow>>(sql`
      SELECT ${this.columns()} FROM account a JOIN person p ON p.id = a.person_id WHERE a.id = ${id}`);
    return row ? accountOf(row) : null;
  }

  async byPerson(personId: string): Promise<{ id: string } | null> {
    return (await this.db.row<{ id: string }>(sql`SELECT id FROM account WHERE person_id = ${personId}`)) ?? null;
  }

  async rolesOf(id: string): Promise<Role[]> {
    const rows = await this.db.rows<{ role: Role }>(sql`SELECT role FROM account_role WHERE account_id = ${id}`);
    return inOrder(rows.map(({ role }) => role));
  }

  /** Whom an address belongs to, if that person may sign in. @param key `addressKey` of any of their addresses */
  async byAddress(key: string): Promise<Addressee | null> {
    return this.addressee(sql`e.address_key = ${key}`);
  }

  /** The same, by person and with their main address. */
  async addresseeOf(personId: string): Promise<Addressee | null> {
    return this.addressee(sql`p.id = ${personId}`);
  }

  /** Administrators that can sign in today, except one. */
  async otherAdministrators(exceptId: string): Promise<number> {
    const row = await this.db.row<{ total: number }>(sql`
      SELECT COUNT(*) AS total FROM account_role r JOIN account a ON a.id = r.account_id
      JOIN person p ON p.id = a.person_id
      WHERE r.role = 'administrator' AND a.id <> ${exceptId} AND a.is_disabled = 0 AND ${this.isHere()}`);
    return Number(row!.total);
  }

  /** Whether one of these persons has an account that administers. */
  async hasAdministrator(personIds: readonly string[]): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT a.id FROM account a JOIN account_role r ON r.account_id = a.id AND r.role = 'administrator'
      WHERE a.person_id IN (${join([...personIds])}) LIMIT 1`);
    return Boolean(row);
  }

  /** Whether one of these persons signs in, or did. */
  async hasAccount(personIds: readonly string[]): Promise<boolean> {
    const row = await this.db.row(sql`SELECT id FROM account WHERE person_id IN (${join([...personIds])}) LIMIT 1`);
    return Boolean(row);
  }

  /** People of the network who could get an account, at most ten. @param query part of name or address */
  async withoutAccount(query: string): Promise<PersonWithoutAccount[]> {
    return this.db.rows<PersonWithoutAccount>(sql`
      SELECT p.id, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, e.address AS email, p.state_code AS stateCode
      FROM person p JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE ${this.isHere()} AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
        AND ${containing(query)}
      ORDER BY p.sort_name LIMIT 10`);
  }

  private async addressee(condition: Sql): Promise<Addressee | null> {
    const row = await this.db.row<Addressee>(sql`
      SELECT p.id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, e.address AS email,
        p.mail_language AS language, a.id AS accountId, a.password_hash AS passwordHash
      FROM person_email e JOIN person p ON p.id = e.person_id LEFT JOIN account a ON a.person_id = p.id
      WHERE ${condition} AND ${this.isHere()} AND (a.id IS NULL OR a.is_disabled = 0)
      ORDER BY e.is_primary DESC, e.id LIMIT 1`);
    return row ? { ...row, language: languageOf(row.language) } : null;
  }

  private where({ q, role }: AccountFilter): Sql {
    const byRole = role
      ? sql`AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = ${role})`
      : empty;
    return sql`${containing(q)} ${byRole}`;
  }

  /** Has not left the network. */
  private isHere(): Sql {
    return sql`(p.left_on IS NULL OR p.left_on > ${this.clock.today()})`;
  }

  private columns(): Sql {
    return sql`
      a.id, a.person_id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name,
      (SELECT e.address FROM person_email e WHERE e.person_id = p.id ORDER BY e.is_primary DESC, e.id LIMIT 1) AS email,
      (SELECT GROUP_CONCAT(r.role) FROM account_role r WHERE r.account_id = a.id) AS roles,
      a.is_disabled AS isDisabled, CASE WHEN ${this.isHere()} THEN 0 ELSE 1 END AS hasLeft,
      CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS hasPassword, a.created_at AS createdAt,
      (SELECT MAX(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS lastSeenAt,
      COALESCE(a.language, p.mail_language) AS language, a.version`;
  }
}

/** Name or address contains what was typed; `!` escapes the wildcards. */
function containing(query: string | undefined): Sql {
  if (!query?.trim()) return sql`1 = 1`;
  const like = (text: string) => `%${text.replace(/[!%_]/g, '!$&')}%`;
  return sql`(p.sort_name LIKE ${like(fold(query.trim()))} ESCAPE '!' OR EXISTS (
    SELECT 1 FROM person_email e WHERE e.person_id = p.id
      AND e.address_key LIKE ${like(query.trim().toLowerCase())} ESCAPE '!'))`;
}

const languageOf = (known: unknown): Language => (isLanguage(known) ? known : 'en');

const accountOf = (row: Raw<AccountRow>): AccountRow => ({
  ...row,
  roles: inOrder((row.roles?.split(',') ?? []) as Role[]),
  isDisabled: Boolean(row.isDisabled),
  hasLeft: Boolean(row.hasLeft),
  hasPassword: Boolean(row.hasPassword),
  language: languageOf(row.language),
});
