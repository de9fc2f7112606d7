import type { Audience } from '@samrad/platform/auth';
import { sql, type Sql } from '@samrad/platform/database';

/**
 * Persons who belong to the contact points or represent a State, for those who are written to: the same as an actor's
 * circles. Null for audiences that do not tell them from the rest.
 * @param today `YYYY-MM-DD`
 */
export function membersOf(audience: Audience, today: string): Sql | null {
  if (audience !== 'ncps' && audience !== 'states') return null;
  const group =
    audience === 'ncps'
      ? sql`g.kind = 'contact_points'`
      : sql`(g.kind = 'contact_points' OR (m.state_code IS NOT NULL AND g.kind <> 'national_network'))`;
  return sql`SELECT m.person_id AS personId FROM membership m JOIN network_group g ON g.id = m.group_id
      WHERE ${group} AND (m.valid_from IS NULL OR m.valid_from <= ${today})
        AND (m.valid_to IS NULL OR m.valid_to >= ${today})
    UNION SELECT a.person_id FROM account a JOIN account_role r ON r.account_id = a.id WHERE r.role = 'state_contact'`;
}
