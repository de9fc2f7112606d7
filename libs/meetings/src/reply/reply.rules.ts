import { matchCase, methodOf, type Case } from './reply-match.rules.js';
import type { ReplyContext, ReplyFacts, Ruling, RulingName } from './reply.types.js';

/** One row of the decision table: the first whose `when` holds decides. */
export interface Row {
  name: string;
  when(this: void, it: Case): boolean;
  result(this: void, it: Case): Partial<Ruling> & { ruling: RulingName; reason: string };
}

const ANSWERS: Record<string, { ruling: RulingName; status: Ruling['status'] } | undefined> = {
  ACCEPTED: { ruling: 'ACCEPTED', status: 'accepted' },
  TENTATIVE: { ruling: 'TENTATIVE', status: 'tentative' },
  DECLINED: { ruling: 'DECLINED', status: 'declined' },
};
const NOT_ANSWERS = ['REQUEST', 'CANCEL', 'PUBLISH', 'ADD', 'DECLINECOUNTER'];
const OUR_METHODS = ['REPLY', 'COUNTER', 'REFRESH'];

const says = (ruling: RulingName, reason: string) => () => ({ ruling, reason });
/** Belongs into the history of that person and meeting, but changes nothing. */
const told = (ruling: RulingName, reason: string) => (it: Case) => ({
  ruling,
  reason,
  history: true,
  status: statusOf(it),
});

/** The decision table, in order. What is not applied and not plainly a machine's word goes to the people who review. */
export const table: readonly Row[] = [
  { name: 'row1', when: (it) => it.c.knownMessage || isKnownAnswer(it), result: says('DUPLICATE', 'duplicate') },
  { name: 'limits', when: ({ f }) => f.problem !== null, result: malformed },
  { name: 'row2', when: isBounce, result: bounce },
  { name: 'row3', when: ({ f }) => f.report !== null, result: says('IGNORED', 'report') },
  { name: 'row4', when: ({ f }) => hasNoCalendar(f) && f.auto === 'replied', result: says('IGNORED', 'autoReply') },
  { name: 'row5', when: ({ f }) => f.calendar === 'none', result: words },
  { name: 'row6', when: ({ f }) => f.fromFields > 1 || f.from.length > 1, result: severalSenders },
  { name: 'row7', when: (it) => dmarcOf(it) === 'fail', result: says('REJECTED_SPOOF', 'dmarcFailed') },
  { name: 'row8', when: ({ f }) => f.calendar === 'nested', result: says('NEEDS_REVIEW', 'nestedCalendar') },
  { name: 'row9', when: ({ f }) => f.calendar === 'unreadable', result: says('NEEDS_REVIEW', 'unreadableCalendar') },
  { name: 'row10', when: ({ f }) => contradictsMime(f), result: says('NEEDS_REVIEW', 'methodContradicts') },
  { name: 'row11', when: ({ f }) => onlyForeignMethods(f), result: says('IGNORED', 'notAnAnswer') },
  { name: 'row12', when: (it) => it.meeting === null, result: unknownMeeting },
  { name: 'row13', when: (it) => it.disagrees, result: says('NEEDS_REVIEW', 'partsDisagree') },
  { name: 'row13m', when: (it) => !OUR_METHODS.includes(it.method ?? ''), result: says('NEEDS_REVIEW', 'noMethod') },
  { name: 'row14', when: (it) => !isOnTheList(it), result: says('NEEDS_REVIEW', 'notInvited') },
  { name: 'row17', when: (it) => !isFromThePerson(it) && !isOnBehalf(it), result: says('NEEDS_REVIEW', 'otherSender') },
  { name: 'row19', when: (it) => it.method === 'COUNTER' && isInvited(it), result: counter },
  { name: 'row20', when: (it) => it.method === 'REFRESH' && isInvited(it), result: says('REFRESH', 'refresh') },
  { name: 'row21', when: (it) => partstatOf(it) === 'DELEGATED' && isLive(it), result: delegated },
  { name: 'row22a', when: (it) => partstatOf(it) === 'NEEDS-ACTION', result: says('IGNORED', 'noAnswerInIt') },
  { name: 'row22b', when: (it) => saysNothingClear(it), result: says('NEEDS_REVIEW', 'unknownAnswer') },
  { name: 'row23a', when: (it) => it.meeting!.cancelled, result: told('IGNORED', 'meetingCancelled') },
  { name: 'row23b', when: (it) => it.person!.invitation === 'removed', result: told('IGNORED', 'removed') },
  { name: 'row24', when: (it) => !isKnownOccurrence(it), result: says('NEEDS_REVIEW', 'unknownOccurrence') },
  { name: 'row25', when: isForEarlierDate, result: told('STALE', 'earlierDate') },
  { name: 'row26', when: isOlderThanLast, result: told('STALE', 'olderAnswer') },
  { name: 'row27', when: isSameMomentButEarlier, result: told('STALE', 'olderMail') },
  { name: 'ended', when: (it) => it.meeting!.ended, result: told('NEEDS_REVIEW', 'meetingEnded') },
  { name: 'row28', when: () => true, result: recorded },
];

