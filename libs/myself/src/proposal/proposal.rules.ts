export const proposalFields = ['state', 'organisation', 'function', 'group', 'other'] as const;
/** What of oneself the coordinator decides about; `other`: in words, done by hand. */
export type ProposalField = (typeof proposalFields)[number];

export const proposalStatuses = ['waiting', 'accepted', 'declined', 'withdrawn'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

/** Decided once, and withdrawn only until then. */
export const next: Record<ProposalStatus, readonly ProposalStatus[]> = {
  waiting: ['accepted', 'declined', 'withdrawn'],
  accepted: [],
  declined: [],
  withdrawn: [],
};

/** What the register says of a person today. */
export interface Standing {
  stateCode: string | null;
  /** Newest first. */
  places: readonly { organisationId: string; organisation: string; function: string | null }[];
  groups: readonly { groupId: string; code: string }[];
}

type Fault = 'same' | 'noPlace' | null;
const plain = (text: string | null) => text?.trim().toLowerCase() ?? '';

/** What is so already, field by field. */
const already: Record<ProposalField, (value: string, now: Standing) => boolean> = {
  state: (value, { stateCode }) => stateCode === value,
  organisation: (value, { places }) => places.some(({ organisationId }) => organisationId === value),
  function: (value, { places }) => places.length > 0 && plain(places[0]!.function) === plain(value),
  group: (value, { groups }) => groups.some(({ groupId }) => groupId === value),
  other: () => false,
};

/** What is wrong with a proposal: it asks for what is so already, or for a function without a place of work. */
export function faultOf({ field, value }: { field: ProposalField; value: string }, now: Standing): Fault {
  if (field === 'function' && !now.places.length) return 'noPlace';
  return already[field](value, now) ? 'same' : null;
}

/** What a proposal would change, as the register has it today; empty: nothing. */
export function presentOf(field: ProposalField, { stateCode, places, groups }: Standing): string {
  if (field === 'state') return stateCode ?? '';
  if (field === 'organisation') return places.map((place) => place.organisation).join(', ');
  if (field === 'function') return places[0]?.function ?? '';
  return field === 'group' ? groups.map((group) => group.code).join(', ') : '';
}

/** Field → what the history of a person calls it. */
const inHistory: Record<ProposalField, string> = {
  state: 'stateCode',
  organisation: 'organisationId',
  function: 'function',
  group: 'groups',
  other: 'other',
};

/** What the history tells of a proposal: what was asked for, in place of what, and why. */
export function factsOf(
  { field, value, present }: { field: ProposalField; value: string; present: string },
  why: string | null = null,
) {
  const name = inHistory[field];
  return { fields: [name], changes: [{ field: name, from: present || null, to: value }], ...(why && { why }) };
}
