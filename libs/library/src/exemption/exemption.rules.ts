import type { Fault } from '@samrad/platform/errors';
import type { Audience } from '@samrad/platform/auth';

/** Paragraphs of offentleglova (LOV-2006-05-19-16) that exempt documents; § 20 is that of what States tell in confidence. */
export const exemptions = ['13', '14', '15', '20', '21', '23'] as const;
export type Exemption = (typeof exemptions)[number];

/** What keeps a document from the public. */
export interface Exempted {
  exemption: Exemption | null;
  exemptionReason: string | null;
  /** `YYYY-MM-DD`: when it is asked again whether it still holds. */
  exemptionReviewOn: string | null;
}

export const noExemption: Exempted = { exemption: null, exemptionReason: null, exemptionReviewOn: null };

/** Exemptions are kept only with what is not public, and reason and day only with a paragraph. */
export const keptExemption = ({
  exemption,
  exemptionReason,
  exemptionReviewOn,
  audience,
}: Exempted & { audience: Audience }): Exempted =>
  audience === 'public' || !exemption ? noExemption : { exemption, exemptionReason, exemptionReviewOn };

/** For some of the network only. */
export const isRestricted = (audience: Audience): boolean => ['organisers', 'ncps', 'states'].includes(audience);

/** A paragraph needs its reason and the day on which it is looked at again. */
export function exemptionFaults(input: Partial<Exempted> & { audience: Audience }): Record<string, Fault> {
  if (input.audience === 'public' || !input.exemption) return {};
  return {
    ...(!input.exemptionReason && { exemptionReason: { key: 'library.exemption.reasonMissing' } }),
    ...(!input.exemptionReviewOn && { exemptionReviewOn: { key: 'library.exemption.reviewMissing' } }),
  };
}

/** Where the exemption of something that is not public stands. */
export type ExemptionStatus = 'unnamed' | 'due' | 'named';

export function exemptionStatus({ exemption, exemptionReviewOn }: Exempted, today: string): ExemptionStatus {
  if (!exemption) return 'unnamed';
  return exemptionReviewOn !== null && exemptionReviewOn <= today ? 'due' : 'named';
}