/**
 * Decides what one message means. Pure: the same facts and context always give the same ruling.
 * The ruling names likely meeting and person also where it applies nothing, for those who review.
 */
export function rule(facts: ReplyFacts, context: ReplyContext): Ruling {
  const it = matchCase(facts, context);
  const row = table.find(({ when }) => when(it))!;
  return complete(it, row.name, row.result(it));
}

/** What the service has to look up before it can ask for a ruling. */
export function lookups(f: ReplyFacts): {
  messageIds: string[];
  uids: string[];
  addresses: string[];
  tuples: string[];
} {
  const events = f.calendars.flatMap(({ events: all }) => all);
  const lines = events.flatMap(({ attendees }) => attendees);
  const senders = [...f.from.map(({ key }) => key), ...(f.sender ? [f.sender] : []), ...f.replyTo];
  const unique = (values: readonly string[]) =>
    [...new Set(values)].filter((value) => value !== '' && value.length <= 320);
  return {
    messageIds: unique(f.refersTo),
    uids: unique(events.map(({ uid }) => uid)),
    addresses: unique([...senders, ...lines.map(({ key }) => key)]),
    tuples: unique(lines.map(({ tuple }) => tuple)),
  };
}

function complete(it: Case, row: string, result: ReturnType<Row['result']>): Ruling {
  return {
    row,
    meetingId: it.meeting?.id ?? it.c.sent?.meetingId ?? null,
    personId: it.person?.personId ?? it.sender?.personId ?? it.c.sent?.personId ?? null,
    review: ['NEEDS_REVIEW', 'REJECTED_SPOOF', 'REJECTED_MALFORMED', 'COUNTER'].includes(result.ruling),
    history: false,
    status: null,
    comment: commentOf(it),
    answeredBy: null,
    late: it.meeting?.late ?? false,
    sequence: it.event?.sequence ?? null,
    stamp: it.event ? it.stamp : null,
    date: it.date,
    tuple: it.attendee?.tuple ?? null,
    occurrence: it.event?.recurrence?.instant ?? null,
    bounce: null,
    proposal: null,
    delegatedTo: [],
    ...result,
    reason: `meetings.reply.reason.${result.reason}`,
  };
}

// Row 1

function isKnownAnswer({ attendee, c }: Case): boolean {
  return attendee !== null && c.knownTuples.includes(attendee.tuple);
}

function malformed({ f }: Case): ReturnType<Row['result']> {
  const reasons = {
    'too-large': 'tooLarge',
    'too-deep': 'tooDeep',
    'too-many-parts': 'tooManyParts',
    unreadable: 'unreadable',
  };
  return { ruling: 'REJECTED_MALFORMED', reason: reasons[f.problem ?? 'unreadable'] };
}

// Rows 2 to 5: reports, machines, words

function isBounce({ f, c }: Case): boolean {
  return c.sent !== null && f.report?.kind === 'delivery' && ['failed', 'delayed'].includes(f.report.action ?? '');
}

function bounce({ f, c }: Case): ReturnType<Row['result']> {
  const { action, status, diagnostic, recipient } = f.report!;
  const hard = action === 'failed' && (status === null || status.startsWith('5'));
  return {
    ruling: 'BOUNCE',
    reason: hard ? 'bounceHard' : 'bounceSoft',
    bounce: { kind: hard ? 'hard' : 'soft', status, diagnostic, recipient },
    meetingId: c.sent!.meetingId,
    personId: c.sent!.personId,
    history: true,
  };
}

function hasNoCalendar({ calendar }: ReplyFacts): boolean {
  return calendar === 'none' || calendar === 'nested';
}

function words({ f }: Case): ReturnType<Row['result']> {
  if (f.tnef) return { ruling: 'NEEDS_REVIEW', reason: 'winmail' };
  if (f.encrypted) return { ruling: 'NEEDS_REVIEW', reason: 'encrypted' };
  return { ruling: 'NEEDS_REVIEW', reason: f.text === '' ? 'empty' : 'words' };
}

// Rows 6 and 7: who says so

function severalSenders({ f }: Case): ReturnType<Row['result']> {
  return f.fromFields > 1
    ? { ruling: 'REJECTED_SPOOF', reason: 'severalFromFields' }
    : { ruling: 'NEEDS_REVIEW', reason: 'severalSenders' };
}

/** Only what our own server wrote counts, and of that the topmost: others may have been brought along. */
function dmarcOf({ f, c }: Case): string | null {
  if (c.dmarc) return c.dmarc;
  const ours = c.authservId?.toLowerCase();
  return f.authentication.find(({ authservId }) => ours !== undefined && authservId === ours)?.dmarc ?? null;
}

// Rows 10 to 14: is it an answer, to what, from whom

function contradictsMime({ calendars }: ReplyFacts): boolean {
  return calendars.some(({ method, mimeMethod }) => method !== null && mimeMethod !== null && method !== mimeMethod);
}

