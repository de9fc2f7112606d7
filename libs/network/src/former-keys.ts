import { sql, type Sql } from '@samrad/platform/database';

/** A record and a key that it had before two became one. */
export interface FormerKey {
  id: string;
  key: string;
}

/** Persons by former keys that nobody has now. @param keys joined */
export const personsByFormerKey = (keys: Sql): Sql => sql`
  SELECT f.external_key AS externalKey, f.person_id AS id FROM person_former_key f WHERE f.external_key IN (${keys})
    AND NOT EXISTS (SELECT 1 FROM person now_p WHERE now_p.external_key = f.external_key)`;

/** Former keys of these persons. @param ids joined */
export const formerKeysOfPersons = (ids: Sql): Sql => sql`
  SELECT person_id AS id, external_key AS \`key\` FROM person_former_key WHERE person_id IN (${ids})`;

/** Former keys of organisations that none has now. */
export const formerKeysOfOrganisations = sql`
  SELECT f.organisation_id AS id, f.external_key AS \`key\` FROM organisation_former_key f
  WHERE NOT EXISTS (SELECT 1 FROM organisation now_o WHERE now_o.external_key = f.external_key)`;
