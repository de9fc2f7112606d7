/** What can be changed of an action. */
interface Facts {
  title: string;
  description: string | null;
  dueOn: string | null;
  priority: string;
  audience: string;
  topicId?: string | null;
}

/** One field of an action that was changed; the values of a description and a topic are left out. */
export interface ActionFieldChange {
  field: keyof Facts;
  from?: string | null;
  to?: string | null;
}

const named = ['title', 'description', 'dueOn', 'priority', 'audience'] as const;
/** Kept without values: too long for a line, or an id that says nothing. */
const bare = new Set<keyof Facts>(['description', 'topicId']);

/** For the history: which fields were changed, from what to what. Nothing is said of a topic that is left as it was. */
export function changesOf(before: Facts, after: Facts): ActionFieldChange[] {
  const hasMoved = after.topicId !== undefined && after.topicId !== (before.topicId ?? null);
  const fields = [...named.filter((name) => before[name] !== after[name]), ...(hasMoved ? ['topicId' as const] : [])];
  return fields.map((field) => (bare.has(field) ? { field } : { field, from: before[field], to: after[field] }));
}
