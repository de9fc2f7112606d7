import { z } from 'zod';
import { checkbox, longText, orNull } from '@samrad/platform/views';

/** The part of the answer form about needs. */
export const needsForm = z.object({
  diet: orNull(longText(500)),
  access: orNull(longText(500)),
  needs: z.enum(['shown', 'hidden']),
  forget: checkbox(),
});
