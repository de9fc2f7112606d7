import { Injectable } from '@nestjs/common';
import type { Day } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
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
    const rows = await this.db.rows<{ code: string; id: string }>(sql`
      SELECT p.state_code AS code, p.id FROM account a
      JOIN account_role r ON r.account_id = a.id AND r.role = 'state_contact' JOIN person p ON p.id = a.person_id
      WHERE a.is_disabled = 0 AND p.state_code IN (${join(codes)})`);
    const contacts = new Map<string, string[]>();
    for (const { code, id } of rows) contacts.set(code, [...(contacts.get(code) ?? []), id]);
    return contacts;
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
  const { toContact, toOrganisers } = escalationOf(dueOn, today);
  const persons = new Map(those.map((id) => [id, false]));
  const further = [...(toContact ? contacts : []), ...(toOrganisers || !those.length ? organisers : [])];
  further.filter((id) => !persons.has(id)).forEach((id) => persons.set(id, true));
  if (!those.length) return { persons, escalatedTo: 'nobody' };
  if (persons.size === those.length) return { persons, escalatedTo: null };
  const isWithOrganisers = toOrganisers && organisers.some((id) => persons.get(id));
  return { persons, escalatedTo: isWithOrganisers ? 'organisers' : 'contact' };
}
