import type { StatedBy } from '@samrad/network';

/** The filters that ask for expertise. */
export const kinds = ['topic', 'language', 'country', 'method'] as const;
export type Kind = (typeof kinds)[number];

/** One thing that a person knows, as the register has it. */
export interface Fact {
  personId: string;
  kind: Kind;
  code: string;
  statedBy: StatedBy;
}

interface Past {
  personId: string;
  topicCode: string | null;
  meetingId: string;
  meeting: string;
  title: string;
  heldOn: string;
}

/** Why somebody was found, and how sure that is. */
export interface Why {
  filter: Kind;
  value: string;
  sure: StatedBy | 'presented';
  meeting?: { id: string; name: string; title: string; heldOn: string };
}

export type Asked = Partial<Record<Kind, readonly string[]>>;

/**
 * For everything that is asked for, by a filter or by a word: who stated it; and the newest time that they presented on the topic, which is
 * said beside it.
 */
export function whyFound(
  asked: Asked,
  personId: string,
  known: { facts: readonly Fact[]; past: readonly Past[] },
): Why[] {
  const why = (kind: Kind, value: string): Why[] => {
    const stated = known.facts
      .filter((fact) => fact.personId === personId && fact.kind === kind && fact.code === value)
      .map(({ statedBy }): Why => ({ filter: kind, value, sure: statedBy }));
    return kind === 'topic' ? [...stated, ...presented(value, personId, known.past)] : stated;
  };
  return kinds.flatMap((kind) => (asked[kind] ?? []).flatMap((value) => why(kind, value)));
}

function presented(value: string, personId: string, past: readonly Past[]): Why[] {
  const newest = past.find((one) => one.personId === personId && one.topicCode === value);
  if (!newest) return [];
  const { meetingId: id, meeting: name, title, heldOn } = newest;
  return [{ filter: 'topic', value, sure: 'presented', meeting: { id, name, title, heldOn } }];
}

/** The choices of a filter, the most frequent first. */
export function mostFrequent(counts: ReadonlyMap<string, number>, labels: ReadonlyMap<string, string>) {
  return [...counts]
    .map(([value, persons]) => ({ value, persons, label: labels.get(value) ?? value }))
    .sort((a, b) => b.persons - a.persons || a.label.localeCompare(b.label));
}
