export const subscriptionStatuses = ['unconfirmed', 'confirmed', 'ended'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export const subscriptionBases = ['own', 'stated'] as const;
/** `own`: somebody's own act; `stated`: a coordinator says on what basis. */
export type SubscriptionBasis = (typeof subscriptionBases)[number];

/** By the mail program's button, on the page behind the link, by account, or by an organiser. */
export type EndedHow = 'one_click' | 'page' | 'account' | 'organiser';

/** Days in which a new subscription is to be confirmed. */
export const confirmWithinDays = 7;

/** Why a coordinator cannot put an address on a list; null: go on. Only its owner takes a withdrawal back. */
export function whyNotPutOn(
  known: { status: SubscriptionStatus } | undefined,
  isWithdrawn: boolean,
): 'withdrawn' | 'there' | null {
  if (known?.status === 'ended' || isWithdrawn) return 'withdrawn';
  return known?.status === 'confirmed' ? 'there' : null;
}

/** What changes when somebody chooses lists: those left unticked end, those newly ticked begin. */
export function choiceOf(
  current: readonly string[],
  { offered, ticked }: { offered: readonly string[]; ticked: readonly string[] },
): { begin: string[]; end: string[] } {
  const meant = ticked.filter((id) => offered.includes(id));
  return {
    begin: meant.filter((id) => !current.includes(id)),
    end: current.filter((id) => offered.includes(id) && !meant.includes(id)),
  };
}
