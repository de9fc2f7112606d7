import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { PersonFilter } from '../person/person.dto.js';
import { expertiseShownTo, fieldShownTo, type PersonField } from '../person/fields/person-fields.policy.js';
import { DirectoryFinder } from './directory.finder.js';
import type { Knowing } from './knowing.js';
import { expertiseKinds } from './vocabulary.rules.js';

/** Filters whose choices are counted. */
export const facets = ['topic', 'language', 'country', 'method', 'state', 'type'] as const;
export type Facet = (typeof facets)[number];

const isExpertise = (facet: Facet) => (expertiseKinds as readonly string[]).includes(facet);

interface Counted {
  value: string;
  n: number;
}

/** How many persons know a topic in a State; `state` null: of no State. */
export interface TopicInState {
  topic: string;
  state: string | null;
  persons: number;
}

interface Grouping {
  join: Sql;
  value: Sql;
  /** Whether somebody may be there twice with the same value. */
  isMany?: boolean;
  /** Whose audience decides. */
  field?: PersonField;
}

/** How many persons of a filter there are for each choice: the same persons as the list has. */
@Injectable()
export class FacetFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly directory: DirectoryFinder,
  ) {}

  /**
   * By choice of one filter. What is chosen in that filter itself narrows where a choice comes on top of it, and does not
   * where it takes its place. @returns value → persons
   */
  async of(actor: Actor, filter: PersonFilter, facet: Facet, knowing: Knowing = null): Promise<Map<string, number>> {
    const others = isExpertise(facet) ? filter : { ...filter, [facet]: undefined };
    const counts = await this.counted(actor, others, { ...this.grouping(facet), knowing });
    if (facet !== 'topic' || !knowing) return counts;
    const more = await this.counted(actor, others, { ...onlyKnowing(knowing), knowing });
    for (const [value, n] of more) counts.set(value, (counts.get(value) ?? 0) + n);
    return counts;
  }

  /** Persons in the network whom the actor may see, by topic and State. */
  async topicsByState(actor: Actor, knowing: Knowing = null): Promise<TopicInState[]> {
    const groupings = [this.grouping('topic'), ...(knowing ? [onlyKnowing(knowing)] : [])];
    const cells = new Map<string, TopicInState>();
    for (const grouping of groupings) {
      for (const { topic, state, persons } of await this.cells(actor, grouping)) {
        const key = `${topic} ${state ?? ''}`;
        cells.set(key, { topic, state, persons: (cells.get(key)?.persons ?? 0) + Number(persons) });
      }
    }
    return [...cells.values()];
  }

  /** Persons with any topic, by State. @returns State (blank: of no State) → persons */
  async withTopics(actor: Actor, knowing: Knowing = null): Promise<Map<string, number>> {
    const { from, conditions } = await this.directory.matching(actor, {}, {});
    const more = knowing ? sql`OR p.id IN (SELECT kn.person_id FROM (${knowing}) kn)` : sql``;
    const rows = await this.db.rows<Counted>(sql`
      SELECT COALESCE(p.state_code, '') AS value, COUNT(*) AS n FROM ${from}
      WHERE ${join([...conditions, expertiseShownTo(actor, this.clock.today())], ' AND ')}
        AND (p.id IN (SELECT fc.person_id FROM person_topic fc) ${more}) GROUP BY COALESCE(p.state_code, '')`);
    return new Map(rows.map((row) => [row.value, Number(row.n)]));
  }

  private async cells(actor: Actor, { join: joined, value }: Grouping): Promise<TopicInState[]> {
    const { from, conditions } = await this.directory.matching(actor, {}, {});
    return this.db.rows<TopicInState>(sql`
      SELECT ${value} AS topic, p.state_code AS state, COUNT(*) AS persons FROM ${from} ${joined}
      WHERE ${join([...conditions, expertiseShownTo(actor, this.clock.today())], ' AND ')} GROUP BY ${value}, p.state_code`);
  }

  private async counted(
    actor: Actor,
    filter: PersonFilter,
    { join: joined, value, isMany, field, knowing }: Grouping & { knowing: Knowing },
  ): Promise<Map<string, number>> {
    const { from, conditions } = await this.directory.matching(actor, filter, { knowing });
    const all = field ? [...conditions, fieldShownTo(actor, field, this.clock.today())] : conditions;
    const amount = isMany ? sql`COUNT(DISTINCT p.id)` : sql`COUNT(*)`;
    const rows = await this.db.rows<Counted>(sql`
      SELECT ${value} AS value, ${amount} AS n FROM ${from} ${joined}
      WHERE ${join(all, ' AND ')} AND ${value} IS NOT NULL GROUP BY ${value}`);
    return new Map(rows.map((row) => [row.value, Number(row.n)]));
  }

  private grouping(facet: Facet): Grouping {
    const expertise = (table: Sql, value: Sql, field: Grouping['field'] = 'topics'): Grouping => ({
      join: sql`JOIN ${table} ON fc.person_id = p.id`,
      ...{ value, field },
    });
    const today = this.clock.today();
    const groupings: Record<Facet, Grouping> = {
      topic: expertise(sql`person_topic fc`, sql`fc.topic_code`),
      language: expertise(sql`person_language fc`, sql`fc.language`, 'languages'),
      country: expertise(sql`person_country fc`, sql`fc.country_code`),
      method: expertise(sql`person_method fc`, sql`fc.method_code`),
      state: { join: sql``, value: sql`p.state_code` },
      type: {
        join: sql`JOIN affiliation fa ON fa.person_id = p.id AND (fa.valid_from IS NULL OR fa.valid_from <= ${today})
          AND (fa.valid_to IS NULL OR fa.valid_to >= ${today}) JOIN organisation fo ON fo.id = fa.organisation_id`,
        ...{ value: sql`fo.type`, isMany: true, field: 'organisation' as const },
      },
    };
    return groupings[facet];
  }
}

/** Those who know a topic otherwise and have not got it in the register. */
const onlyKnowing = (knowing: Sql): Grouping => ({
  join: sql`JOIN (SELECT kn.person_id, kn.topic_code FROM (${knowing}) kn WHERE NOT EXISTS (SELECT 1 FROM person_topic kt
    WHERE kt.person_id = kn.person_id AND kt.topic_code = kn.topic_code)) fc ON fc.person_id = p.id`,
  ...{ value: sql`fc.topic_code`, field: 'topics' },
});
