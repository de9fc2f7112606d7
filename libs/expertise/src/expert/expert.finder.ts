import { Injectable } from '@nestjs/common';
import {
  DirectoryFinder,
  expertiseShownTo,
  FacetFinder,
  facets,
  pairsOf,
  PersonFields,
  Vocabulary,
  without,
  type Facet,
  type PersonField,
  type PersonRow,
  type ShownOf,
} from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import type { PageOf } from '@samrad/platform/views';
import { PresentationFinder, type Presentation } from '../presentation/presentation.finder.js';
import type { ExpertFilter } from './expert.dto.js';
import { kinds, whyFound, type Asked, type Fact, type Kind, type Why } from './expert.rules.js';

export interface Expert extends PersonRow {
  /** One for each filter that asks for expertise, and more if there is more to say. */
  why: Why[];
  /** All that the reader may know of what they know. */
  facts: Fact[];
}

/** A filter without which there would be more. */
export interface Loosening {
  name: string;
  value: string;
  persons: number;
}

/** What of a person a file of experts holds that has an audience of its own. */
const handedOver: readonly PersonField[] = ['email', 'organisation', 'function', 'languages', 'topics'];

const idsOf = (rows: readonly PersonRow[]): string[] => rows.map(({ id }) => id);
const fieldOf = (kind: Kind): PersonField => (kind === 'language' ? 'languages' : 'topics');

/** Experts: the directory's own list, with why each of them is on it. */
@Injectable()
export class ExpertFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly directory: DirectoryFinder,
    private readonly facetFinder: FacetFinder,
    private readonly presentations: PresentationFinder,
    private readonly fields: PersonFields,
    private readonly vocabulary: Vocabulary,
  ) {}

  async list(actor: Actor, filter: ExpertFilter, paging: { page: number; per: number }): Promise<PageOf<Expert>> {
    const page = await this.directory.list(actor, filter, paging, { knowing: this.presentations.knowing(actor) });
    const asked = await this.asked(filter);
    const past = asked.topic ? await this.presentations.of(actor, idsOf(page.rows), asked.topic) : [];
    return { ...page, rows: await this.explained(actor, page.rows, { asked, past }) };
  }

  count(actor: Actor, filter: ExpertFilter, atMost?: number | null): Promise<number> {
    return this.directory.count(actor, filter, atMost, { knowing: this.presentations.knowing(actor) });
  }

  /** Who may be found so outside the EEA, with what may be said of them there; what they presented is no field of theirs. */
  async listOutside(actor: Actor, filter: ExpertFilter, paging: { page: number; per: number }) {
    const page = await this.directory.list(actor, filter, paging, { outsideEea: handedOver });
    const shownOf = await this.fields.outside(idsOf(page.rows));
    const rows = await this.explained(actor, page.rows, { asked: await this.asked(filter), past: [], shownOf });
    return { ...page, rows };
  }

  countOutside(actor: Actor, filter: ExpertFilter): Promise<number> {
    return this.directory.count(actor, filter, null, { outsideEea: handedOver });
  }

  /** Persons for each choice of each filter. */
  async facets(actor: Actor, filter: ExpertFilter): Promise<Record<Facet, Map<string, number>>> {
    const knowing = this.presentations.knowing(actor);
    const counts = await Promise.all(facets.map((facet) => this.facetFinder.of(actor, filter, facet, knowing)));
    return Object.fromEntries(facets.map((facet, index) => [facet, counts[index]!])) as Record<
      Facet,
      Map<string, number>
    >;
  }

  /** Whether what people know decides who is found. */
  async asksExpertise(filter: ExpertFilter): Promise<boolean> {
    return Object.keys(await this.asked(filter)).length > 0;
  }

  /** What is looked for of expertise: by the filters, and by words that name some. */
  private async asked({ q, ...filter }: ExpertFilter): Promise<Asked> {
    const named = q ? await this.vocabulary.named(q) : [];
    return Object.fromEntries(
      kinds.flatMap((kind) => {
        const codes = [...(filter[kind] ?? []), ...named.flatMap(({ codes }) => codes[kind] ?? [])];
        return codes.length ? [[kind, [...new Set(codes)]]] : [];
      }),
    );
  }

  /** When nobody is found: which single filter is the reason, the most helpful first. */
  async loosenings(actor: Actor, filter: ExpertFilter): Promise<Loosening[]> {
    const chosen = pairsOf({ ...filter, sort: undefined });
    const counts = await Promise.all(chosen.map((one) => this.count(actor, without(filter, one))));
    return chosen
      .map((one, index) => ({ ...one, persons: counts[index]! }))
      .filter(({ persons }) => persons > 0)
      .sort((a, b) => b.persons - a.persons);
  }

  private async explained(
    actor: Actor,
    rows: readonly PersonRow[],
    { asked, past, shownOf }: { asked: Asked; past: readonly Presentation[]; shownOf?: ShownOf },
  ): Promise<Expert[]> {
    const seen = await this.facts(actor, idsOf(rows));
    const facts = shownOf ? seen.filter(({ personId, kind }) => shownOf(personId).has(fieldOf(kind))) : seen;
    return rows.map((row) => ({
      ...row,
      why: whyFound(asked, row.id, { facts, past }),
      facts: facts.filter(({ personId }) => personId === row.id),
    }));
  }

  private async facts(actor: Actor, ids: readonly string[]): Promise<Fact[]> {
    if (!ids.length) return [];
    const today = this.clock.today();
    const those = sql`JOIN person p ON p.id = k.person_id WHERE k.person_id IN (${join([...ids])})`;
    const seen = sql`${those} AND ${expertiseShownTo(actor, today)}`;
    const spoken = sql`${those} AND ${expertiseShownTo(actor, today, 'languages')}`;
    return this.db.rows<Fact>(sql`
      SELECT k.person_id AS personId, 'topic' AS kind, k.topic_code AS code, k.stated_by AS statedBy
      FROM person_topic k ${seen}
      UNION ALL SELECT k.person_id, 'language', k.language, k.stated_by FROM person_language k ${spoken}
      UNION ALL SELECT k.person_id, 'country', k.country_code, k.stated_by FROM person_country k ${seen}
      UNION ALL SELECT k.person_id, 'method', k.method_code, k.stated_by FROM person_method k ${seen}`);
  }
}
