import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { addressKey, fold } from '@samrad/platform/pure';
import { eachOnce } from '../group/composition/composition.rules.js';
import { GroupMembers } from '../group/composition/group-members.js';
import type { MembershipRole } from '../membership/membership.entity.js';
import { fieldShownTo } from './fields/person-fields.policy.js';
import { askable, visibleTo } from './person.policy.js';
import { hasLeft, isAskable, nameOf } from './person.rules.js';

/** A person as other contexts need them: to name, to write to, to speak for a State. */
export interface Contact {
  personId: string;
  name: string;
  givenName: string;
  familyName: string;
  /** The primary address; null when none is known. */
  address: string | null;
  stateCode: string | null;
  mailLanguage: Language;
  /** Where the person works today. */
  organisation: string | null;
  function: string | null;
  /** First day outside the network; null: none is known. */
  leftOn: Day | null;
  /** Since when the person wants to be left alone; null: they do not. */
  restrictedAt: Instant | null;
}

/** A contact with their part in a group; `stateCode` is the State represented there, else the person's own. */
export interface Member extends Contact {
  role: MembershipRole;
}

/** Persons for other contexts: who they are, which address is theirs, who is in a group. No rights are asked here. */
@Injectable()
export class PersonFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
  ) {}

  /** In order of name; unknown ids are left out. */
  async byIds(ids: readonly string[]): Promise<Contact[]> {
    if (!ids.length) return [];
    return this.contacts(
      sql`FROM person p ${this.joins()} WHERE p.id IN (${join([...ids])}) ORDER BY p.sort_name, p.id`,
    );
  }

  /**
   * Those who are to be asked to something, or chosen for it.
   * @throws Invalid that names who is no longer in the network, or wants to be left alone
   */
  async askable(ids: readonly string[], field = 'persons'): Promise<Contact[]> {
    const [people, today] = [await this.byIds(ids), this.clock.today()];
    const away = people.filter((person) => !isAskable(person, today));
    if (!away.length) return people;
    const gone = away.filter((person) => hasLeft(person, today));
    const names = (gone.length ? gone : away).map(({ name }) => name).join(', ');
    const why = gone.length ? 'hasLeft' : 'isRestricted';
    throw new Invalid({ [field]: { key: `network.person.invalid.${why}`, params: { names } } });
  }

  async byId(id: string): Promise<Contact | undefined> {
    const [person] = await this.byIds([id]);
    return person;
  }

  /** The person one of whose addresses this is, however it is written. */
  async byAddress(address: string): Promise<Contact | undefined> {
    const row = await this.db.row<{ personId: string }>(sql`
      SELECT person_id AS personId FROM person_email WHERE address_key = ${addressKey(address)}`);
    return row && this.byId(row.personId);
  }

  /** The full name; empty for an unknown id. */
  async nameOf(id: string): Promise<string> {
    const row = await this.db.row<{ givenName: string; familyName: string }>(sql`
      SELECT given_name AS givenName, family_name AS familyName FROM person WHERE id = ${id}`);
    return row ? nameOf(row) : '';
  }

  /** Every address of a person, the primary one first. */
  async addressesOf(id: string): Promise<string[]> {
    const rows = await this.db.rows<{ address: string }>(sql`
      SELECT address FROM person_email WHERE person_id = ${id} ORDER BY is_primary DESC, id`);
    return rows.map(({ address }) => address);
  }

  /** Who is in a group on a day, however they come to be in it, and has not left the network, in order of name. */
  async membersOn(groupId: string, day: Day): Promise<Member[]> {
    const members = await this.contacts<Member>(
      sql`FROM (${await this.groups.query(groupId, day)}) gm JOIN person p ON p.id = gm.person_id ${this.joins()}
        WHERE ${askable(day)} ORDER BY p.sort_name, p.id`,
      sql`gm.state_code AS stateCode, gm.role`,
    );
    return eachOnce(members);
  }

  /**
   * Persons in the network whose name or address begins so, for a typeahead.
   * @param q beginning of family name, given name or address; blank gives nobody
   */
  async personsForPicker(actor: Actor, q: string, limit = 12): Promise<Contact[]> {
    const start = fold(q).replace(/[%_\\]/g, '');
    if (!start) return [];
    const today = this.clock.today();
    const given = sql`p.sort_name LIKE ${`% ${start}%`}`;
    const address = sql`p.id IN (SELECT pe.person_id FROM person_email pe
      WHERE pe.address_key LIKE ${`${start}%`} AND pe.is_primary = 1) AND ${fieldShownTo(actor, 'email', today)}`;
    return this.contacts(sql`FROM person p ${this.joins()}
      WHERE (p.sort_name LIKE ${`${start}%`} OR ${given} OR (${address})) AND ${visibleTo(actor, today)}
        AND ${askable(today)}
      ORDER BY p.sort_name, p.id LIMIT ${limit}`);
  }

  private async contacts<C extends Contact>(from: Sql, more: Sql = sql`p.state_code AS stateCode`): Promise<C[]> {
    const rows = await this.db.rows<Omit<C, 'name'>>(sql`
      SELECT p.id AS personId, p.given_name AS givenName, p.family_name AS familyName, e.address,
        p.mail_language AS mailLanguage, o.name AS organisation, a.function, p.left_on AS leftOn,
        p.restricted_at AS restrictedAt, ${more} ${from}`);
    return rows.map((row) => ({ ...row, name: nameOf(row) }) as C);
  }

  private joins(): Sql {
    return withPlaceOfWork(this.clock.today());
  }
}

/**
 * Joins to `person p` (or the alias whose id is `id`): primary address `e`, place of work today `a` and organisation `o`;
 * of several places the one that began last.
 */
export function withPlaceOfWork(today: Day, id: Sql = sql`p.id`): Sql {
  return sql`LEFT JOIN person_email e ON e.person_id = ${id} AND e.is_primary = 1 ${withWork(today, id)}`;
}

/** The same without the address. */
export function withWork(today: Day, id: Sql = sql`p.id`): Sql {
  return sql`
    LEFT JOIN affiliation a ON a.id = (SELECT w.id FROM affiliation w WHERE w.person_id = ${id}
      AND (w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today})
      ORDER BY w.valid_from DESC, w.id DESC LIMIT 1)
    LEFT JOIN organisation o ON o.id = a.organisation_id`;
}
