type Kind = 'seat' | 'waiting';

/** A mail about a seat that went out. */
export interface Told {
  invitationId: string;
  kind: Kind;
  at: string;
}

/** Whether the same news did not go to the person lately. @param told newest first @param since start of “lately” */
export const mayTell = (news: { invitationId: string; kind: Kind }, told: readonly Told[], since: string): boolean =>
  !told.some(({ invitationId, kind, at }) => invitationId === news.invitationId && kind === news.kind && at > since);

/** What somebody does not know who was told otherwise last; null: nothing, also for those without a place. */
export function newsNow(invitationId: string, status: 'seated' | 'waiting' | null, told: readonly Told[]): Kind | null {
  const kind = status === 'seated' ? 'seat' : status;
  const last = told.find((one) => one.invitationId === invitationId);
  return kind === null || last?.kind === kind ? null : kind;
}
