import type { Body } from '@samrad/platform/auth';
import sql, { type Sql } from 'sql-template-tag';

/**
 * For whom a person `p` works on a day, as types of organisations, separated by commas; null for none that counts.
 * @param today `YYYY-MM-DD`
 */
export const bodyTypes = (today: string): Sql => sql`
  (SELECT GROUP_CONCAT(o.type) FROM affiliation f JOIN organisation o ON o.id = f.organisation_id
    WHERE f.person_id = p.id AND (o.type = 'eu_institution' OR (o.type IN ('governmental', 'police') AND o.state_code IS NOT NULL))
      AND (f.valid_from IS NULL OR f.valid_from <= ${today}) AND (f.valid_to IS NULL OR f.valid_to >= ${today}))`;

export function bodiesIn(types: string | null): Body[] {
  const all = types ? types.split(',') : [];
  const isOfState = all.some((type) => type === 'governmental' || type === 'police');
  return [...(isOfState ? ['state' as const] : []), ...(all.includes('eu_institution') ? ['commission' as const] : [])];
}
