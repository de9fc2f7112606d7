import { z } from 'zod';
import { choice } from '@samrad/network';

export const coverageFilter = z.object({
  /** The group in which every State should have a member and an alternate; id or short name. Left out: REG. */
  group: choice(z.string().max(64)),
  gaps: choice(z.enum(['only'])),
});
export type CoverageFilter = z.infer<typeof coverageFilter>;
