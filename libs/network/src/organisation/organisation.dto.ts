import { z } from 'zod';
import {
  checkbox,
  editVersion,
  httpUrl,
  line,
  longText,
  orNull,
  paging,
  reason,
  requiredLine,
} from '@samrad/platform/views';
import { choice, stateCode } from '../person/person.dto.js';
import { organisationTypes } from './organisation.entity.js';

export const organisationInput = z.object({
  name: requiredLine(),
  acronym: orNull(line(40)),
  type: z.enum(organisationTypes, 'network.organisation.invalid.type'),
  /** Null for EU bodies and international organisations. */
  stateCode: orNull(stateCode()),
  website: orNull(httpUrl()),
  /** In the register of its State. */
  number: orNull(line(40)).optional(),
  /** In another system. */
  externalKey: orNull(line(100)).optional(),
  note: orNull(longText(4000)),
});
export type OrganisationInput = z.infer<typeof organisationInput>;

/** The same from somebody who is warned of look-alikes. `saveAnyway`: the warning was seen, it is another one. */
export const organisationEntry = organisationInput.extend({ saveAnyway: checkbox() });
export type OrganisationEntry = z.infer<typeof organisationEntry>;

export const organisationChange = organisationInput.extend({ why: reason(), version: editVersion() });
export type OrganisationChange = z.infer<typeof organisationChange>;

export const organisationFilter = z.object({
  /** Beginnings of words of the name or the acronym. */
  q: choice(z.string().trim().max(200)),
  type: choice(z.enum(organisationTypes)),
  state: choice(stateCode()),
  sort: choice(z.enum(['name-asc', 'name-desc', 'state-asc', 'state-desc', 'type-asc', 'type-desc'])),
});
export type OrganisationFilter = z.infer<typeof organisationFilter>;

export const organisationQuery = organisationFilter.extend({ ...paging, total: choice(z.stringbool()) });
export type OrganisationQuery = z.infer<typeof organisationQuery>;
