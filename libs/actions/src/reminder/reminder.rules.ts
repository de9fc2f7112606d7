import type { Instant } from '@samrad/platform/clock';
import { mayRemind } from '../progress/progress.rules.js';

/** A line as far as reminding depends on it. */
interface Line {
  id: string;
  audience: string;
  remindedAt: Instant | null;
}

/** Somebody who can be written to. */
interface Person {
  personId: string;
  address: string | null;
}

/** Who gets which mail, and which lines nobody is reminded of. */
export interface Plan<L, P> {
  recipients: { person: P; lines: L[] }[];
  /** Nobody is known, or nobody with an address. */
  noContact: L[];
  /** Reminded within the last week. */
  resting: L[];
  /** Not shared yet: those asked do not know of it. */
  notShared: L[];
}

/**
 * One mail to each person with all that is overdue for them.
 * @param responsible who answers for a line
 */
export function planOf<L extends Line, P extends Person>(
  lines: readonly L[],
  responsible: (line: L) => readonly P[],
  now: Instant,
): Plan<L, P> {
  const plan: Plan<L, P> = { recipients: [], noContact: [], resting: [], notShared: [] };
  const byPerson = new Map<string, { person: P; lines: L[] }>();
  for (const line of lines) {
    const reachable = responsible(line).filter((person) => person.address !== null);
    if (line.audience === 'organisers') plan.notShared.push(line);
    else if (!mayRemind(line.remindedAt, now)) plan.resting.push(line);
    else if (!reachable.length) plan.noContact.push(line);
    else reachable.forEach((person) => give(byPerson, person, line));
  }
  return { ...plan, recipients: [...byPerson.values()] };
}

function give<L, P extends Person>(byPerson: Map<string, { person: P; lines: L[] }>, person: P, line: L) {
  const mine = byPerson.get(person.personId) ?? { person, lines: [] };
  mine.lines.push(line);
  byPerson.set(person.personId, mine);
}
