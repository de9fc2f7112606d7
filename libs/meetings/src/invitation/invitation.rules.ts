import { isAddress } from '@samrad/platform/pure';
import type { MeetingStatus } from '../meeting/meeting.entity.js';
import type { InvitationStatus } from './invitation.entity.js';
import { isSameTime, isToldAlready, type ToldFacts } from './sending/told-facts.rules.js';

/** What a mail about an invitation is for. */
export const letterKinds = [
  'call',
  'hold',
  'moved',
  'changed',
  'cancelled',
  'postponed',
  'released',
  'removed',
  'reminder',
  'again',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** A person to be asked. */
export interface Chosen {
  personId: string;
  role: 'required' | 'optional';
  /** The State to speak for, where it is not the person's own: somebody stands in for another. */
  stateCode?: string | null;
  /** Name of the person in whose place somebody is asked; told in the mail. */
  insteadOf?: string;
}

/** Members who are invited unless somebody takes the tick away; alternates and observers only when asked for. */
export const isPreselected = (role: string): boolean => ['chair', 'member', 'secretariat'].includes(role);

interface MeetingLife {
  status: MeetingStatus;
  endAt: string;
}

/** Why nobody can be invited now: the end of a locale key under `meetings.invitation.refused`; null: go on. */
export function refusalToInvite(meeting: MeetingLife, now: string): 'over' | 'cancelled' | 'postponed' | null {
  if (meeting.status === 'cancelled' || meeting.status === 'postponed') return meeting.status;
  if (meeting.endAt <= now || !['draft', 'called'].includes(meeting.status)) return 'over';
  return null;
}

/** A draft has told people at most to keep the day free; nobody hears of a meeting that is over or off already. */
export const isToldOfRemoval = ({ status, endAt }: MeetingLife, now: string): boolean =>
  ['draft', 'called'].includes(status) && endAt > now;

/** Why nobody can be asked to keep the day free; null: go on. */
export function refusalToHold(meeting: MeetingLife, now: string): 'over' | 'cancelled' | 'postponed' | 'called' | null {
  return meeting.status === 'called' ? 'called' : refusalToInvite(meeting, now);
}

interface Told {
  sentAt: string | null;
  holdSentAt: string | null;
  removedAt: string | null;
  sentSequence: number | null;
  sentDigest: string | null;
  /** JSON, `ToldFacts`. */
  toldFacts: string | null;
}

interface News extends MeetingLife {
  significantSequence: number;
}

/** The present state as two digests: what those who were called know, and what those know who only keep the day free. */
export interface Present {
  called: string;
  hold: string;
  facts: ToldFacts;
  now: string;
}

/**
 * What a person has to be told about the meeting as it is now; null: nothing. Looks only at what the person was told last
 * and at the present state, so that many edits make one mail and an edit that was undone makes none.
 */
export function newsFor(told: Told, meeting: News, present: Present): LetterKind | null {
  const part = partOf(told);
  if (part === null || meeting.endAt <= present.now || told.sentDigest === present[part]) return null;
  if (meeting.status === 'cancelled' || meeting.status === 'postponed') return meeting.status;
  return part === 'hold' ? newsOfDay(meeting) : newsOfCall(told, meeting, present.facts);
}

const newsOfDay = ({ status }: News): LetterKind | null => (status === 'draft' ? 'hold' : null);

/** Compared with what this very person was told last: who knows another time is asked again, nobody else is. */
function newsOfCall(told: Told, { status, significantSequence }: News, facts: ToldFacts): LetterKind | null {
  if (status !== 'called') return null;
  const before = toldIn(told);
  if (!before?.life) return (told.sentSequence ?? 0) < significantSequence ? 'moved' : 'changed';
  if (isToldAlready(before, facts)) return null;
  return isSameTime(before, facts) ? 'changed' : 'moved';
}

/** Whether somebody who was called plans with another time than that of the meeting. */
export function knowsAnotherTime(told: Told, facts: ToldFacts): boolean {
  const before = toldIn(told);
  return partOf(told) === 'called' && before !== null && !isSameTime(before, facts);
}

const toldIn = ({ toldFacts }: Told): ToldFacts | null => (toldFacts ? (JSON.parse(toldFacts) as ToldFacts) : null);

/** What a person is to the meeting now: called, asked to keep the day free, or nothing that would be told news. */
function partOf({ sentAt, holdSentAt, removedAt }: Told): 'called' | 'hold' | null {
  if (removedAt !== null) return null;
  if (sentAt !== null) return 'called';
  return holdSentAt !== null ? 'hold' : null;
}

/** METHOD and STATUS (RFC 5546). Leaving one person out says nothing about the meeting. */
export function calendarOf(kind: LetterKind): {
  method: 'REQUEST' | 'CANCEL';
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | null;
} {
  if (kind === 'removed') return { method: 'CANCEL', status: null };
  if (cancelling.includes(kind)) return { method: 'CANCEL', status: 'CANCELLED' };
  return { method: 'REQUEST', status: kind === 'hold' ? 'TENTATIVE' : 'CONFIRMED' };
}

const cancelling: readonly LetterKind[] = ['cancelled', 'postponed', 'released'];

/** Keeping a day free needs no answer, and who need not come is not asked. */
export const asksForAnswer = (kind: LetterKind): boolean => calendarOf(kind).method === 'REQUEST' && kind !== 'hold';

const partstats = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  declined: 'DECLINED',
  delegated: 'DELEGATED',
} as const;

/** What was answered for the earlier time counts no more. */
export const asksAgain = (kind: LetterKind): boolean => kind === 'moved' || kind === 'postponed';

/** A moved meeting asks again, and one put off no longer asks; anything else repeats the answer that counts. */
export const partstatFor = (kind: LetterKind, status: InvitationStatus) =>
  asksAgain(kind) ? partstats.needs_action : partstats[status];

/** One line of pasted addresses. */
export interface Pasted {
  line: number;
  /** Null: only an address was given. */
  name: string | null;
  address: string;
}

/**
 * `Kari Nordmann <kari@example.org>`, `Kari Nordmann; kari@example.org` or an address alone, one a line.
 * @returns readable lines, and the numbers of those that are not
 */
export function readPasted(text: string): { people: Pasted[]; faults: number[] } {
  const people: Pasted[] = [];
  const faults: number[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue;
    const person = personIn(written.trim());
    if (person && isAddress(person.address)) people.push({ line: index + 1, ...person });
    else faults.push(index + 1);
  }
  return { people, faults };
}

function personIn(line: string): { name: string | null; address: string } | null {
  const match = /^(?:(.*?)[\s;,\t]*)<?([^\s<>;,]+@[^\s<>;,]+)>?[;,]?$/.exec(line);
  if (!match) return null;
  const name = match[1]!.replace(/^"|"$/g, '').trim();
  return { name: name === '' ? null : name, address: match[2]! };
}

/** `Nordmann, Kari` and `Kari Nordmann` alike: the last word is the family name; one word alone is a given name. */
export function splitName(name: string): { givenName: string; familyName: string } {
  const [family, given] = name.split(',').map((part) => part.trim());
  if (given) return { givenName: given, familyName: family! };
  const words = name.split(/\s+/);
  const familyName = words.pop()!;
  return words.length ? { givenName: words.join(' '), familyName } : { givenName: familyName, familyName: '' };
}

/** Columns of an invitation that nobody has answered. */
export const unanswered = {
  status: 'needs_action' as const,
  mode: null,
  comment: null,
  channel: null,
  answeredAt: null,
  answeredSequence: null,
  replyStamp: null,
};
