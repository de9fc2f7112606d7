import { z } from 'zod';
import { organisationFilter, personFilter } from '@samrad/network';
import { handoverFields } from '@samrad/platform/traces';
import { checkbox } from '@samrad/platform/views';
import { exportFormats } from './export.types.js';

const format = { format: z.enum(exportFormats).default('csv') };

/** Whom to take out, in which form, for whom and what for. */
export const personExportInput = personFilter.extend({
  ...handoverFields,
  ...format,
  /** The receiver is outside the EEA: only what may go there is taken out. */
  outsideEea: checkbox(),
});
export type PersonExportInput = z.infer<typeof personExportInput>;

export const organisationExportInput = organisationFilter.extend({ ...handoverFields, ...format });
export type OrganisationExportInput = z.infer<typeof organisationExportInput>;
