import type { Fault } from '@samrad/platform/errors';
import { addDays, canStep, instantOf, wallOf, type Lifecycle } from '@samrad/platform/pure';
import type { PollAnswer, PollStatus } from './poll.entity.js';

/** The lifecycle of a poll. */
export const next: Lifecycle<PollStatus> = {
  draft: ['open'],
  open: ['closed', 'decided', 'cancelled'],
  closed: ['open', 'decided', 'cancelled'],
  decided: ['open'],
  cancelled: ['open'],
};

export const mayBecome = (from: PollStatus, to: PollStatus): boolean => canStep(next, from, to);

/** A poll that found its date is opened again only when the meeting it made is gone. */
export const mayReopen = ({ status, meetingId }: { status: PollStatus; meetingId: string | null }): boolean =>
  status !== 'draft' && mayBecome(status, 'open') && meetingId === null;

/** Facts, times and persons can be changed. */
export const isChangeable = (status: PollStatus): boolean => status === 'draft' || status === 'open';

/** A proposed time as it comes in. */
export interface Proposal {
  /** `YYYY-MM-DDTHH:MM` in `zone`. */
  start: string;
  zone: string;
  minutes: number;
}

export interface SlotTimes {
  startWall: string;
  endWall: string;
  zone: string;
  startAt: string;
  endAt: string;
}

/**
 * The times of a proposal. The length counts minutes that pass, also over a night when clocks are changed.
 * @returns a fault for a time that does not exist there
 */
export function timesOf({ start, zone, minutes }: Proposal): SlotTimes | Fault {
  try {
    const startAt = instantOf(start, zone);
    const endAt = laterBy(startAt, minutes);
    return { startWall: start, endWall: wallOf(endAt, zone), zone, startAt, endAt };
  } catch {
    return { key: 'planning.poll.invalid.gap' };
  }
}

const laterBy = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** Those who have not answered are reminded by themselves two days before the answers are due, at nine in Oslo. */
export const reminderAt = (respondBy: string): string => instantOf(`${addDays(respondBy, -2)}T09:00`, 'Europe/Oslo');

/** What the answers to one proposed time say. */
export interface Tally {
  slotId: string;
  yes: number;
  ifNeeded: number;
  no: number;
  /** Asked, and no answer to this time. */
  unanswered: number;
  /** Key persons who said no. */
  keyRefusals: string[];
  /** There are key persons, and every one of them said no. */
  isRefusedByAllKeys: boolean;
  isBest: boolean;
}

interface Slot {
  id: string;
  startAt: string;
}

interface Voter {
  id: string;
  isKey: boolean | number;
}

export interface Vote {
  voterId: string;
  slotId: string;
  answer: PollAnswer;
}

/** Counts the answers to every slot, in the order given, and marks the best one. */
export function tallyOf(slots: readonly Slot[], voters: readonly Voter[], votes: readonly Vote[]): Tally[] {
  const tallies = slots.map((slot) => ({ slot, tally: tallySlot(slot.id, voters, votes) }));
  const [first] = tallies.filter(({ tally }) => isCandidate(tally)).sort(better);
  return tallies.map(({ tally }) => ({ ...tally, isBest: tally.slotId === first?.slot.id }));
}

function tallySlot(slotId: string, voters: readonly Voter[], votes: readonly Vote[]): Tally {
  const own = new Map(votes.filter((vote) => vote.slotId === slotId).map((vote) => [vote.voterId, vote.answer]));
  const count = (answer: PollAnswer | undefined) => voters.filter(({ id }) => own.get(id) === answer).length;
  const keys = voters.filter(({ isKey }) => Boolean(isKey));
  const keyRefusals = keys.filter(({ id }) => own.get(id) === 'no').map(({ id }) => id);
  return {
    slotId,
    yes: count('yes'),
    ifNeeded: count('if_needed'),
    no: count('no'),
    unanswered: count(undefined),
    keyRefusals,
    isRefusedByAllKeys: keys.length > 0 && keyRefusals.length === keys.length,
    isBest: false,
  };
}

const isCandidate = ({ yes, ifNeeded, isRefusedByAllKeys }: Tally): boolean =>
  yes + ifNeeded > 0 && !isRefusedByAllKeys;

/** Fewest key persons who cannot, then most who can, then most for whom it suits well, then the earliest. */
function better(a: { slot: Slot; tally: Tally }, b: { slot: Slot; tally: Tally }): number {
  const can = ({ yes, ifNeeded }: Tally) => yes + ifNeeded;
  return (
    a.tally.keyRefusals.length - b.tally.keyRefusals.length ||
    can(b.tally) - can(a.tally) ||
    b.tally.yes - a.tally.yes ||
    (a.slot.startAt < b.slot.startAt ? -1 : 1)
  );
}
