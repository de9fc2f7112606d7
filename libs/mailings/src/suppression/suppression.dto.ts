import { z } from 'zod';
import { editVersion, email, requiredLine } from '@samrad/platform/views';

export const liftInput = z.object({ why: requiredLine(), version: editVersion() });
export type LiftInput = z.infer<typeof liftInput>;

export const suppressInput = z.object({ address: email(), why: requiredLine() });
export type SuppressInput = z.infer<typeof suppressInput>;

/** A blank address shows the newest. */
export const suppressionQuery = z.object({ address: z.string().trim().max(254).default('') });
export type SuppressionQuery = z.infer<typeof suppressionQuery>;
