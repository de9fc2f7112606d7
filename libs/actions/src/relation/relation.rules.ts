/** How one action can stand to another. */
export const relationKinds = ['depends_on', 'supersedes'] as const;
export type RelationKind = (typeof relationKinds)[number];

/** The same seen from either side, as a form offers it. */
export const relationChoices = ['depends_on', 'needed_by', 'supersedes', 'superseded_by'] as const;
export type RelationChoice = (typeof relationChoices)[number];

export interface Link {
  kind: RelationKind;
  /** Id of the action that depends or supersedes. */
  from: string;
  /** Id of the one it depends on, or supersedes. */
  to: string;
}

/** `id` cannot be finished before `next` is: it depends on it, or was replaced by it. */
export interface Step {
  id: string;
  next: string;
  because: 'depends_on' | 'superseded_by';
}

/** As it is kept: the two sides of a choice are one relation. */
export function linkOf(choice: RelationChoice, id: string, other: string): Link {
  if (choice === 'depends_on' || choice === 'supersedes') return { kind: choice, from: id, to: other };
  return { kind: choice === 'needed_by' ? 'depends_on' : 'supersedes', from: other, to: id };
}

const stepOf = ({ kind, from, to }: Link): Step =>
  kind === 'depends_on'
    ? { id: from, next: to, because: 'depends_on' }
    : { id: to, next: from, because: 'superseded_by' };

/**
 * The circle that a new relation would close, step by step from where it begins; null when there is none. Who depends on
 * something that was replaced depends on what replaced it.
 */
export function circleOf(wanted: Link, known: readonly Link[]): Step[] | null {
  const first = stepOf(wanted);
  const onwards = new Map<string, Step[]>();
  for (const step of known.map(stepOf)) onwards.set(step.id, [...(onwards.get(step.id) ?? []), step]);
  const ways: Step[][] = [[first]];
  const seen = new Set([first.next]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    const here = way.at(-1)!.next;
    if (here === first.id) return way;
    for (const step of onwards.get(here) ?? []) {
      if (step.next !== first.id && seen.has(step.next)) continue;
      seen.add(step.next);
      ways.push([...way, step]);
    }
  }
  return null;
}

/** What stands in the way besides a circle: the end of a locale key under `actions.relation.refused`; null: nothing. */
export function refusalOf(
  wanted: Link,
  known: readonly Link[],
): 'itself' | 'already' | 'superseded' | 'replaced' | null {
  const { kind, from, to } = wanted;
  if (from === to) return 'itself';
  if (known.some((link) => link.from === from && link.to === to)) return 'already';
  const isReplaced = (id: string) => known.some((link) => link.kind === 'supersedes' && link.to === id);
  if (isReplaced(to)) return 'superseded';
  return kind === 'supersedes' && isReplaced(from) ? 'replaced' : null;
}

/** `A-118`, `a118` or `118`: the number of the action that is meant; null: none. */
export function numberIn(text: string): number | null {
  const digits = /^(?:a-?)?([1-9]\d{0,8})$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