function onlyForeignMethods({ calendars }: ReplyFacts): boolean {
  return calendars.length > 0 && calendars.every((calendar) => NOT_ANSWERS.includes(methodOf(calendar) ?? ''));
}

function unknownMeeting({ f }: Case): ReturnType<Row['result']> {
  const events = f.calendars.flatMap((calendar) => calendar.events);
  const tasks = f.calendars.some(({ otherComponents }) => otherComponents.includes('VTODO'));
  if (events.length === 0 && tasks) return { ruling: 'IGNORED', reason: 'task' };
  return { ruling: 'NEEDS_REVIEW', reason: 'unknownMeeting' };
}

function isOnTheList({ person }: Case): boolean {
  return person !== null && person.invitation !== 'none';
}

function isInvited({ person }: Case): boolean {
  return person?.invitation === 'invited';
}

// Rows 15 to 17: does the sender speak for the attendee

function isFromThePerson({ fromKey, attendee, person }: Case): boolean {
  return fromKey !== null && (fromKey === attendee!.key || person!.addresses.includes(fromKey));
}

function isOnBehalf(it: Case): boolean {
  const { f, fromKey, attendee } = it;
  if (fromKey === null || domain(fromKey) !== domain(attendee!.key) || dmarcOf(it) !== 'pass') return false;
  return attendee!.sentBy === fromKey || f.replyTo.includes(attendee!.key);
}

function domain(key: string): string {
  return key.slice(key.lastIndexOf('@') + 1);
}

// Rows 19 to 22: what is said

function counter(it: Case): ReturnType<Row['result']> {
  const { start, end, originalStart } = it.event!;
  const proposal = { start, end, originalStart };
  return { ruling: 'COUNTER', reason: 'counter', history: true, answeredBy: answeredBy(it), proposal };
}

function delegated(it: Case): ReturnType<Row['result']> {
  const { delegatedTo } = it.attendee!;
  return { ...accountOf(it), ruling: 'DELEGATED', reason: 'delegated', status: 'delegated', delegatedTo, review: true };
}

function partstatOf({ method, attendee }: Case): string | null {
  return method === 'REPLY' ? (attendee?.partstat ?? null) : null;
}

function saysNothingClear(it: Case): boolean {
  const { method, event } = it;
  if (method !== 'REPLY') return isInvited(it);
  const partstat = partstatOf(it) ?? '';
  return (!ANSWERS[partstat] && partstat !== 'DELEGATED') || event!.requestStatus.some((code) => /^[345]/.test(code));
}

function statusOf(it: Case): Ruling['status'] {
  const partstat = partstatOf(it) ?? '';
  return partstat === 'DELEGATED' ? 'delegated' : (ANSWERS[partstat]?.status ?? null);
}

// Rows 23 to 27: does it still count

/** A delegation is a proposal like an answer: it does not outlive the meeting, the invitation or a newer word. */
function isLive(it: Case): boolean {
  if (it.meeting!.cancelled || it.meeting!.ended || !isInvited(it) || !isKnownOccurrence(it)) return false;
  return !isForEarlierDate(it) && !isOlderThanLast(it) && !isSameMomentButEarlier(it);
}

function isKnownOccurrence({ event, meeting }: Case): boolean {
  if (event!.recurrence === null) return true;
  return event!.recurrence.instant !== null && meeting!.occurrences.includes(event!.recurrence.instant);
}

function isForEarlierDate({ event, meeting }: Case): boolean {
  return event!.sequence !== null && event!.sequence < meeting!.lastSignificantSequence;
}

/** Among calendar answers their own stamps count; against an answer by link the mail's date does. */
function isOlderThanLast({ person, stamp, date }: Case): boolean {
  const last = person!.lastAnswer;
  if (!last) return false;
  return last.stamp === null ? date < last.date : seconds(stamp) < seconds(last.stamp);
}

function isSameMomentButEarlier({ person, stamp, date }: Case): boolean {
  const last = person!.lastAnswer;
  return last?.stamp != null && seconds(stamp) === seconds(last.stamp) && date < last.date;
}

/** DTSTAMP has no fractions of a second. */
function seconds(instant: string): string {
  return instant.slice(0, 19);
}

// Row 28

function recorded(it: Case): ReturnType<Row['result']> {
  const { ruling, status } = ANSWERS[partstatOf(it) ?? '']!;
  return { ...accountOf(it), ruling, status, reason: it.meeting!.late ? 'recordedLate' : 'recorded' };
}

function accountOf(it: Case) {
  return { history: true, answeredBy: answeredBy(it) };
}

/** The other address that answered, where it is not one of the person's own. */
function answeredBy(it: Case): string | null {
  return isFromThePerson(it) ? null : it.fromKey;
}

function commentOf({ event, attendee }: Case): string | null {
  const comment = (attendee?.comment ?? event?.comment ?? '').trim();
  return comment === '' ? null : comment.slice(0, 2_000);
}
