import type { AttendanceMode, InvitationStatus } from '../invitation/invitation.entity.js';

/** An answer as people and bars see it. */
export const answers = ['yes', 'online', 'maybe', 'no', 'none'] as const;
export type Answered = (typeof answers)[number];

interface Standing {
  status: InvitationStatus;
  mode: AttendanceMode | null;
}

/** Somebody who sends a substitute does not come; the substitute answers for themselves. */
export function answeredOf({ status, mode }: Standing): Answered {
  if (status === 'accepted') return mode === 'online' ? 'online' : 'yes';
  if (status === 'tentative') return 'maybe';
  return status === 'needs_action' ? 'none' : 'no';
}

export type Counts = Record<Answered | 'total', number>;

export function countsOf(people: readonly Standing[]): Counts {
  const counts: Counts = { yes: 0, online: 0, maybe: 0, no: 0, none: 0, total: people.length };
  for (const person of people) counts[answeredOf(person)] += 1;
  return counts;
}

interface Seat extends Standing {
  stateCode: string | null;
  role: 'required' | 'optional';
}

/** One State at a meeting. */
export interface StateLine {
  /** Null: those who are asked for no State. */
  code: string | null;
  invited: number;
  required: number;
  counts: Counts;
  /** Everybody who was asked has said no. */
  isAbsent: boolean;
}

/** One line for each State, those without a State last. */
export function byState(people: readonly Seat[]): StateLine[] {
  const codes = [...new Set(people.map(({ stateCode }) => stateCode))];
  return codes
    .sort((a, b) => (a ?? '\uffff').localeCompare(b ?? '\uffff'))
    .map((code) => {
      const own = people.filter(({ stateCode }) => stateCode === code);
      const counts = countsOf(own);
      const required = own.filter(({ role }) => role === 'required').length;
      return { code, invited: own.length, required, counts, isAbsent: code !== null && counts.no === own.length };
    });
}
