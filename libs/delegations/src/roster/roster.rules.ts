import type { Presence } from '@samrad/meetings';

const isHere = (presence: Presence | null): boolean => presence === 'on_site' || presence === 'online';

/** What the lists need to know of somebody who was invited or came. */
export interface Taking {
  stateCode: string | null;
  /** Type of the organisation; null: none is known. */
  type: string | null;
  answer: string | null;
  answerMode: string | null;
  presence: Presence | null;
  /** The invitation has been sent; not of somebody who just came. */
  isSent: boolean;
  /** Whoever waits for a seat does not come as long as they wait. */
  seat: 'seated' | 'waiting' | null;
}

/** Has said that they come, and there is a seat for them. */
const saysYes = ({ answer, seat }: Taking): boolean => answer === 'accepted' && seat !== 'waiting';

/** Comes, or has come: what is noted on the day counts more than the answer. */
const comes = (row: Taking): boolean => (row.presence === null ? saysYes(row) : isHere(row.presence));

/** In the room: these get a badge and a line to sign. */
export const isOnSite = (row: Taking): boolean =>
  comes(row) && (row.presence ?? row.answerMode ?? 'on_site') === 'on_site';

/** The persons of one State at one meeting. */
export interface Delegation<R> {
  /** Null: those who speak for no State. */
  stateCode: string | null;
  rows: R[];
  expected: number;
  present: number;
}

/** State by State in the order given, those without one last; the head of a delegation first. */
export function delegationsOf<R extends Taking & { isHead: boolean }>(
  rows: readonly R[],
  order: readonly string[],
): Delegation<R>[] {
  const codes = [...order.filter((code) => rows.some((row) => row.stateCode === code)), null];
  return codes
    .map((stateCode) => {
      const own = rows.filter((row) => row.stateCode === stateCode);
      const headFirst = [...own.filter(({ isHead }) => isHead), ...own.filter(({ isHead }) => !isHead)];
      return {
        stateCode,
        rows: headFirst,
        expected: own.filter(saysYes).length,
        present: own.filter(isPresent).length,
      };
    })
    .filter((delegation) => delegation.rows.length > 0);
}

const isPresent = ({ presence }: Taking): boolean => isHere(presence);

/** Invitations, answers and presence, each counted for itself. */
export interface Figures {
  invited: number;
  /** Have said that they come. */
  expected: number;
  /** Would come, but wait for a seat. */
  waiting: number;
  present: number;
  /** States of which somebody comes or has come. */
  states: number;
  /** Those who have said that they come by type of organisation, the most frequent first. */
  types: { type: string; count: number }[];
}

export function figuresOf(rows: readonly Taking[]): Figures {
  const coming = rows.filter(saysYes);
  const types = new Map<string, number>();
  for (const { type } of coming) types.set(type ?? 'other', (types.get(type ?? 'other') ?? 0) + 1);
  return {
    invited: rows.filter(({ isSent }) => isSent).length,
    expected: coming.length,
    waiting: rows.filter(({ seat }) => seat === 'waiting').length,
    present: rows.filter(isPresent).length,
    states: new Set(
      rows
        .filter(comes)
        .map(({ stateCode }) => stateCode)
        .filter(Boolean),
    ).size,
    types: [...types].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count),
  };
}

interface Held {
  status: string;
  endAt: string;
}

interface Noted {
  presence: Presence | null;
  /** Said by the person only. */
  isOwnWord: boolean;
}

/** A certificate is for those whom the secretariat knows to have been there, once the meeting is over. */
export const mayCertify = (row: Noted, meeting: Held, now: string): boolean =>
  !row.isOwnWord && wasThere(row, meeting, now);

/** The person says so, and the secretariat has not confirmed it yet. */
export const waitsForCertificate = (row: Noted, meeting: Held, now: string): boolean =>
  row.isOwnWord && wasThere(row, meeting, now);

const wasThere = ({ presence }: Noted, { status, endAt }: Held, now: string): boolean =>
  isHere(presence) && endAt <= now && ['called', 'held', 'minutes_published'].includes(status);
