import sql, { type Sql } from 'sql-template-tag';
import type { Actor } from '@samrad/platform/auth';
import { consented } from '../person/consent/consent.policy.js';
import {
  fieldShownTo,
  hasToLeave,
  leavesEea,
  searchableBy,
  type PersonField,
} from '../person/fields/person-fields.policy.js';
import { canSeeDetails, visibleTo } from '../person/person.policy.js';

/** With whose eyes a list is made: conditions on `person` (alias `p`). What they do not see they neither find nor order by. */
export interface Sight {
  /** Those of organisers, who see everything of everybody. */
  isFull: boolean;
  persons: Sql;
  shown: (field: PersonField) => Sql;
  /** May be found by any word, not by the name alone. */
  byAnyWord: Sql;
  /** Null: of everybody who is seen. */
  memberships: Sql | null;
}

export const sightOf = (actor: Actor, today: string): Sight => ({
  isFull: canSeeDetails(actor),
  persons: visibleTo(actor, today),
  shown: (field) => fieldShownTo(actor, field, today),
  byAnyWord: searchableBy(actor),
  memberships: null,
});

/**
 * Of what the actor sees: what may be handed to somebody outside the EEA, of persons of whom one of the fields may.
 * Groups are no field: there they are seen of those only who agree to be.
 * @param fields that are handed over
 */
export function sightOutside(actor: Actor, fields: readonly PersonField[], today: string): Sight {
  const own = sightOf(actor, today);
  const shown = (field: PersonField) => sql`(${own.shown(field)} AND ${leavesEea(field)})`;
  return {
    isFull: false,
    persons: sql`(${own.persons} AND ${hasToLeave(fields, shown, today)})`,
    shown,
    byAnyWord: consented('outside_eea'),
    memberships: consented('outside_eea'),
  };
}
