import { z } from 'zod';
import { editVersion, line, many, orNull, reason, recordId, requiredLine } from '@samrad/platform/views';
import { membershipRoles } from '../../membership/membership.entity.js';
import { organisationTypes } from '../../organisation/organisation.entity.js';
import { stateCode } from '../../person/person.dto.js';
import { recipientStates, ruleOrNone, stateSets } from './composition.rules.js';

/** Who is in a group besides those who were put in: what somebody must be, and the groups within it. */
export const compositionInput = z.object({
  types: many(z.enum(organisationTypes)),
  states: many(stateCode()),
  stateSets: many(z.enum(stateSets)),
  /** Codes of topics. */
  topics: many(z.string().max(64)),
  /** ISO 639-1. */
  languages: many(z.string().regex(/^[a-z]{2,3}$/, 'network.person.invalid.language')),
  /** Countries of origin, ISO 3166-1 alpha-2. */
  countries: many(z.string().regex(/^[A-Z]{2}$/, 'network.person.invalid.country')),
  /** Codes of methods. */
  methods: many(z.string().max(64)),
  functionWords: orNull(line(100)),
  /** Ids of groups that somebody must be in. */
  groups: many(recordId()),
  roles: many(z.enum(membershipRoles)),
  /** Ids of the groups within it. */
  parts: many(recordId()),
});
export type CompositionInput = z.infer<typeof compositionInput>;

export const compositionChange = compositionInput.extend({ why: reason(), version: editVersion() });
export type CompositionChange = z.infer<typeof compositionChange>;

export function partsOf({ parts, ...rule }: CompositionInput) {
  return { rule: ruleOrNone(rule), parts: [...new Set(parts)] };
}

export const recipientsInput = z.object({
  nameNb: requiredLine(),
  nameNn: requiredLine(),
  nameEn: requiredLine(),
  /** Roles in the group; none: all. */
  roles: many(z.enum(membershipRoles)),
  states: z.enum(recipientStates, 'network.composition.invalid.states'),
});
export type RecipientsInput = z.infer<typeof recipientsInput>;

export const recipientsChange = recipientsInput.extend({ why: reason(), version: editVersion() });
export type RecipientsChange = z.infer<typeof recipientsChange>;

export const recipientsRemoval = z.object({ version: editVersion() });
