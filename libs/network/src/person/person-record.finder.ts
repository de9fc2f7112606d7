import { Injectable } from '@nestjs/common';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, empty, join, sql, type Sql } from '@samrad/platform/database';
import { ExpertiseParts, type Unconfirmed } from './expertise/expertise-parts.js';
import { PersonFields, type Shown } from './fields/person-fields.finder.js';
import type { Reach } from './fields/person-fields.policy.js';
import { canSeeDetails, hasPublicProfile, visibleTo } from './person.policy.js';

/** A person as a list shows it. */
export interface PersonRow {
  id: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  leftOn: Day | null;
  /** The primary address. */
  email: string | null;
  organisationId: string | null;
  organisation: string | null;
  function: string | null;
}

export interface PersonRecord {
  id: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  phone: string | null;
  mailLanguage: string;
  note: string | null;
  about: string | null;
  reach: Reach;
  confirmedAt: Instant | null;
  restrictedAt: Instant | null;
  erasedAt: Instant | null;
  externalKey: string | null;
  leftOn: Day | null;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}

export interface AffiliationRow {
  id: string;
  organisationId: string;
  organisation: string;
  acronym: string | null;
  type: string;
  function: string | null;
  validFrom: Day | null;
  validTo: Day | null;
}

/** A place of work as a reader sees it: where, what as, or both. */
export interface SeenPlace extends Omit<AffiliationRow, 'organisationId' | 'organisation' | 'acronym' | 'type'> {
  organisationId: string | null;
  organisation: string | null;
}

export interface PersonMembershipRow {
  id: string;
  groupId: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  role: string;
  stateCode: string | null;
  validFrom: Day | null;
  validTo: Day | null;
}

/** Everything about one person. */
export interface PersonDetails extends PersonRecord {
  emails: string[];
  languages: string[];
  topics: string[];
  /** Countries of origin that the person knows. */
  countries: string[];
  methods: string[];
  affiliations: SeenPlace[];
  memberships: PersonMembershipRow[];
  /** What of these the reader sees; the rest is blank. */
  shown: Shown;
  /** For organisers: what of the expertise the person said and nobody confirmed. */
  unconfirmed?: Unconfirmed;
}

