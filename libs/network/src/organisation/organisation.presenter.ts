import { z } from 'zod';
import type { Actor } from '@samrad/platform/auth';
import { initialsOf, nameOf } from '../person/person.rules.js';
import { organisationTypes } from './organisation.entity.js';
import type { OrganisationPersonRow, OrganisationRecord, OrganisationRow } from './organisation.finder.js';
import { canSeeOrganisationNote } from './organisation.policy.js';

export const organisationItem = z.object({
  id: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  type: z.enum(organisationTypes),
  stateCode: z.string().nullable(),
});

export const organisationList = z.object({
  items: z.array(organisationItem),
  page: z.number(),
  per: z.number(),
  more: z.boolean(),
  total: z.number().optional(),
});

/** One organisation of the API; the note and the version are for organisers. */
export const organisationOut = organisationItem.extend({
  website: z.string().nullable(),
  number: z.string().nullable(),
  note: z.string().nullable().optional(),
  externalKey: z.string().nullable().optional().describe('In another system'),
  version: z.number().optional(),
});
export type OrganisationOut = z.infer<typeof organisationOut>;

export const itemOf = ({ id, name, acronym, type, stateCode }: OrganisationRow): OrganisationRow => ({
  ...{ id, name, acronym, type, stateCode },
});

export const organisationOf = (actor: Actor, record: OrganisationRecord): OrganisationOut => ({
  ...itemOf(record),
  website: record.website,
  number: record.number,
  ...(canSeeOrganisationNote(actor) && {
    note: record.note,
    externalKey: record.externalKey,
    version: record.version,
  }),
});

export const personView = (row: OrganisationPersonRow) => ({ ...row, name: nameOf(row), initials: initialsOf(row) });
