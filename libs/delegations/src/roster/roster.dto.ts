import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import { handoverFields } from '@samrad/platform/traces';
import { checkbox, orNull, recordId } from '@samrad/platform/views';

export const headInput = z.object({ personId: orNull(recordId()) });
export type HeadInput = z.infer<typeof headInput>;

export const stateParam = z.string().refine(isStateCode, 'network.invalid.state');

/** The file that is asked for, for whom and what for. Needs only on purpose. */
export const exportForm = z.object({ format: z.enum(['csv', 'xlsx']), needs: checkbox(), ...handoverFields });
export type ExportForm = z.infer<typeof exportForm>;
