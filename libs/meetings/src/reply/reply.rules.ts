import type { ReplyContext, ReplyFacts, Ruling, RulingName } from './reply.types.js';
import * as is from './ruling/conditions.rules.js';
import { matchCase, type Case } from './ruling/match.rules.js';
import * as say from './ruling/results.rules.js';

/** One row of the decision table: the first whose `when` holds decides. */
export interface Row {
  name: string;
  when(this: void, it: Case): boolean;
  result(this: void, it: Case): say.Result;
}

const OUR_METHODS = ['REPLY', 'COUNTER', 'REFRESH'];

const says = (ruling: RulingName, reason: string) => () => ({ ruling, reason });
/** Belongs into the history of that person and meeting, but changes nothing. */
const told = (ruling: RulingName, reason: string) => () => ({ ruling, reason, history: true });

/**
 * The decision table, in order: rows 15 and 16 let pass what row 17 would stop, and row 18 (only the sender's own line
 * counts) lies in `matchCase`. What is not applied and not plainly a machine's word goes to the people who review.
 */
export const table: readonly Row[] = [
  { name: 'row1', when: (it) => it.c.knownMessage || is.isKnownAnswer(it), result: says('DUPLICATE', 'duplicate') },
  { name: 'limits', when: ({ f }) => f.problem !== null, result: say.malformed },
  {
    name: 'row2f',
    when: (it) => is.isBounce(it) && is.dmarcOf(it) === 'fail',
    result: says('REJECTED_SPOOF', 'dmarcFailed'),
  },
  {
    name: 'row2o',
    when: (it) => is.isBounce(it) && is.isOfAnotherAddress(it),
    result: says('NEEDS_REVIEW', 'bounceOfAnother'),
  },
  { name: 'row2', when: is.isBounce, result: say.bounce },
  { name: 'row3', when: ({ f }) => f.report !== null, result: says('IGNORED', 'report') },
  { name: 'row4', when: ({ f }) => is.hasNoCalendar(f) && f.auto === 'replied', result: says('IGNORED', 'autoReply') },
  { name: 'row5s', when: (it) => is.answersOurs(it) && is.hasSeveralSenders(it), result: say.severalSenders },
  {
    name: 'row5f',
    when: (it) => is.answersOurs(it) && is.dmarcOf(it) === 'fail',
    result: says('REJECTED_SPOOF', 'dmarcFailed'),
  },
  { name: 'row5o', when: (it) => is.answersOurs(it) && !is.isFromItsRecipient(it), result: say.answerOfAnother },
  { name: 'row5a', when: is.answersOurs, result: say.proposed },
  { name: 'row5', when: ({ f }) => f.calendar === 'none', result: say.words },
  { name: 'row6', when: is.hasSeveralSenders, result: say.severalSenders },
  { name: 'row7', when: (it) => is.dmarcOf(it) === 'fail', result: says('REJECTED_SPOOF', 'dmarcFailed') },
  { name: 'row8', when: ({ f }) => f.calendar === 'nested', result: says('NEEDS_REVIEW', 'nestedCalendar') },
  { name: 'row9', when: ({ f }) => f.calendar === 'unreadable', result: says('NEEDS_REVIEW', 'unreadableCalendar') },
  { name: 'row10', when: ({ f }) => is.contradictsMime(f), result: says('NEEDS_REVIEW', 'methodContradicts') },
  { name: 'row11', when: ({ f }) => is.onlyForeignMethods(f), result: says('IGNORED', 'notAnAnswer') },
  { name: 'row12', when: (it) => it.meeting === null, result: say.unknownMeeting },
  { name: 'row13', when: (it) => it.disagrees, result: says('NEEDS_REVIEW', 'partsDisagree') },
  { name: 'row13m', when: (it) => !OUR_METHODS.includes(it.method ?? ''), result: says('NEEDS_REVIEW', 'noMethod') },
  { name: 'row14', when: (it) => !is.isOnTheList(it), result: says('NEEDS_REVIEW', 'notInvited') },
  {
    name: 'row17',
    when: (it) => !is.isFromThePerson(it) && !is.isOnBehalf(it),
    result: says('NEEDS_REVIEW', 'otherSender'),
  },
  { name: 'row14h', when: is.isHeld, result: told('IGNORED', 'saveTheDate') },
  { name: 'row23q', when: is.asksOfCancelled, result: told('IGNORED', 'meetingCancelled') },
  { name: 'row23r', when: is.asksOfPostponed, result: told('IGNORED', 'meetingPostponed') },
  { name: 'row19', when: (it) => it.method === 'COUNTER' && is.isInvited(it), result: say.counter },
  { name: 'row20', when: (it) => it.method === 'REFRESH' && is.isInvited(it), result: says('REFRESH', 'refresh') },
  { name: 'row21', when: (it) => is.partstatOf(it) === 'DELEGATED' && is.isLive(it), result: say.delegated },
  { name: 'row22a', when: (it) => is.partstatOf(it) === 'NEEDS-ACTION', result: says('IGNORED', 'noAnswerInIt') },
  { name: 'row22b', when: (it) => is.saysNothingClear(it), result: says('NEEDS_REVIEW', 'unknownAnswer') },
  { name: 'row23a', when: (it) => it.meeting!.cancelled, result: told('IGNORED', 'meetingCancelled') },
  { name: 'row23p', when: (it) => it.meeting!.postponed, result: told('IGNORED', 'meetingPostponed') },
  { name: 'row23b', when: (it) => it.person!.invitation === 'removed', result: told('IGNORED', 'removed') },
  { name: 'row24', when: (it) => !is.isKnownOccurrence(it), result: says('NEEDS_REVIEW', 'unknownOccurrence') },
  { name: 'row25', when: (it) => is.outdatedBy(it) === 'earlierDate', result: told('STALE', 'earlierDate') },
  { name: 'row26', when: (it) => is.outdatedBy(it) === 'olderAnswer', result: told('STALE', 'olderAnswer') },
  { name: 'row27', when: (it) => is.outdatedBy(it) === 'olderMail', result: told('STALE', 'olderMail') },
  { name: 'ended', when: (it) => it.meeting!.ended, result: told('NEEDS_REVIEW', 'meetingEnded') },
  { name: 'row28', when: () => true, result: say.recorded },
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

const mostLookedUp = 2_000;

/** What the service has to look up before it can ask for a ruling; of a monster message only the beginning. */
export function lookups(f: ReplyFacts): {
  messageIds: string[];
  /** one of them may be the address that was made for a mail of ours */
  recipients: string[];
  uids: string[];
  addresses: string[];
  tuples: string[];
} {
  const events = f.calendars.flatMap(({ events: all }) => all);
  const lines = events.flatMap(({ attendees }) => attendees);
  const senders = [...f.from.map(({ key }) => key), ...(f.sender ? [f.sender] : []), ...f.replyTo];
  const unique = (values: readonly string[]) =>
    [...new Set(values)].filter((value) => value !== '' && value.length <= 320).slice(0, mostLookedUp);
  return {
    messageIds: unique(f.refersTo),
    recipients: unique(f.recipients),
    uids: unique(events.map(({ uid }) => uid)),
    addresses: unique([...senders, ...lines.map(({ key }) => key)]),
    tuples: unique(lines.map(({ tuple }) => tuple)),
  };
}

function complete(it: Case, row: string, result: say.Result): Ruling {
  return {
    row,
    meetingId: it.meeting?.id ?? it.c.sent?.meetingId ?? null,
    personId: it.person?.personId ?? it.sender?.personId ?? it.c.sent?.personId ?? null,
    review: ['NEEDS_REVIEW', 'REJECTED_SPOOF', 'REJECTED_MALFORMED', 'COUNTER'].includes(result.ruling),
    history: false,
    status: is.statusOf(it),
    comment: say.commentOf(it),
    answeredBy: null,
    sender: say.senderOf(it),
    trusted: is.isTrusted(it),
    late: it.meeting?.late ?? false,
    sequence: it.event?.sequence ?? null,
    stamp: it.event ? it.stamp : null,
    date: it.date,
    tuple: it.attendee?.tuple ?? null,
    occurrence: it.event?.recurrence?.instant ?? null,
    sentMailId: null,
    bounce: null,
    proposal: null,
    delegatedTo: [],
    delegatedName: null,
    ...result,
    reason: `meetings.reply.reason.${result.reason}`,
  };
}
