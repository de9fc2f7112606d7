import type { MailLanguage } from '../mailing/mailing.rules.js';

export type DeliveryStatus = 'waiting' | 'handed_over' | 'left_out' | 'cancelled';

export const leftOutReasons = [
  'no_address',
  'left',
  'suppressed',
  'bounced',
  'no_consent',
  'no_language',
  'twice',
] as const;
/** Why somebody who is meant gets nothing. */
export type LeftOut = (typeof leftOutReasons)[number];

/** Somebody who is meant, with what speaks against it. */
export interface Candidate {
  personId: string | null;
  subscriptionId: string | null;
  name: string;
  address: string | null;
  ownLanguage: MailLanguage;
  hasLeft: boolean;
  /** Nothing is sent to this address. */
  isSuppressed: boolean;
  /** Mail to it came back and nobody has said since that it works. */
  isFailing: boolean;
  /** Does not agree to newsletters; never set for duty mail. */
  isUnwilling: boolean;
}

export interface Judged extends Candidate {
  key: string;
  language: MailLanguage | null;
  reason: LeftOut | null;
}

const reasons: readonly (readonly [LeftOut, (one: Candidate) => boolean])[] = [
  ['left', ({ hasLeft }) => hasLeft],
  ['no_address', ({ address }) => !address],
  ['no_consent', ({ isUnwilling }) => isUnwilling],
  ['suppressed', ({ isSuppressed }) => isSuppressed],
  ['bounced', ({ isFailing }) => isFailing],
];

interface Around {
  /** The language in which somebody gets it. */
  languageOf: (own: MailLanguage) => MailLanguage | null;
  keyOf: (address: string) => string;
}

/** Who gets it, in which language, and who does not and why. An address gets it once. */
export function judge(candidates: readonly Candidate[], { languageOf, keyOf }: Around): Judged[] {
  const seen = new Set<string>();
  return candidates.map((one) => {
    const address = one.address ? keyOf(one.address) : null;
    const key = address ?? `person:${one.personId ?? one.subscriptionId}`;
    const language = languageOf(one.ownLanguage);
    const refusal = reasons.find(([, holds]) => holds(one))?.[0] ?? (language ? null : 'no_language');
    const isTwice = refusal === null && seen.has(key);
    if (refusal === null) seen.add(key);
    return { ...one, key, language, reason: isTwice ? 'twice' : refusal };
  });
}

/** How a message stands, as the log tells it. */
export type Standing = 'waiting' | 'queued' | 'sent' | 'kept' | 'failed' | 'bounced' | 'left_out' | 'cancelled';

export function standingOf({
  status,
  mailStatus,
  bouncedAt,
}: {
  status: DeliveryStatus;
  mailStatus: string | null;
  bouncedAt: string | null;
}): Standing {
  if (status !== 'handed_over') return status;
  if (bouncedAt) return 'bounced';
  if (mailStatus === 'sent' || mailStatus === 'failed' || mailStatus === 'kept') return mailStatus;
  return 'queued';
}
