import { addDays, instantOf } from '@samrad/platform/pure';

/** A member of a group, as far as it matters for whom to ask. */
interface Candidate {
  personId: string;
  stateCode: string | null;
  address: string | null;
  role: string;
}

export interface Speaker {
  personId: string;
  stateCode: string;
  address: string;
}

const first = ['chair', 'member'];

/** Who speaks for each State: its members; where none of them can be written to, their alternates. */
export function speakersOf(members: readonly Candidate[]): Speaker[] {
  const able = members.filter((one): one is Candidate & Speaker => Boolean(one.stateCode && one.address));
  const codes = [...new Set(able.map(({ stateCode }) => stateCode))].sort();
  return codes.flatMap((code) => {
    const own = able.filter(({ stateCode }) => stateCode === code);
    const members = own.filter(({ role }) => first.includes(role));
    const speakers = members.length ? members : own.filter(({ role }) => role === 'alternate');
    return speakers.map(({ personId, stateCode, address }) => ({ personId, stateCode, address }));
  });
}

/** Reminders go out by themselves two days before answers are due, at nine in Oslo. */
export const reminderAt = (respondBy: string): string => instantOf(`${addDays(respondBy, -2)}T09:00`, 'Europe/Oslo');
