import { Injectable } from '@nestjs/common';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, empty, fromJson, join, raw, sql, type Sql } from '@samrad/platform/database';
import {
  isPlain,
  noRule,
  statesMeant,
  type Composition,
  type MemberRule,
  type TakingPart,
} from './composition.rules.js';
import { askable } from '../../person/person.policy.js';

type Compositions = ReadonlyMap<string, Composition>;

interface Surroundings {
  all: Compositions;
  takingPart: readonly TakingPart[];
  day: Day;
  /** Only what an organiser has saved too of what they know. */
  isConfirmed: boolean;
}

/**
 * Who is in a group on a day: those who were put in, those whom its rule means, and whoever is in the groups within it.
 * The one place that knows; meetings, mails, documents and actions ask here.
 */
@Injectable()
export class GroupMembers {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** All groups by id. */
  async compositions(): Promise<Compositions> {
    const [groups, parts] = await Promise.all([
      this.db.rows<{ id: string; code: string; rule: unknown }>(
        sql`SELECT id, code, member_rule AS rule FROM network_group ORDER BY code`,
      ),
      this.db.rows<{ groupId: string; partId: string }>(
        sql`SELECT group_id AS groupId, part_id AS partId FROM group_part ORDER BY id`,
      ),
    ]);
    const all = new Map(
      groups.map(({ id, code, rule }) => [id, { id, code, rule: ruleIn(rule), parts: [] as string[] }]),
    );
    for (const { groupId, partId } of parts) all.get(groupId)?.parts.push(partId);
    return all;
  }

  /** Whether only those are in who were put in. */
  async isPlain(groupId: string): Promise<boolean> {
    const group = (await this.compositions()).get(groupId);
    return !group || isPlain(group);
  }

  /** A query of `person_id, state_code, role, source, via`: one row for each way in. @param source `hand`, `rule` or `part` */
  async query(groupId: string, day: Day, instead?: Composition): Promise<Sql> {
    const all = new Map(await this.compositions());
    if (instead) all.set(groupId, instead);
    return membersQuery(groupId, { all, takingPart: await this.takingPart(day), day, isConfirmed: false }, []);
  }

  /** Whether somebody who is put in, found by a rule or within a part is in the group: a condition on `person`. */
  async condition(groupId: string, day: Day, personId: Sql = sql`p.id`): Promise<Sql> {
    return sql`${personId} IN (SELECT within.person_id FROM (${await this.query(groupId, day)}) within)`;
  }

