import { Injectable } from '@nestjs/common';
import { askable, nameOf, stateName } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { fold } from '@samrad/platform/pure';

/** Whom one line asks: exactly one of the three. */
export interface Asked {
  stateCode: string | null;
  organisationId: string | null;
  personId: string | null;
  /** Folded name, for sorting. */
  responsibleSort: string;
}

/** Somebody who can be reminded. */
export interface ResponsiblePerson {
  personId: string;
  name: string;
  /** Null: no address is known. */
  address: string | null;
  mailLanguage: Language;
  /** State contact of the State that is asked, not only a member for it. */
  isContact: boolean;
}

/** A line as far as it matters who is told of it. */
interface Line extends Pick<Asked, 'stateCode' | 'organisationId' | 'personId'> {
  id: string;
  actionId: string;
}

/** Short name of the group whose members answer for their States. */
const expertGroup = 'REG';

interface PersonRow {
  /** State, organisation or person that is asked. */
  asked: string;
  personId: string;
  givenName: string;
  familyName: string;
  address: string | null;
  mailLanguage: Language;
  /** 1 for a State contact. */
  isContact?: number;
  /** How near to what is asked. */
  place?: number;
}

export const askedState = (stateCode: string): Asked => ({
  stateCode,
  organisationId: null,
  personId: null,
  responsibleSort: fold(stateName(stateCode, 'en')),
});

/** @param responsibleSort the sorted name of the person */
export const askedPerson = (personId: string, responsibleSort: string): Asked => ({
  stateCode: null,
  organisationId: null,
  personId,
  responsibleSort,
});

