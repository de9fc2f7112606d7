import type { z } from 'zod';
import { handoverFields } from '@samrad/platform/traces';
import { personFilter } from '../person/person.dto.js';

/** Whom to take out, for whom and what for. */
export const exportInput = personFilter.extend(handoverFields);
export type ExportInput = z.infer<typeof exportInput>;
