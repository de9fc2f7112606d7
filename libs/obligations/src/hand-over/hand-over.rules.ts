/** A line waits for a word; then it went to somebody, or stays where it is. */
export const handOverStatuses = ['waiting', 'moved', 'kept'] as const;
export type HandOverStatus = (typeof handOverStatuses)[number];

/** Somebody of the same group and State who could take over. */
export interface Candidate {
  personId: string;
  role: string;
  /** `YYYY-MM-DD`; null: since ever. */
  validFrom: string | null;
  sortName: string;
}

/** Why somebody is proposed. */
export type ProposedAs = 'successor' | 'contact';

/** Who does the work of a State in a group, first to last. */
const roles = ['member', 'alternate', 'chair', 'observer', 'secretariat'];
const rankOf = (role: string) => (roles.includes(role) ? roles.indexOf(role) : roles.length);

/**
 * The successor in the group: a member before an alternate; of several the one who came last, because they took the place.
 */
function successorOf(candidates: readonly Candidate[]): Candidate | undefined {
  const since = ({ validFrom }: Candidate) => validFrom ?? '';
  return [...candidates].sort(
    (a, b) =>
      rankOf(a.role) - rankOf(b.role) ||
      (since(a) === since(b) ? 0 : since(a) < since(b) ? 1 : -1) ||
      (a.sortName < b.sortName ? -1 : 1),
  )[0];
}

/**
 * Who is proposed to take over: the successor in the group, else the State's contact; null: nobody is known.
 * @param taken ids of persons who have a line of the same action already
 */
export function proposalFor(
  { candidates, contacts }: { candidates: readonly Candidate[]; contacts: readonly string[] },
  taken: ReadonlySet<string>,
): { personId: string; as: ProposedAs } | null {
  const next = successorOf(candidates.filter(({ personId }) => !taken.has(personId)));
  if (next) return { personId: next.personId, as: 'successor' };
  const contact = contacts.find((personId) => !taken.has(personId));
  return contact === undefined ? null : { personId: contact, as: 'contact' };
}
