import { addressKey, domainOf } from '@samrad/platform/pure';
import { outdated, type Outdated } from '../answer.rules.js';
import type { ReplyFacts, Ruling, RulingName } from '../reply.types.js';
import { methodOf, type Case } from './match.rules.js';

/** PARTSTAT values that are an answer. */
export const ANSWERS: Record<string, { ruling: RulingName; status: Ruling['status'] } | undefined> = {
  ACCEPTED: { ruling: 'ACCEPTED', status: 'accepted' },
  TENTATIVE: { ruling: 'TENTATIVE', status: 'tentative' },
  DECLINED: { ruling: 'DECLINED', status: 'declined' },
};
/** Milliseconds between writing an invitation and its stamp. */
const STAMPED_WITHIN = 5_000;
const NOT_ANSWERS = ['REQUEST', 'CANCEL', 'PUBLISH', 'ADD', 'DECLINECOUNTER'];

// Row 1

export function isKnownAnswer({ attendee, c }: Case): boolean {
  return attendee !== null && c.knownTuples.includes(attendee.tuple);
}

// Rows 2 to 5: reports, machines, words

export function isBounce({ f, c }: Case): boolean {
  return c.sent !== null && f.report?.kind === 'delivery' && ['failed', 'delayed'].includes(f.report.action ?? '');
}

/** The report speaks of another mailbox than the one we wrote to; our bounce address came back with the report itself. */
export function isOfAnotherAddress({ f, c }: Case): boolean {
  const recipient = f.report?.recipient ?? null;
  return recipient !== null && c.sent !== null && !c.sent.byAddress && addressKey(c.sent.toAddress) !== recipient;
}

export function hasNoCalendar({ calendar }: ReplyFacts): boolean {
  return calendar === 'none' || calendar === 'nested';
}

/** Words, written by a person, in answer to a mail of ours that may be answered so. */
export function answersOurs({ f, c }: Case): boolean {
  const isReadable = f.calendar === 'none' && !f.encrypted && f.text !== '';
  return isReadable && f.auto === null && (c.sent?.takesAnswers ?? false);
}

/** Only who got the mail answers it: by the address it went to, or another one of theirs. */
export function isFromItsRecipient({ c, sender, fromKey }: Case): boolean {
  const { personId, toAddress } = c.sent!;
  return fromKey !== null && (fromKey === addressKey(toAddress) || (sender !== null && sender.personId === personId));
}

// Rows 6 and 7: who says so

export const hasSeveralSenders = ({ f }: Case): boolean => f.fromFields > 1 || f.from.length > 1;

/**
 * Only what our own server wrote counts, and of that the topmost that speaks of DMARC (a server may write a line for each
 * kind of check): others may have been brought along.
 */
export function dmarcIn(f: Pick<ReplyFacts, 'authentication' | 'from'>, authservId: string | null): string | null {
  const ours = authservId?.toLowerCase();
  if (!ours) return null;
  const judged = f.authentication.find((line) => line.authservId === ours && line.dmarc !== null);
  return judged && isOfSender(judged, f.from) ? judged.dmarc : null;
}

/** A verdict about another domain says nothing about this sender. */
const isOfSender = ({ headerFrom }: ReplyFacts['authentication'][number], from: ReplyFacts['from']): boolean =>
  !headerFrom || from.length !== 1 || domain(from[0]!.key) === domainOf(`x@${headerFrom.replace(/^.*@/, '')}`);

export const dmarcOf = ({ f, c }: Case): string | null => dmarcIn(f, c.authservId);

// Rows 10 to 14: is it an answer, to what, from whom

export function contradictsMime({ calendars }: ReplyFacts): boolean {
  return calendars.some(({ method, mimeMethod }) => method !== null && mimeMethod !== null && method !== mimeMethod);
}

export function onlyForeignMethods({ calendars }: ReplyFacts): boolean {
  return calendars.length > 0 && calendars.every((calendar) => NOT_ANSWERS.includes(methodOf(calendar) ?? ''));
}