  /** Which of these persons are in the group in whatever way, also by what they say of themselves. */
  async among(groupId: string, personIds: readonly string[], day: Day = this.clock.today()): Promise<Set<string>> {
    if (!personIds.length) return new Set();
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT gm.person_id AS id FROM (${await this.query(groupId, day)}) gm
      WHERE gm.person_id IN (${join([...personIds])})`);
    return new Set(rows.map(({ id }) => id));
  }

  /** How many persons, and of how many States, are in the group. */
  async count(groupId: string, day: Day = this.clock.today()): Promise<{ members: number; states: number }> {
    const row = await this.db.row<{ members: number; states: number }>(sql`
      SELECT COUNT(DISTINCT gm.person_id) AS members, COUNT(DISTINCT gm.state_code) AS states
      FROM (${await this.query(groupId, day)}) gm JOIN person p ON p.id = gm.person_id
      WHERE ${askable(day)}`);
    return { members: Number(row?.members ?? 0), states: Number(row?.states ?? 0) };
  }

  /**
   * Groups with a rule or with groups within them that these persons are in, by person: what an account may read by them
   * besides the groups it was put in. What somebody says of themself brings them mail, and no right: nobody lets themself
   * into what is for a group.
   */
  async derivedOf(personIds: readonly string[], day: Day = this.clock.today()): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    const all = await this.compositions();
    const derived = [...all.values()].filter((group) => !isPlain(group));
    if (!derived.length || !personIds.length) return found;
    const around = { all, takingPart: await this.takingPart(day), day, isConfirmed: true };
    const queries = derived.map(
      ({ id }) => sql`
        SELECT DISTINCT gm.person_id AS personId, ${id} AS groupId FROM (${membersQuery(id, around, [])}) gm
        WHERE gm.person_id IN (${join([...personIds])})`,
    );
    for (const { personId, groupId } of await this.db.rows<{ personId: string; groupId: string }>(
      join(queries, ' UNION ALL '),
    )) {
      found.set(personId, [...(found.get(personId) ?? []), groupId]);
    }
    return found;
  }

  private takingPart(day: Day): Promise<TakingPart[]> {
    return this.db.rows<TakingPart>(sql`
      SELECT state_code AS stateCode, kind FROM participation
      WHERE valid_from <= ${day} AND (valid_to IS NULL OR valid_to >= ${day})`);
  }
}

/** A rule that was saved before a field was added asks nothing there. */
function ruleIn(stored: unknown): MemberRule | null {
  const rule = stored === null ? null : fromJson<Partial<MemberRule> | null>(stored);
  return rule && { ...noRule, ...rule };
}

const lasts = (period: Sql, day: Day): Sql =>
  sql`(${period}.valid_from IS NULL OR ${period}.valid_from <= ${day}) AND (${period}.valid_to IS NULL OR ${period}.valid_to >= ${day})`;

/** @param above the groups that this one is being looked at for: never twice, whatever the database holds */
function membersQuery(groupId: string, around: Surroundings, above: readonly string[]): Sql {
  const group = around.all.get(groupId);
  const own = sql`SELECT hand.person_id, COALESCE(hand.state_code, hand_p.state_code) AS state_code, hand.role,
      'hand' AS source, NULL AS via
    FROM membership hand JOIN person hand_p ON hand_p.id = hand.person_id
    WHERE hand.group_id = ${groupId} AND ${lasts(sql`hand`, around.day)}`;
  if (!group || above.includes(groupId)) return own;
  const path = [...above, groupId];
  const byRule = group.rule ? [ruleQuery(group.rule, around, path)] : [];
  const parts = group.parts.map(
    (partId) => sql`SELECT part.person_id, part.state_code, part.role, 'part' AS source, ${partId} AS via
      FROM (${membersQuery(partId, around, path)}) part`,
  );
  return join([own, ...byRule, ...parts], ' UNION ALL ');
}

function ruleQuery(rule: MemberRule, around: Surroundings, path: readonly string[]): Sql {
  return sql`SELECT ruled.id AS person_id, ruled.state_code, 'member' AS role, 'rule' AS source, NULL AS via
    FROM person ruled WHERE ${join(conditionsOf(rule, around, path), ' AND ')}`;
}

function conditionsOf(rule: MemberRule, around: Surroundings, path: readonly string[]): Sql[] {
  const { day } = around;
  const conditions = [askable(day, sql`ruled`)];
  const states = statesMeant(rule, around.takingPart);
  if (states) conditions.push(ofStates(states, day));
  if (rule.types.length || rule.functionWords) conditions.push(worksSo(rule, day));
  conditions.push(...expertise.flatMap((of) => knowing(of, rule, around)));
  if (rule.groups.length || rule.roles.length) conditions.push(isIn(rule, around, path));
  return conditions;
}

/** Where it is written down what somebody knows: field of the rule, table and column. */
const expertise = [
  ['topics', 'person_topic', 'topic_code'],
  ['languages', 'person_language', 'language'],
  ['countries', 'person_country', 'country_code'],
  ['methods', 'person_method', 'method_code'],
] as const;

function knowing([field, table, column]: (typeof expertise)[number], rule: MemberRule, around: Surroundings): Sql[] {
  if (!rule[field].length) return [];
  const said = around.isConfirmed ? sql`AND kn.is_confirmed = 1` : empty;
  return [
    sql`ruled.id IN (SELECT kn.person_id FROM ${raw(table)} kn WHERE kn.${raw(column)} IN (${join(rule[field])}) ${said})`,
  ];
}

function ofStates(states: readonly string[], day: Day): Sql {
  if (!states.length) return sql`1 = 0`;
  return sql`(ruled.state_code IN (${join([...states])}) OR (ruled.state_code IS NULL AND ruled.id IN (
    SELECT sw.person_id FROM affiliation sw JOIN organisation so ON so.id = sw.organisation_id
    WHERE so.state_code IN (${join([...states])}) AND ${lasts(sql`sw`, day)})))`;
}

/** Kind of organisation and function are asked of the same place of work. */
function worksSo({ types, functionWords }: MemberRule, day: Day): Sql {
  const conditions = [lasts(sql`rw`, day)];
  if (types.length) conditions.push(sql`ro.type IN (${join(types)})`);
  if (functionWords) {
    conditions.push(sql`LOWER(rw.function) LIKE ${`%${functionWords.toLowerCase().replace(/[%_\\]/g, '')}%`}`);
  }
  return sql`ruled.id IN (SELECT rw.person_id FROM affiliation rw JOIN organisation ro ON ro.id = rw.organisation_id
    WHERE ${join(conditions, ' AND ')})`;
}

function isIn({ groups, roles }: MemberRule, around: Surroundings, path: readonly string[]): Sql {
  const asRole = roles.length ? sql`based.role IN (${join(roles)})` : sql`1 = 1`;
  const sources = groups.length
    ? groups.map((id) => sql`SELECT person_id, role FROM (${membersQuery(id, around, path)}) base`)
    : [sql`SELECT any_m.person_id, any_m.role FROM membership any_m WHERE ${lasts(sql`any_m`, around.day)}`];
  return sql`ruled.id IN (SELECT based.person_id FROM (${join(sources, ' UNION ALL ')}) based WHERE ${asRole})`;
}
