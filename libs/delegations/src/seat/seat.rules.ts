/** A seat, or a place on the waiting list. */
export interface Held {
  status: 'seated' | 'waiting';
  /** When the person first said that they come. */
  claimedAt: string;
}

/** Somebody who is invited for a State. */
export interface Invited {
  invitationId: string;
  stateCode: string;
  status: string;
  answeredAt: string | null;
  /** Was confirmed as somebody's substitute for the date as it is now; a moved date makes everybody answer anew. */
  isStandIn: boolean;
  /** Has named a substitute nobody has decided about yet. */
  hasProposal: boolean;
  held: Held | null;
}

/**
 * Who takes a seat: those who come, online too. “Maybe” takes none. A substitute keeps the seat they took over until they
 * decline, and a seat stays free for whoever is proposed until that is decided.
 */
export function claims({ status, isStandIn, hasProposal, held }: Invited): boolean {
  if (status === 'accepted') return true;
  if (held?.status !== 'seated') return false;
  return isStandIn ? ['needs_action', 'tentative'].includes(status) : hasProposal && status === 'delegated';
}

/** Those who sit come first, then those who wait, each in the order in which they said that they come. */
function byClaim(a: Invited, b: Invited): number {
  const rank = ({ held }: Invited) => (held?.status === 'seated' ? 0 : held ? 1 : 2);
  const since = ({ held, answeredAt, invitationId }: Invited) => `${held?.claimedAt ?? answeredAt} ${invitationId}`;
  return rank(a) - rank(b) || (since(a) < since(b) ? -1 : 1);
}

/** Everybody's place, State by State; those who do not come have none. */
export function allot(people: readonly Invited[], perState: number): Map<string, Held> {
  const taken = new Map<string, number>();
  const places = new Map<string, Held>();
  for (const one of people.filter(claims).sort(byClaim)) {
    const before = taken.get(one.stateCode) ?? 0;
    taken.set(one.stateCode, before + 1);
    const claimedAt = one.held?.claimedAt ?? one.answeredAt ?? '';
    places.set(one.invitationId, { status: before < perState ? 'seated' : 'waiting', claimedAt });
  }
  return places;
}

/** What has to be told: a seat to somebody who waited, a place on the waiting list to somebody who did not. */
export function newsFor(before: Held | null, after: Held | undefined): 'seat' | 'waiting' | null {
  if (before?.status === 'waiting' && after?.status === 'seated') return 'seat';
  return after?.status === 'waiting' && before?.status !== 'waiting' ? 'waiting' : null;
}

/** The State's figures on the board. */
export interface StateSeats {
  seated: number;
  waiting: number;
}

export function byState(people: readonly Invited[], places: ReadonlyMap<string, Held>): Map<string, StateSeats> {
  const lines = new Map<string, StateSeats>();
  for (const { invitationId, stateCode } of people) {
    const line = lines.get(stateCode) ?? { seated: 0, waiting: 0 };
    const place = places.get(invitationId);
    if (place) line[place.status] += 1;
    lines.set(stateCode, line);
  }
  return lines;
}

/** Place on the waiting list of the own State, 1 for the next; null: not waiting. */
export function numberOf(invitationId: string, people: readonly Invited[], places: ReadonlyMap<string, Held>) {
  const own = people.find((one) => one.invitationId === invitationId);
  if (!own || places.get(invitationId)?.status !== 'waiting') return null;
  const waiting = people
    .filter((one) => one.stateCode === own.stateCode && places.get(one.invitationId)?.status === 'waiting')
    .sort(byClaim);
  return waiting.indexOf(own) + 1;
}
