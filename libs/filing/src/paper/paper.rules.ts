/** What is written out of a meeting. */
export const paperKinds = ['agenda', 'minutes', 'participants', 'decisions', 'comments'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What can be left out of each. */
export const parts = {
  agenda: ['changes', 'presenters', 'notes', 'documents'],
  minutes: ['participants', 'text', 'decisions', 'actions', 'annexes'],
  participants: ['absent'],
  decisions: ['items'],
  comments: ['quotes'],
} as const satisfies Record<PaperKind, readonly string[]>;

interface Attended {
  presence: string | null;
  answer: string | null;
}

/** How somebody stands on the list of participants; once attendance is noted, answers count no more. */
export function standingOf({ presence, answer }: Attended, isNoted: boolean): 'here' | 'away' {
  if (isNoted) return presence === 'on_site' || presence === 'online' ? 'here' : 'away';
  return answer === 'accepted' ? 'here' : 'away';
}
