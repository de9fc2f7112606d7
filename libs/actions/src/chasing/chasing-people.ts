import { Injectable } from '@nestjs/common';
import type { Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { ResponsibleFinder } from '../progress/responsible.finder.js';
import type { ToldFurther } from './chasing.entity.js';
import { ChasingFinder, type Candidate } from './chasing.finder.js';
import { escalationOf } from './chasing.rules.js';

/** Who hears of a line. */
export interface Told {
  /** By id of the person: true when told because those responsible have not done it. */
  persons: Map<string, boolean>;
  /** To whom it went further; null: to nobody. `nobody`: no one responsible can be written to. */
  escalatedTo: ToldFurther | null;
}

/** Whom each line is reminded of: those responsible; when late the State contact, then the organisers. */
@Injectable()
export class ChasingPeople {
  constructor(
    private readonly db: Db,
    private readonly finder: ChasingFinder,
    private readonly responsible: ResponsibleFinder,
  ) {}

  /** By id of the line. */
  async of(lines: readonly Candidate[], today: Day): Promise<Map<string, Told>> {
    const [own, contacts, organisers] = await Promise.all([
      this.responsible.answering(lines),
      this.contactsOf(lines),
      this.organisers(),
    ]);
    const idsOf = (id: string) => (own.get(id) ?? []).map(({ personId }) => personId);
    const everybody = [...[...own.keys()].map(idsOf), ...contacts.values(), organisers].flat();
    const reachable = await this.finder.reachable([...new Set(everybody)]);
    const can = (ids: readonly string[] = []) => ids.filter((id) => reachable.has(id));
    return new Map(
      lines.map((line) => {
        const those = can(idsOf(line.id));
        return [
          line.id,
          told(line, { those, contacts: can(contacts.get(line.contactOf ?? '')), organisers: can(organisers) }, today),
        ];
      }),
    );
  }

  private async contactsOf(lines: readonly Candidate[]): Promise<Map<string, string[]>> {
    const codes = [...new Set(lines.map(({ contactOf }) => contactOf))].filter((code) => code !== null);
    if (!codes.length) return new Map();
    const people = await this.responsible.contactsOf(codes);
    return new Map([...people].map(([code, those]) => [code, those.map(({ personId }) => personId)]));
  }

  private async organisers(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT a.person_id AS id FROM account a
      JOIN account_role r ON r.account_id = a.id AND r.role IN ('coordinator', 'secretariat') WHERE a.is_disabled = 0`);
    return rows.map(({ id }) => id);
  }
}

function told(
  { dueOn }: Candidate,
  { those, contacts, organisers }: Record<'those' | 'contacts' | 'organisers', string[]>,
  today: Day,
): Told {
  const upTo = reach(escalationOf(dueOn, today), { those, contacts });
  const further = [...(upTo.contacts ? contacts : []), ...(upTo.organisers ? organisers : [])];
  const persons = new Map(those.map((id) => [id, false]));
  for (const id of further) persons.set(id, persons.get(id) ?? true);
  if (!those.length) return { persons, escalatedTo: 'nobody' };
  if (persons.size === those.length) return { persons, escalatedTo: null };
  const isWithOrganisers = upTo.organisers && organisers.some((id) => persons.get(id));
  return { persons, escalatedTo: isWithOrganisers ? 'organisers' : 'contact' };
}

/** Where there is nobody to be told, the next are told instead. */
function reach(
  { toContact, toOrganisers }: ReturnType<typeof escalationOf>,
  { those, contacts }: Record<'those' | 'contacts', string[]>,
) {
  const isUnheard = !those.length || (toContact && !contacts.length);
  return { contacts: toContact, organisers: toOrganisers || isUnheard };
}
