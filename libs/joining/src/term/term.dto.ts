import { z } from 'zod';
import { choice } from '@samrad/network';
import { day, editVersion } from '@samrad/platform/views';

/** Within how many days terms end; the first is what a page shows when nothing is asked. */
export const horizons = ['60', '30', '180', '365'] as const;

export const termFilter = z.object({
  group: choice(z.string().max(36)),
  days: choice(z.enum(horizons)),
  /** `open`: only those that no further term follows. */
  renewal: choice(z.enum(['open'])),
});
export type TermFilter = z.infer<typeof termFilter>;

/** `version` is that of the membership that is renewed. */
export const renewal = z.object({ validTo: day(), version: editVersion() }).meta({ id: 'TermRenewal' });
export type Renewal = z.infer<typeof renewal>;
