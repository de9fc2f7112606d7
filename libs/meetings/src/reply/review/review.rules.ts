import type { MailReview } from '../reply.entity.js';
import type { Ruling, RulingName } from '../reply.types.js';

/** What came in, as far as it matters for what can be decided about it. */
export interface Reviewed {
  review: MailReview;
  ruling: string;
  fromAddress: string | null;
  details: (Pick<Ruling, 'trusted'> & Partial<Pick<Ruling, 'reason' | 'sentMailId'>>) | null;
}

/** Octets that are kept of a message which is too large. */
export const keptOfTooLarge = 256 * 1024;

/** Only the beginning is kept. */
export const isCut = ({ length }: { length: number }): boolean => length === keptOfTooLarge;

/** A forged mail teaches us no address and gets no answer. */
const believedNever: readonly RulingName[] = ['REJECTED_SPOOF', 'REJECTED_MALFORMED'];

/** The From address may be kept as one of the person's own: the organiser says so, the mail itself does not decide it. */
export function mayRemember({ ruling, fromAddress }: Reviewed): boolean {
  return fromAddress !== null && !believedNever.includes(ruling as RulingName);
}

/** A mail may go back: to whoever proposed a time at the registered address, to others only when the sender was checked. */
export function mayReply(mail: Reviewed): boolean {
  if (believedNever.includes(mail.ruling as RulingName)) return false;
  return mail.ruling === 'COUNTER' || (mail.fromAddress !== null && (mail.details?.trusted ?? false));
}

/** In words, to a mail of ours that may be answered so; only the address was not that of whom it went to. */
export const mayTakeWords = ({ ruling, details }: Pick<Reviewed, 'ruling' | 'details'>): boolean =>
  ruling === 'NEEDS_REVIEW' && Boolean(details?.sentMailId) && Boolean(details?.reason?.endsWith('.answerOfAnother'));

/** Only what was laid aside can be taken up again: what was recorded or refused has had its consequences. */
export const mayReopen = ({ review }: Pick<Reviewed, 'review'>): boolean => review === 'dismissed';

/** A name as it stands before an address, without what only programs write there. */
export function nameFrom(shown: string, address: string): string {
  const name = shown
    .slice(0, 500)
    .replace(/\s*\((?:via|gjennom)\b.*$|\s+via\s+.*$/i, '')
    .replace(/[\u0000-\u001f\u007f<>"]/g, ' ')
    .trim();
  return name.includes('@') || name === ''
    ? address.slice(0, Math.max(0, address.lastIndexOf('@')))
    : name.slice(0, 200);
}
