import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, empty, join, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import { isPlain } from '../group/composition/composition.rules.js';
import { GroupMembers } from '../group/composition/group-members.js';
import type { PersonFilter } from '../person/person.dto.js';
import { PersonFields, withOnly } from '../person/fields/person-fields.finder.js';
import type { PersonField } from '../person/fields/person-fields.policy.js';
import { withPlaceOfWork, withWork } from '../person/person.finder.js';
import { expertiseSource, isThere, knows, type Knowing, type Source } from './knowing.js';
import type { PersonRow } from '../person/person-record.finder.js';
import { DirectoryWords } from './directory-words.js';
import { sightOf, sightOutside, type Sight } from './sight.policy.js';

interface Paging {
  page: number;
  per: number;
}

/** What a list looks at beside the register, and for whom it is. */
export interface Looking {
  knowing?: Knowing;
  /** It is handed to somebody outside the EEA with these fields: what may not go there is not looked at either. */
  outsideEea?: readonly PersonField[] | null;
}

const byName = [sql`p.sort_name`, sql`p.id`] as const;

/** How many are counted before a page says "more than". */
export const countedUpTo = 1000;

/** The directory: persons filtered, in order, a page at a time. */
@Injectable()
export class DirectoryFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly words: DirectoryWords,
    private readonly groups: GroupMembers,
    private readonly fields: PersonFields,
  ) {}

  /** The persons that the actor may see. Filters on what is hidden from the actor find nothing more than without. */
  async list(
    actor: Actor,
    filter: PersonFilter,
    { page, per }: Paging,
    looking: Looking = {},
  ): Promise<PageOf<PersonRow>> {
    const today = this.clock.today();
    const { from, conditions, name } = await this.matching(actor, filter, looking);
    const order = orderOf(filter.sort ?? 'name-asc', { name, mayKnow: knowsPlaces(this.sight(actor, looking)) });
    const rows = await this.db.rows<PersonRow>(sql`
      SELECT x.id, x.given_name AS givenName, x.family_name AS familyName, x.state_code AS stateCode,
        x.left_on AS leftOn, e.address AS email, o.id AS organisationId, o.name AS organisation, a.function
      FROM (SELECT p.id, p.given_name, p.family_name, p.state_code, p.left_on, p.sort_name ${order.extra}
        FROM ${from} ${order.isByOrganisation ? withWork(today) : empty}
        WHERE ${join(conditions, ' AND ')} ORDER BY ${order.inner} LIMIT ${per + 1} OFFSET ${(page - 1) * per}) x
      ${withPlaceOfWork(today, sql`x.id`)} ORDER BY ${order.outer}`);
    return this.masked(actor, pageOf(rows, { page, per }), looking);
  }

  private async masked(actor: Actor, page: PageOf<PersonRow>, { outsideEea }: Looking): Promise<PageOf<PersonRow>> {
    const rows = await this.fields.masked(actor, page.rows, ({ id }) => id);
    if (!outsideEea) return { ...page, rows };
    const shownOf = await this.fields.outside(rows.map(({ id }) => id));
    return { ...page, rows: rows.map((row) => ({ ...withOnly(shownOf(row.id), row), leftOn: null })) };
  }

  /** @param atMost stop counting there; null counts all */
  async count(
    actor: Actor,
    filter: PersonFilter,
    atMost: number | null = countedUpTo + 1,
    looking: Looking = {},
  ): Promise<number> {
    const { from, conditions } = await this.matching(actor, filter, looking);
    const limit = atMost === null ? empty : sql`LIMIT ${atMost}`;
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM (SELECT p.id FROM ${from} WHERE ${join(conditions, ' AND ')} ${limit}) x`);
    return Number(row?.n ?? 0);
  }

  /** For counts by something else: the persons of a filter as tables and conditions on `person p`. */
  async matching(actor: Actor, given: PersonFilter, looking: Looking): Promise<Source> {
    const today = this.clock.today();
    const sight = this.sight(actor, looking);
    const knowing = looking.knowing ?? null;
    const { filter, composed } = await this.resolved(sight, given, today);
    const { source, rest } = await this.sourceOf(sight, filter, { today, knowing });
    const conditions = [...source.conditions, ...composed, sight.persons, statusOf(sight, filter, today)];
    return {
      ...source,
      conditions: [...conditions, ...narrowed(sight, rest, today), ...knows({ sight, knowing }, rest)],
    };
  }

  private sight(actor: Actor, { outsideEea }: Looking): Sight {
    const today = this.clock.today();
    return outsideEea ? sightOutside(actor, outsideEea, today) : sightOf(actor, today);
  }

  /**
   * A group with a rule or with groups within it is a condition on persons. Only organisers narrow by it: a rule asks for
   * what others may not see.
   */
  private async resolved(sight: Sight, filter: PersonFilter, today: Day) {
    const all = filter.group ? [...(await this.groups.compositions()).values()] : [];
    const group = all.find(({ id, code }) => id === filter.group || code === filter.group);
    if (!group || isPlain(group)) return { filter, composed: [] };
    const { group: _, role, ...rest } = filter;
    const query = sql`SELECT gq.person_id FROM (${await this.groups.query(group.id, today)}) gq
      WHERE ${role ? sql`gq.role = ${role}` : sql`1 = 1`}`;
    return { filter: rest, composed: [sight.isFull ? sql`p.id IN (${query})` : sql`1 = 0`] };
  }

  /** The narrowest filter with an index in order of name comes first; the others are asked row by row. */
  private async sourceOf(
    sight: Sight,
    filter: PersonFilter,
    { today, knowing }: { today: Day; knowing: Knowing },
  ): Promise<{ source: Source; rest: PersonFilter }> {
    const { q, group, role, ...rest } = filter;
    const matches = q ? await this.words.matching(q, { sight, knowing }) : null;
    if (matches) {
      const from = sql`(${matches}) f CROSS JOIN person p ON p.id = f.record_id`;
      return { source: { from, conditions: [], name: byName }, rest: { ...rest, group, role } };
    }
    const expertise = expertiseSource(sight, { ...rest, group, role }, knowing);
    if (expertise) return expertise;
    if (group) return { source: groupSource(sight, { group, role }, today), rest };
    return { source: { from: sql`person p`, conditions: [sql`1 = 1`], name: byName }, rest: { ...rest, role } };
  }
}

function groupSource(sight: Sight, { group, role }: PersonFilter, today: Day): Source {
  const from = sql`membership gm CROSS JOIN person p ON p.id = gm.person_id`;
  const conditions = [
    sql`gm.group_id = (SELECT g.id FROM network_group g WHERE g.id = ${group} OR g.code = ${group})`,
    sql`(gm.valid_from IS NULL OR gm.valid_from <= ${today}) AND (gm.valid_to IS NULL OR gm.valid_to >= ${today})`,
    ...(role ? [sql`gm.role = ${role}`] : []),
    ...(sight.memberships ? [sight.memberships] : []),
  ];
  return { from, conditions, name: [sql`gm.sort_name`, sql`gm.person_id`] };
}

/** Who is still in, has left, or both; only organisers see those who have left. */
function statusOf({ isFull }: Sight, { status = 'in' }: PersonFilter, today: Day): Sql {
  if (status === 'restricted' && isFull) return sql`p.restricted_at IS NOT NULL`;
  if (status === 'all' && isFull) return inUse;
  if (status === 'left' && !isFull) return sql`1 = 0`;
  if (status === 'left') return sql`(p.has_departure = 1 AND p.left_on <= ${today} AND ${inUse})`;
  return sql`(${inUse} AND (p.left_on IS NULL OR p.left_on > ${today}))`;
}

/** Neither restricted nor erased: lists and files leave the others out. */
const inUse = sql`p.restricted_at IS NULL AND p.erased_at IS NULL`;

/** The filters that are asked of each row. */
function narrowed(sight: Sight, filter: PersonFilter, today: Day): Sql[] {
  const conditions: Sql[] = [];
  const works = sql`SELECT w.id FROM affiliation w JOIN organisation wo ON wo.id = w.organisation_id
    WHERE w.person_id = p.id AND (w.valid_from IS NULL OR w.valid_from <= ${today})
      AND (w.valid_to IS NULL OR w.valid_to >= ${today})`;
  if (filter.type || filter.organisation) conditions.push(sight.shown('organisation'));
  if (filter.state) conditions.push(sql`p.state_code = ${filter.state}`);
  if (filter.type) conditions.push(isThere(sql`${works} AND wo.type = ${filter.type}`));
  if (filter.organisation) {
    conditions.push(sql`p.id IN (SELECT w.person_id FROM affiliation w WHERE w.organisation_id = ${filter.organisation}
      AND (w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today}))`);
  }
  return [...conditions, ...inGroup(sight, filter, today)];
}

function inGroup({ memberships }: Sight, { group, role }: PersonFilter, today: Day): Sql[] {
  if (!group && !role) return [];
  const conditions = [
    sql`gm.person_id = p.id`,
    sql`(gm.valid_from IS NULL OR gm.valid_from <= ${today}) AND (gm.valid_to IS NULL OR gm.valid_to >= ${today})`,
    ...(group
      ? [sql`gm.group_id = (SELECT g.id FROM network_group g WHERE g.id = ${group} OR g.code = ${group})`]
      : []),
    ...(role ? [sql`gm.role = ${role}`] : []),
  ];
  const isIn = isThere(sql`SELECT 1 FROM membership gm WHERE ${join(conditions, ' AND ')}`);
  return memberships ? [isIn, memberships] : [isIn];
}

interface Order {
  inner: Sql;
  outer: Sql;
  /** Further columns that the outer order needs. */
  extra: Sql;
  isByOrganisation: boolean;
}

/** Null: known is of everybody where they work. */
const knowsPlaces = (sight: Sight) => (sight.isFull ? null : sight.shown('organisation'));

/** @param by what orders names, and the condition under which the actor knows where somebody works */
function orderOf(sort: string, by: { name: Source['name']; mayKnow: Sql | null }): Order {
  const [name, tie] = by.name;
  const [key, direction] = sort.split('-');
  const down = direction === 'desc' ? sql`DESC` : empty;
  const names = (a: Sql, b: Sql) => sql`${a} ${down}, ${b} ${down}`;
  const outerNames = names(sql`x.sort_name`, sql`x.id`);
  if (key === 'state') {
    const inner = sql`p.state_code ${down}, ${names(name, tie)}`;
    return { inner, outer: sql`x.state_code ${down}, ${outerNames}`, extra: empty, isByOrganisation: false };
  }
  if (key === 'organisation') {
    const place = by.mayKnow ? sql`CASE WHEN ${by.mayKnow} THEN o.sort_name END` : sql`o.sort_name`;
    const inner = sql`${place} ${down}, ${names(name, tie)}`;
    const extra = sql`, ${place} AS organisation_sort`;
    return { inner, outer: sql`x.organisation_sort ${down}, ${outerNames}`, extra, isByOrganisation: true };
  }
  return { inner: names(name, tie), outer: outerNames, extra: empty, isByOrganisation: false };
}
