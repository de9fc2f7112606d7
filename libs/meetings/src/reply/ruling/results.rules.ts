import type { Ruling, RulingName } from '../reply.types.js';
import { addressKey } from '@samrad/platform/pure';
import { ANSWERS, isFromThePerson, partstatOf } from './conditions.rules.js';
import type { Case } from './match.rules.js';

/** What a row of the table says; everything else about the ruling is the same for all rows. */
export type Result = Partial<Ruling> & { ruling: RulingName; reason: string };

export function malformed({ f }: Case): Result {
  const reasons = {
    'too-large': 'tooLarge',
    'too-deep': 'tooDeep',
    'too-many-parts': 'tooManyParts',
    unreadable: 'unreadable',
  };
  return { ruling: 'REJECTED_MALFORMED', reason: reasons[f.problem ?? 'unreadable'] };
}

export function bounce({ f, c }: Case): Result {
  const { action, status, diagnostic, recipient } = f.report!;
  const hard = action === 'failed' && (status === null || status.startsWith('5'));
  return {
    ruling: 'BOUNCE',
    reason: hard ? 'bounceHard' : 'bounceSoft',
    bounce: { kind: hard ? 'hard' : 'soft', isFinal: action === 'failed', status, diagnostic, recipient },
    meetingId: c.sent!.meetingId,
    personId: c.sent!.personId,
    sentMailId: c.sent!.id,
    history: true,
  };
}

export function words({ f }: Case): Result {
  if (f.tnef) return { ruling: 'NEEDS_REVIEW', reason: 'winmail', status: f.tnefAnswer };
  if (f.encrypted) return { ruling: 'NEEDS_REVIEW', reason: 'encrypted' };
  return { ruling: 'NEEDS_REVIEW', reason: f.text === '' ? 'empty' : 'words' };
}

/** What it says is for those to accept who report for what it is about; nothing changes by itself. */
export const proposed = ({ c }: Case): Result => ({
  ruling: 'PROPOSED',
  reason: 'proposed',
  sentMailId: c.sent!.id,
  personId: c.sent!.personId,
});

export const answerOfAnother = ({ c }: Case): Result => ({
  ruling: 'NEEDS_REVIEW',
  reason: 'answerOfAnother',
  sentMailId: c.sent!.id,
  personId: c.sent!.personId,
});

export function severalSenders({ f }: Case): Result {
  return f.fromFields > 1
    ? { ruling: 'REJECTED_SPOOF', reason: 'severalFromFields' }
    : { ruling: 'NEEDS_REVIEW', reason: 'severalSenders' };
}

export function unknownMeeting({ f }: Case): Result {
  const events = f.calendars.flatMap((calendar) => calendar.events);
  const tasks = f.calendars.some(({ otherComponents }) => otherComponents.includes('VTODO'));
  if (events.length === 0 && tasks) return { ruling: 'IGNORED', reason: 'task' };
  return { ruling: 'NEEDS_REVIEW', reason: 'unknownMeeting' };
}

export function counter(it: Case): Result {
  const { start, end, originalStart } = it.event!;
  const proposal = { start, end, originalStart };
  return { ruling: 'COUNTER', reason: 'counter', history: true, answeredBy: answeredBy(it), proposal };
}

export function delegated(it: Case): Result {
  const { delegatedTo } = it.attendee!;
  const delegate = it.event!.attendees.find(({ key }) => key === addressKey(delegatedTo[0] ?? ''));
  return {
    ...accountOf(it),
    ruling: 'DELEGATED',
    reason: 'delegated',
    status: 'delegated',
    delegatedTo,
    delegatedName: delegate?.name || null,
    review: true,
  };
}

export function recorded(it: Case): Result {
  const { ruling, status } = ANSWERS[partstatOf(it) ?? '']!;
  return { ...accountOf(it), ruling, status, reason: it.meeting!.late ? 'recordedLate' : 'recorded' };
}

function accountOf(it: Case) {
  return { history: true, answeredBy: answeredBy(it) };
}

/** The other address that answered, where it is not one of the person's own: an assistant's, a calendar service's. */
function answeredBy(it: Case): string | null {
  const { sender, fromKey } = it;
  if (!isFromThePerson(it)) return fromKey;
  const writer = senderOf(it);
  return writer !== null && !(sender?.addresses.includes(writer) ?? false) ? writer : null;
}

/** The Sender header, where another mailbox than that in From has sent the mail. */
export function senderOf({ f, fromKey }: Case): string | null {
  return f.sender !== null && f.sender !== '' && f.sender !== fromKey ? f.sender : null;
}

export function commentOf({ event, attendee }: Case): string | null {
  const comment = (attendee?.comment || event?.comment || '').trim();
  return comment === '' ? null : comment.slice(0, 2_000);
}