/** Who answers for a State, an organisation or for themselves. */
@Injectable()
export class ResponsibleFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws Invalid when there is no such organisation */
  async organisation(organisationId: string): Promise<Asked> {
    const row = await this.db.row<{ sort: string }>(sql`
      SELECT sort_name AS sort FROM organisation WHERE id = ${organisationId}`);
    if (!row) throw new Invalid({ organisationId: { key: 'actions.action.invalid.noOrganisation' } });
    return { stateCode: null, organisationId, personId: null, responsibleSort: row.sort };
  }

  /**
   * State contacts of each State, then its members of the expert group; nobody twice, in order of name. Where a State has
   * neither: its members among the contact points.
   */
  async ofStates(codes: readonly string[]): Promise<Map<string, ResponsiblePerson[]>> {
    if (!codes.length) return new Map();
    const today = this.clock.today();
    const rows = await this.db.rows<PersonRow & { place: number }>(sql`
      SELECT who.code AS asked, who.place, CASE WHEN who.place = 1 THEN 1 ELSE 0 END AS isContact, ${personColumns} FROM (
        ${stateContacts(codes)} UNION ALL
        SELECT COALESCE(ms.state_code, mp.state_code) AS code, ms.person_id, 2 AS place FROM membership ms
          JOIN network_group g ON g.id = ms.group_id AND g.code = ${expertGroup}
          JOIN person mp ON mp.id = ms.person_id
          WHERE ms.role = 'member' AND (ms.valid_from IS NULL OR ms.valid_from <= ${today})
            AND (ms.valid_to IS NULL OR ms.valid_to >= ${today})
            AND COALESCE(ms.state_code, mp.state_code) IN (${join([...codes])})
        UNION ALL ${contactPoints(codes, today)}
      ) who JOIN person p ON p.id = who.person_id ${addressJoin}
      WHERE ${askable(today)} ORDER BY who.place, p.sort_name, p.id`);
    const known = new Set(rows.filter(({ place }) => place < 3).map(({ asked }) => asked));
    return grouped(rows.filter(({ asked, place }) => place < 3 || !known.has(asked)));
  }

  /** Whom a State's business goes to when it is late: its State contacts, or its members among the contact points. */
  async contactsOf(codes: readonly string[]): Promise<Map<string, ResponsiblePerson[]>> {
    if (!codes.length) return new Map();
    const today = this.clock.today();
    const rows = await this.db.rows<PersonRow & { place: number }>(sql`
      SELECT who.code AS asked, who.place, ${personColumns} FROM (
        ${stateContacts(codes)} UNION ALL ${contactPoints(codes, today)}
      ) who JOIN person p ON p.id = who.person_id ${addressJoin}
      WHERE ${askable(today)} ORDER BY who.place, p.sort_name, p.id`);
    const known = new Set(rows.filter(({ place }) => place === 1).map(({ asked }) => asked));
    return grouped(rows.filter(({ asked, place }) => place === 1 || !known.has(asked)));
  }

  /**
   * Who is written to about each line, by its id: those who answer for it. What comes from a closed session is for those
   * who report for their State, as on every page; other members for the State may not read it.
   */
  async answering(lines: readonly Line[]): Promise<Map<string, ResponsiblePerson[]>> {
    const ids = (column: 'stateCode' | 'organisationId' | 'personId') =>
      [...new Set(lines.map((line) => line[column]))].filter((id) => id !== null);
    const [states, organisations, persons, closed] = await Promise.all([
      this.ofStates(ids('stateCode')),
      this.ofOrganisations(ids('organisationId')),
      this.ofPersons(ids('personId')),
      this.closedAmong([...new Set(lines.map(({ actionId }) => actionId))]),
    ]);
    const known = new Map([...states, ...organisations, ...persons]);
    return new Map(
      lines.map(({ id, actionId, stateCode, organisationId, personId }) => {
        const people = known.get(stateCode ?? organisationId ?? personId ?? '') ?? [];
        const isKept = stateCode !== null && closed.has(actionId);
        return [id, isKept ? people.filter(({ isContact }) => isContact) : people];
      }),
    );
  }

  /** Which of these actions come from an item of a closed session. */
  private async closedAmong(actionIds: readonly string[]): Promise<Set<string>> {
    if (!actionIds.length) return new Set();
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT a.id FROM action_item a JOIN agenda_item i ON i.id = a.item_id JOIN agenda_session s ON s.id = i.session_id
      WHERE a.id IN (${join([...actionIds])}) AND s.access <> 'open'`);
    return new Set(rows.map(({ id }) => id));
  }

  async ofPersons(ids: readonly string[]): Promise<Map<string, ResponsiblePerson[]>> {
    if (!ids.length) return new Map();
    const rows = await this.db.rows<PersonRow>(sql`
      SELECT p.id AS asked, ${personColumns} FROM person p ${addressJoin}
      WHERE p.id IN (${join([...ids])}) AND ${askable(this.clock.today())}`);
    return grouped(rows);
  }

  /** People of an organisation who are in the expert group or have an account: those who know of the network. */
  async ofOrganisations(ids: readonly string[]): Promise<Map<string, ResponsiblePerson[]>> {
    if (!ids.length) return new Map();
    const today = this.clock.today();
    const rows = await this.db.rows<PersonRow>(sql`
      SELECT w.organisation_id AS asked, ${personColumns}
      FROM affiliation w JOIN person p ON p.id = w.person_id ${addressJoin}
      WHERE w.organisation_id IN (${join([...ids])}) AND ${askable(today)}
        AND (w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today})
        AND (p.id IN (SELECT ac.person_id FROM account ac WHERE ac.is_disabled = 0) OR p.id IN (
          SELECT ms.person_id FROM membership ms JOIN network_group g ON g.id = ms.group_id AND g.code = ${expertGroup}))
      ORDER BY p.sort_name, p.id`);
    return grouped(rows);
  }
}

const personColumns = sql`p.id AS personId, p.given_name AS givenName, p.family_name AS familyName, e.address,
  p.mail_language AS mailLanguage`;
const stateContacts = (codes: readonly string[]): Sql => sql`
  SELECT cp.state_code AS code, cp.id AS person_id, 1 AS place FROM account ac
  JOIN account_role ar ON ar.account_id = ac.id AND ar.role = 'state_contact' JOIN person cp ON cp.id = ac.person_id
  WHERE ac.is_disabled = 0 AND cp.state_code IN (${join([...codes])})`;
const contactPoints = (codes: readonly string[], today: string): Sql => sql`
  SELECT COALESCE(mc.state_code, pc.state_code) AS code, mc.person_id, 3 AS place FROM membership mc
  JOIN network_group gc ON gc.id = mc.group_id AND gc.kind = 'contact_points' JOIN person pc ON pc.id = mc.person_id
  WHERE (mc.valid_from IS NULL OR mc.valid_from <= ${today}) AND (mc.valid_to IS NULL OR mc.valid_to >= ${today})
    AND COALESCE(mc.state_code, pc.state_code) IN (${join([...codes])})`;
const addressJoin = sql`LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1`;

function grouped(rows: PersonRow[]): Map<string, ResponsiblePerson[]> {
  const groups = new Map<string, ResponsiblePerson[]>();
  for (const { asked, personId, address, mailLanguage, isContact, place: _, ...names } of rows) {
    const group = groups.get(asked) ?? [];
    if (!group.some((person) => person.personId === personId)) {
      group.push({ personId, name: nameOf(names), address, mailLanguage, isContact: Boolean(isContact) });
    }
    groups.set(asked, group);
  }
  return groups;
}
