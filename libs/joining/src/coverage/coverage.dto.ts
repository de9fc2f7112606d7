import { z } from 'zod';
import { choice } from '@samrad/network';
import { gaps } from './coverage.rules.js';

export const coverageFilter = z.object({
  /** The group in which every State should have a member and an alternate; id or short name. Left out: REG. */
  group: choice(z.string().max(64)),
  /** Only States that lack this. */
  gaps: choice(z.enum(gaps)),
});
export type CoverageFilter = z.infer<typeof coverageFilter>;
