/** What it takes to say whether reports are taken now. */
interface Call {
  respondBy: string;
}

interface Meeting {
  status: string;
  startAt: string;
}

/**
 * `open`: until the day. `late`: after it, and still taken. `begun`: the meeting has begun; a State that has written may
 * correct its words. `closed`: the minutes are adopted or published, or there is no meeting.
 */
export type Phase = 'open' | 'late' | 'begun' | 'closed';

interface Times {
  now: string;
  today: string;
  /** Of the minutes; null: none are begun. */
  minutes: string | null;
}

const coming = ['draft', 'called', 'postponed'];

/** Reports may be asked for until a meeting begins. */
export const mayAsk = ({ status, startAt }: Meeting, now: string): boolean => coming.includes(status) && startAt > now;

export function phaseOf(call: Call, meeting: Meeting, { now, today, minutes }: Times): Phase {
  if (meeting.status === 'cancelled' || minutes === 'adopted' || minutes === 'published') return 'closed';
  if (!mayAsk(meeting, now)) return 'begun';
  return today > call.respondBy ? 'late' : 'open';
}

/** A report as far as what can be done with it depends on it. */
interface Reported {
  hasText: boolean;
  isCleared: boolean;
}

export const mayWrite = (phase: Phase, { hasText, isCleared }: Reported): boolean =>
  !isCleared && (phase === 'open' || phase === 'late' || (phase === 'begun' && hasText));

export const mayClear = (phase: Phase, { hasText, isCleared }: Reported): boolean =>
  phase !== 'closed' && hasText && !isCleared;

/** Until the minutes are closed. */
export const mayTakeBack = (phase: Phase, { isCleared }: Reported): boolean => phase !== 'closed' && isCleared;

export type Standing = 'missing' | 'written' | 'cleared';

export const standingOf = ({ hasText, isCleared }: Reported): Standing =>
  isCleared ? 'cleared' : hasText ? 'written' : 'missing';

/** Somebody of a State, as far as it matters who clears its report. */
export interface Candidate {
  personId: string;
  /** Has the role of the State's contact. */
  isContact: boolean;
  /** Leads the delegation at the meeting. */
  isHead: boolean;
  /** Is a member for the State in the meeting's group, not an alternate. */
  isMember: boolean;
}

/**
 * Who speaks for a State: its contact and the head of its delegation. Where there is neither, its members in the
 * meeting's group; where there are none of them, everybody who was asked.
 */
export function speakersOf<C extends Candidate>(people: readonly C[]): C[] {
  const first = people.filter(({ isContact, isHead }) => isContact || isHead);
  if (first.length) return first;
  const members = people.filter(({ isMember }) => isMember);
  return members.length ? members : [...people];
}

/** One text as it came back from the page. */
export interface Sent {
  topicId: string;
  /** Version that it was written on; 0: there was none. */
  number: number;
  text: string | null;
}

/** One text as it is. */
export interface Kept {
  topicId: string;
  number: number;
  text: string | null;
}

/**
 * What to do with each text that came back: nothing where it says what is there; nothing either where only a colleague
 * has changed it; otherwise save it, unless a colleague saved another text since.
 * @param base the text of the version that a stale one was written on
 */
export function judge(sent: Sent, kept: Kept | undefined, base: string | null): 'same' | 'save' | 'stale' {
  const [text, number] = [kept?.text ?? null, kept?.number ?? 0];
  if (sent.text === text) return 'same';
  if (sent.number === number) return 'save';
  return sent.text === base ? 'same' : 'stale';
}

/** A title in the reader's language, else in the first language it has. */
export const titleIn = (titles: Readonly<Record<string, string>>, lang: string): string =>
  titles[lang] ?? Object.values(titles)[0] ?? '';

/** Marks the texts that somebody saw, so that nobody clears what they have not read. */
export const markOf = (texts: readonly Kept[]): string =>
  texts
    .map(({ topicId, number }) => `${topicId}:${number}`)
    .sort()
    .join(',');
