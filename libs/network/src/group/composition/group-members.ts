import { Injectable } from '@nestjs/common';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, fromJson, join, sql, type Sql } from '@samrad/platform/database';
import { isPlain, statesMeant, type Composition, type MemberRule, type TakingPart } from './composition.rules.js';

type Compositions = ReadonlyMap<string, Composition>;

interface Surroundings {
  all: Compositions;
  takingPart: readonly TakingPart[];
  day: Day;
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
    return membersQuery(groupId, { all, takingPart: await this.takingPart(day), day }, []);
  }

  /** Whether somebody who is put in, found by a rule or within a part is in the group: a condition on `person`. */
  async condition(groupId: string, day: Day, personId: Sql = sql`p.id`): Promise<Sql> {
    return sql`${personId} IN (SELECT within.person_id FROM (${await this.query(groupId, day)}) within)`;
  }

  /** How many persons, and of how many States, are in the group. */
  async count(groupId: string, day: Day = this.clock.today()): Promise<{ members: number; states: number }> {
    const row = await this.db.row<{ members: number; states: number }>(sql`
      SELECT COUNT(DISTINCT gm.person_id) AS members, COUNT(DISTINCT gm.state_code) AS states
      FROM (${await this.query(groupId, day)}) gm JOIN person p ON p.id = gm.person_id
      WHERE (p.left_on IS NULL OR p.left_on > ${day}) AND p.restricted_at IS NULL`);
    return { members: Number(row?.members ?? 0), states: Number(row?.states ?? 0) };
  }

  /**
   * Groups with a rule or with groups within them that these persons are in, by person: what an account may read by them
   * besides the groups it was put in.
   */
  async derivedOf(personIds: readonly string[], day: Day = this.clock.today()): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    const derived = [...(await this.compositions()).values()].filter((group) => !isPlain(group));
    if (!derived.length || !personIds.length) return found;
    const queries = await Promise.all(
      derived.map(
        async ({ id }) => sql`
          SELECT DISTINCT gm.person_id AS personId, ${id} AS groupId FROM (${await this.query(id, day)}) gm
          WHERE gm.person_id IN (${join([...personIds])})`,
      ),
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

const ruleIn = (stored: unknown): MemberRule | null => (stored === null ? null : fromJson<MemberRule | null>(stored));

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
  const conditions = [sql`(ruled.left_on IS NULL OR ruled.left_on > ${day})`];
  const states = statesMeant(rule, around.takingPart);
  if (states) conditions.push(ofStates(states, day));
  if (rule.types.length || rule.functionWords) conditions.push(worksSo(rule, day));
  if (rule.topics.length) {
    conditions.push(
      sql`ruled.id IN (SELECT pt.person_id FROM person_topic pt WHERE pt.topic_code IN (${join(rule.topics)}))`,
    );
  }
  if (rule.languages.length) {
    conditions.push(
      sql`ruled.id IN (SELECT pl.person_id FROM person_language pl WHERE pl.language IN (${join(rule.languages)}))`,
    );
  }
  if (rule.groups.length || rule.roles.length) conditions.push(isIn(rule, around, path));
  return conditions;
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
