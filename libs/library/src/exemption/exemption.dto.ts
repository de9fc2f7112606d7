import { z } from 'zod';
import { day, longText, orNull } from '@samrad/platform/views';
import { exemptions } from './exemption.rules.js';

/** What keeps something from the public. Blank: nothing. Absent from a change: as it was. */
export const exemptionFields = {
  exemption: orNull(z.enum(exemptions)).optional(),
  exemptionReason: orNull(longText(2000)).optional(),
  exemptionReviewOn: orNull(day()).optional(),
};

/** For the form: what the fields are called, and the paragraphs to choose from. */
export const exemptionLabels = {
  exemption: 'library.exemption.paragraph',
  exemptionReason: 'library.exemption.reason',
  exemptionReviewOn: 'library.exemption.reviewOn',
};
export const exemptionOptions = exemptions.map((value) => ({ value, key: `library.exemption.of.${value}` }));
