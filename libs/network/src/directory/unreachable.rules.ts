/** One mail about a meeting to one person, newest first in a list. */
export interface MeetingMail {
  personId: string;
  meetingId: string;
  status: string;
  createdAt: string;
}

/** Somebody whose last invitations all came back. */
export interface Unreachable {
  personId: string;
  /** How many in a row, counted back from the newest. */
  inRow: number;
  /** When the first of them was written. */
  since: string;
}

/**
 * Persons whose last invitations came back or were refused. Of several mails about one meeting the newest speaks for it;
 * mail that still waits says nothing yet.
 * @param mails newest first
 * @param least so many in a row
 */
export function unreachable(mails: readonly MeetingMail[], least: number): Unreachable[] {
  const found: Unreachable[] = [];
  for (const [personId, own] of byPerson(mails)) {
    const settled = newestOfEach(own).filter(({ status }) => status === 'sent' || status === 'failed');
    const firstGood = settled.findIndex(({ status }) => status === 'sent');
    const failed = firstGood < 0 ? settled : settled.slice(0, firstGood);
    if (failed.length >= least) found.push({ personId, inRow: failed.length, since: failed.at(-1)!.createdAt });
  }
  return found;
}

function byPerson(mails: readonly MeetingMail[]): Map<string, MeetingMail[]> {
  const persons = new Map<string, MeetingMail[]>();
  for (const mail of mails) {
    const own = persons.get(mail.personId);
    if (own) own.push(mail);
    else persons.set(mail.personId, [mail]);
  }
  return persons;
}

function newestOfEach(mails: readonly MeetingMail[]): MeetingMail[] {
  const seen = new Set<string>();
  return mails.filter(({ meetingId, status }) => {
    if (seen.has(meetingId) || status === 'queued' || status === 'sending') return false;
    seen.add(meetingId);
    return true;
  });
}