/** One person and what belongs to them, and what lists add to their rows. */
@Injectable()
export class PersonRecordFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly expertise: ExpertiseParts,
    private readonly fields: PersonFields,
  ) {}

  /** What the actor may see of a person; ended and further details are left out for those who may not see them. */
  async one(actor: Actor, id: string): Promise<PersonDetails | undefined> {
    const today = this.clock.today();
    const person = await this.record(sql`p.id = ${id} AND ${visibleTo(actor, today)}`);
    return person && this.complete(actor, person);
  }

  /** The public profile of somebody who agreed to have one: what everybody may see. */
  async publicly(id: string): Promise<PersonDetails | undefined> {
    const person = await this.record(sql`p.id = ${id} AND ${hasPublicProfile(this.clock.today())}`);
    return person && this.complete(anonymous, person);
  }

  private async complete(actor: Actor, person: PersonRecord): Promise<PersonDetails> {
    const { id } = person;
    const today = this.clock.today();
    const isFull = canSeeDetails(actor);
    const [emails, affiliations, memberships] = await Promise.all([
      this.emails(id, isFull),
      this.affiliations(id, isFull ? null : today),
      this.memberships(id, isFull ? null : today),
    ]);
    const [languages, topics, rest] = await Promise.all([this.languages(id), this.topics(id), this.expertise.of(id)]);
    const shown = (await this.fields.of(actor, [id]))(id);
    const said = isFull && { unconfirmed: await this.unconfirmed(id) };
    return withOnlyShown({ ...person, emails, languages, topics, ...rest, affiliations, memberships, shown, ...said });
  }

  unconfirmed(id: string): Promise<Unconfirmed> {
    return this.expertise.unconfirmed(id);
  }

  /** The person's own row, whoever asks. */
  record(condition: Sql): Promise<PersonRecord | undefined> {
    return this.db.row<PersonRecord>(sql`
      SELECT p.id, p.given_name AS givenName, p.family_name AS familyName, p.state_code AS stateCode, p.phone,
        p.mail_language AS mailLanguage, p.note, p.external_key AS externalKey, p.about, p.reach,
        p.confirmed_at AS confirmedAt, p.restricted_at AS restrictedAt, p.erased_at AS erasedAt, p.left_on AS leftOn,
        p.created_at AS createdAt,
        p.updated_at AS updatedAt, p.version
      FROM person p WHERE ${condition}`);
  }

  /** As written, the primary one first. */
  async emails(personId: string, all = true): Promise<string[]> {
    const rows = await this.db.rows<{ address: string }>(sql`
      SELECT address FROM person_email WHERE person_id = ${personId} ${all ? empty : sql`AND is_primary = 1`}
      ORDER BY is_primary DESC, id`);
    return rows.map(({ address }) => address);
  }

  async languages(personId: string): Promise<string[]> {
    const rows = await this.db.rows<{ language: string }>(sql`
      SELECT language FROM person_language WHERE person_id = ${personId} ORDER BY language`);
    return rows.map(({ language }) => language);
  }

  /** Codes, in the order of the topics. */
  async topics(personId: string): Promise<string[]> {
    const rows = await this.db.rows<{ code: string }>(sql`
      SELECT t.code FROM person_topic pt JOIN topic t ON t.code = pt.topic_code
      WHERE pt.person_id = ${personId} ORDER BY t.place, t.code`);
    return rows.map(({ code }) => code);
  }

  /** Newest first. @param day only those that last on this day; null: all */
  affiliations(personId: string, day: Day | null): Promise<AffiliationRow[]> {
    return this.db.rows<AffiliationRow>(sql`
      SELECT a.id, a.organisation_id AS organisationId, o.name AS organisation, o.acronym, o.type, a.function,
        a.valid_from AS validFrom, a.valid_to AS validTo
      FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
      WHERE a.person_id = ${personId} ${day === null ? empty : sql`AND ${lasts(day)}`}
      ORDER BY CASE WHEN a.valid_to IS NULL THEN 0 ELSE 1 END, a.valid_to DESC, a.valid_from DESC, a.id DESC`);
  }

  /** Newest first. @param day only those that last on this day; null: all */
  memberships(personId: string, day: Day | null): Promise<PersonMembershipRow[]> {
    return this.db.rows<PersonMembershipRow>(sql`
      SELECT a.id, a.group_id AS groupId, g.code, g.name_en AS nameEn, g.name_nb AS nameNb, g.name_nn AS nameNn,
        a.role, a.state_code AS stateCode, a.valid_from AS validFrom, a.valid_to AS validTo
      FROM membership a JOIN network_group g ON g.id = a.group_id
      WHERE a.person_id = ${personId} ${day === null ? empty : sql`AND ${lasts(day)}`}
      ORDER BY CASE WHEN a.valid_to IS NULL THEN 0 ELSE 1 END, a.valid_to DESC, a.valid_from DESC, g.code`);
  }

  /** Short names of the groups of several persons today. @returns person → codes */
  async groupCodes(personIds: readonly string[]): Promise<Map<string, string[]>> {
    const codes = new Map<string, string[]>();
    if (!personIds.length) return codes;
    const rows = await this.db.rows<{ personId: string; code: string }>(sql`
      SELECT a.person_id AS personId, g.code FROM membership a JOIN network_group g ON g.id = a.group_id
      WHERE a.person_id IN (${join([...personIds])}) AND ${lasts(this.clock.today())} ORDER BY g.code`);
    for (const { personId, code } of rows) codes.set(personId, [...(codes.get(personId) ?? []), code]);
    return codes;
  }
}

/** The person with what the reader does not see left blank. */
function withOnlyShown(person: PersonDetails): PersonDetails {
  const { shown, affiliations } = person;
  return {
    ...person,
    phone: shown.has('phone') ? person.phone : null,
    about: shown.has('about') ? person.about : null,
    emails: shown.has('email') ? person.emails : [],
    languages: shown.has('languages') ? person.languages : [],
    ...(!shown.has('topics') && { topics: [], countries: [], methods: [] }),
    affiliations: affiliations.flatMap((place) => placeSeen(shown, place)),
  };
}

/** Place of work and function have an audience each; a place of which nothing is seen is not there. */
function placeSeen(shown: Shown, place: SeenPlace): SeenPlace[] {
  const { id, validFrom, validTo } = place;
  const [sees, isFunctionSeen] = [shown.has('organisation'), shown.has('function') && place.function !== null];
  if (!sees && !isFunctionSeen) return [];
  const { organisationId, organisation } = sees ? place : { organisationId: null, organisation: null };
  return [{ id, organisationId, organisation, function: isFunctionSeen ? place.function : null, validFrom, validTo }];
}

/** The period of `a` includes the day. */
export const lasts = (day: Day): Sql =>
  sql`(a.valid_from IS NULL OR a.valid_from <= ${day}) AND (a.valid_to IS NULL OR a.valid_to >= ${day})`;