export function isOnTheList({ person }: Case): boolean {
  return person !== null && person.invitation !== 'none';
}

/** Asked to keep the day free only: the call is still to come, and asks again. */
export function isHeld({ person }: Case): boolean {
  return person?.invitation === 'held';
}

const asks = ({ method }: Case): boolean => method === 'COUNTER' || method === 'REFRESH';

export const asksOfCancelled = (it: Case): boolean => asks(it) && it.meeting!.cancelled;
export const asksOfPostponed = (it: Case): boolean => asks(it) && it.meeting!.postponed;

export function isInvited({ person }: Case): boolean {
  return person?.invitation === 'invited';
}

// Rows 15 to 17: does the sender speak for the attendee

export function isFromThePerson({ fromKey, attendee, person }: Case): boolean {
  return fromKey !== null && (fromKey === attendee!.key || (person?.addresses.includes(fromKey) ?? false));
}

/** May a mail go back to the From address? Of somebody unknown only when their domain vouches for them. */
export function isTrusted(it: Case): boolean {
  if (it.f.fromFields !== 1 || it.attendee === null || it.fromKey === null || dmarcOf(it) === 'fail') return false;
  if (it.person === null && dmarcOf(it) !== 'pass') return false;
  return isFromThePerson(it) || isOnBehalf(it);
}

export function isOnBehalf(it: Case): boolean {
  const { f, fromKey, attendee } = it;
  if (fromKey === null || domain(fromKey) !== domain(attendee!.key) || dmarcOf(it) !== 'pass') return false;
  return attendee!.sentBy === fromKey || f.replyTo.includes(attendee!.key);
}

export function domain(key: string): string {
  return key.slice(key.lastIndexOf('@') + 1);
}

// Rows 19 to 22: what is said

export function partstatOf({ method, attendee }: Case): string | null {
  return method === 'REPLY' ? (attendee?.partstat ?? null) : null;
}

export function saysNothingClear(it: Case): boolean {
  const { method, event } = it;
  if (method !== 'REPLY') return isInvited(it);
  const partstat = partstatOf(it) ?? '';
  return (!ANSWERS[partstat] && partstat !== 'DELEGATED') || event!.requestStatus.some((code) => /^[345]/.test(code));
}

export function statusOf(it: Case): Ruling['status'] {
  const partstat = partstatOf(it) ?? '';
  return partstat === 'DELEGATED' ? 'delegated' : (ANSWERS[partstat]?.status ?? null);
}

// Rows 23 to 27: does it still count

/** A delegation is a proposal like an answer: it does not outlive the meeting, the invitation or a newer word. */
export function isLive(it: Case): boolean {
  const { cancelled, postponed, ended } = it.meeting!;
  if (cancelled || postponed || ended || !isInvited(it) || !isKnownOccurrence(it)) return false;
  return outdatedBy(it) === null;
}

export function isKnownOccurrence({ event, meeting }: Case): boolean {
  if (event!.recurrence === null) return true;
  return event!.recurrence.instant !== null && meeting!.occurrences.includes(event!.recurrence.instant);
}

/** Rows 25 to 27: why another answer wins over this one. */
export function outdatedBy(it: Case): Outdated | null {
  const { event, stamp, date, person, meeting } = it;
  const given = { sequence: event!.sequence, stamp, date, moment: givenAt(it) };
  return outdated(given, person!.lastAnswer, meeting!.lastSignificantSequence);
}

/** Some programs repeat the stamp of the invitation in the answer (RFC 5546 asks for a new one): then the mail's date says when. */
function givenAt({ person, stamp, date }: Case): string {
  const isRepeated = person!.asked.some((asked) => Math.abs(Date.parse(asked) - Date.parse(stamp)) <= STAMPED_WITHIN);
  return isRepeated ? date : stamp;
}
