import type { z } from 'zod';
import { handoverFields } from '@samrad/platform/traces';
import { checkbox } from '@samrad/platform/views';
import { personFilter } from '../person/person.dto.js';

/** Whom to take out, for whom and what for. */
export const exportInput = personFilter.extend({
  ...handoverFields,
  /** The receiver is outside the EEA: only what may go there is taken out. */
  outsideEea: checkbox(),
});
export type ExportInput = z.infer<typeof exportInput>;
