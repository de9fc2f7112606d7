/** Who is in a group by a rule. Within a field one of the values is enough; of the fields all must hold. */
export interface MemberRule {
  /** Kinds of organisation that somebody works for today. */
  types: string[];
  /** States of the persons; of whoever has none, those of their organisation. */
  states: string[];
  /** Sets of States, beside those named one by one. */
  stateSets: StateSet[];
  topics: string[];
  languages: string[];
  /** Countries of origin that they know. */
  countries: string[];
  methods: string[];
  /** In the words of their function today. */
  functionWords: string | null;
  /** In one of these groups. */
  groups: string[];
  /** With one of these roles there; without groups, in any group. */
  roles: string[];
}

export const stateSets = ['nordic', 'baltic', 'member', 'observer'] as const;
export type StateSet = (typeof stateSets)[number];

export const recipientStates = ['all', 'without_member', 'without_answer'] as const;
/** Whose representatives are meant: of all States, of those without a member in the group, of those without an answer. */
export type RecipientStates = (typeof recipientStates)[number];

export const noRule: MemberRule = {
  ...{ types: [], states: [], stateSets: [], topics: [], languages: [], countries: [], methods: [] },
  ...{ functionWords: null, groups: [], roles: [] },
};

const regions: Partial<Record<StateSet, readonly string[]>> = {
  nordic: ['DK', 'FI', 'IS', 'NO', 'SE'],
  baltic: ['EE', 'LT', 'LV'],
};

/** A rule that asks nothing would let everybody in: it is none. */
export const ruleOrNone = (rule: MemberRule): MemberRule | null =>
  Object.values(rule).some((value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
    ? rule
    : null;

export interface TakingPart {
  stateCode: string;
  kind: string;
}

/** The States that a rule means. @param takingPart on the day; null: the rule says nothing about States */
export function statesMeant(rule: MemberRule, takingPart: readonly TakingPart[]): string[] | null {
  if (!rule.states.length && !rule.stateSets.length) return null;
  const ofSets = rule.stateSets.flatMap(
    (set) => regions[set] ?? takingPart.filter(({ kind }) => kind === set).map(({ stateCode }) => stateCode),
  );
  return [...new Set([...rule.states, ...ofSets])].sort();
}

/** What a group consists of, besides those who were put in one by one. */
export interface Composition {
  id: string;
  code: string;
  rule: MemberRule | null;
  /** Ids of the groups within it. */
  parts: string[];
}

/** Groups that decide who is in this one. */
export const basesOf = ({ rule, parts }: Pick<Composition, 'rule' | 'parts'>): string[] => [
  ...parts,
  ...(rule?.groups ?? []),
];

/** Nobody is in but those who were put in. */
export const isPlain = ({ rule, parts }: Pick<Composition, 'rule' | 'parts'>): boolean => !rule && !parts.length;

/**
 * The circle that a group would close by containing itself, as short names from the group back to it; null: there is none.
 * @param all as they would be
 */
export function circleOf(id: string, all: ReadonlyMap<string, Composition>): string[] | null {
  const seen = new Set<string>();
  const walk = (at: string): string[] | null => {
    for (const base of basesOf(all.get(at) ?? { rule: null, parts: [] })) {
      if (base === id) return [at, base];
      if (seen.has(base)) continue;
      seen.add(base);
      const rest = walk(base);
      if (rest) return [at, ...rest];
    }
    return null;
  };
  return walk(id)?.map((one) => all.get(one)?.code ?? one) ?? null;
}

const order = ['chair', 'member', 'alternate', 'secretariat', 'observer'];
export const roleRank = (role: string): number => order.indexOf(role);

/** Each person once, with the part in the group that weighs most, in the order they came. */
export function eachOnce<M extends { personId: string; role: string }>(members: readonly M[]): M[] {
  const best = new Map<string, M>();
  for (const member of members) {
    const known = best.get(member.personId);
    if (!known || roleRank(member.role) < roleRank(known.role)) best.set(member.personId, member);
  }
  return [...best.values()];
}

interface Represents {
  role: string;
  stateCode: string | null;
}

/**
 * Those of a group whom a name means.
 * @param silent States without an answer; needed only where the name asks for them
 */
export function meantBy<M extends Represents>(
  { roles, states }: { roles: readonly string[]; states: RecipientStates },
  members: readonly M[],
  silent: readonly string[] = [],
): M[] {
  const withMember = new Set(
    members.filter(({ role }) => role === 'chair' || role === 'member').map(({ stateCode }) => stateCode),
  );
  return members.filter(({ role, stateCode }) => {
    if (roles.length && !roles.includes(role)) return false;
    if (states === 'all') return true;
    if (stateCode === null) return false;
    return states === 'without_member' ? !withMember.has(stateCode) : silent.includes(stateCode);
  });
}
