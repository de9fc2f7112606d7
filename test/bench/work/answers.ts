// What comes in: a thousand people answer a meeting, each with one of the calendar programs there are.
import { aReply, clients } from '../../support/replies/clients.js';

/** Nextcloud's come from a service in the person's name, and wait for a look where nobody vouches for it. */
const writers = Object.entries(clients).flatMap(([name, write]) => (name === 'Nextcloud' ? [] : [write]));
const partstats = ['ACCEPTED', 'ACCEPTED', 'DECLINED', 'TENTATIVE'] as const;

export const people = 1000;
export const addressOf = (n: number): string => `expert.${n}@agency${n % 60}.example`;
export const partstatOf = (n: number): string => partstats[n % partstats.length]!;

/** @param now an instant. @returns one raw message for each person */
export function answersTo(uid: string, now: string): Buffer[] {
  const when = { sequence: 0, stamp: `${now.slice(0, 19).replace(/[-:]/g, '')}Z`, date: new Date(now).toUTCString() };
  return Array.from({ length: people }, (_, n) => {
    const who = { uid, name: `Expert No ${n}`, address: addressOf(n), partstat: partstatOf(n) };
    return writers[n % writers.length]!(
      aReply({ ...who, ...when, messageId: `<${uid.slice(0, 36)}.${n}@bench.example>` }),
    );
  });
}
