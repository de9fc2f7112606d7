import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { eachOnce, type Composition } from './composition.rules.js';
import { GroupMembers } from './group-members.js';
import { withWork } from '../../person/person.finder.js';
import { nameOf } from '../../person/person.rules.js';
import { askable } from '../../person/person.policy.js';

/** Somebody in a group, and by what. */
export interface PersonWithin {
  personId: string;
  name: string;
  stateCode: string | null;
  role: string;
  /** Put in, found by the rule, or within a group that the group contains. */
  source: 'hand' | 'rule' | 'part';
  /** Short name of that group. */
  via: string | null;
  organisation: string | null;
  organisationType: string | null;
  function: string | null;
  /** Codes of topics and languages, of those that the rule asks for. */
  topics: string[];
  languages: string[];
}

type Raw = Omit<PersonWithin, 'name' | 'topics' | 'languages'> & { givenName: string; familyName: string };

const shownAtMost = 200;

/** Who is in a group now and why: as it is, or as it would be. For organisers. */
@Injectable()
export class CompositionFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly members: GroupMembers,
  ) {}

  /** The first in order of name, and how many there are. */
  async within(composition: Composition): Promise<{ people: PersonWithin[]; count: number }> {
    const today = this.clock.today();
    const query = await this.members.query(composition.id, today, composition);
    const rows = await this.db.rows<Raw>(sql`
      SELECT gm.person_id AS personId, p.given_name AS givenName, p.family_name AS familyName,
        gm.state_code AS stateCode, gm.role, gm.source, g.code AS via, o.name AS organisation,
        o.type AS organisationType, a.function
      FROM (${query}) gm JOIN person p ON p.id = gm.person_id LEFT JOIN network_group g ON g.id = gm.via
        ${withWork(today)}
      WHERE ${askable(today)} ORDER BY p.sort_name, p.id LIMIT 5000`);
    const people = eachOnce(rows);
    const shown = people.slice(0, shownAtMost);
    const matched = await this.matched(composition, shown);
    return {
      people: shown.map((row) => ({ ...row, name: nameOf(row), ...matched(row.personId) })),
      count: people.length,
    };
  }

  /** Ids of everybody in the group as it is stored. */
  async idsNow(groupId: string): Promise<Set<string>> {
    const query = await this.members.query(groupId, this.clock.today());
    const rows = await this.db.rows<{ personId: string }>(
      sql`SELECT DISTINCT gm.person_id AS personId FROM (${query}) gm`,
    );
    return new Set(rows.map(({ personId }) => personId));
  }

  private async matched({ rule }: Composition, people: readonly { personId: string }[]) {
    const ids = people.map(({ personId }) => personId);
    const [topics, languages] = await Promise.all([
      this.values('person_topic', ids, rule?.topics ?? []),
      this.values('person_language', ids, rule?.languages ?? []),
    ]);
    const of = (rows: Value[], id: string) => rows.filter(({ personId }) => personId === id).map(({ value }) => value);
    return (id: string) => ({ topics: of(topics, id), languages: of(languages, id) });
  }

  private async values(table: 'person_topic' | 'person_language', ids: string[], wanted: string[]): Promise<Value[]> {
    if (!ids.length || !wanted.length) return [];
    const [from, column] =
      table === 'person_topic' ? [sql`person_topic`, sql`topic_code`] : [sql`person_language`, sql`language`];
    return this.db.rows<Value>(sql`
      SELECT person_id AS personId, ${column} AS value FROM ${from}
      WHERE person_id IN (${join(ids)}) AND ${column} IN (${join(wanted)}) ORDER BY ${column}`);
  }
}

interface Value {
  personId: string;
  value: string;
}
