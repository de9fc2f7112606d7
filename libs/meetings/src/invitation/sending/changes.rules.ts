/** What an organiser did to a meeting since people were told last. */
export interface Happened {
  kind: string;
  at: string;
  data: { fields?: unknown };
}

/** What people are told of, in the order in which it is named to organisers. */
export const changeKinds = [
  'cancelled',
  'postponed',
  'time',
  'place',
  'video',
  'title',
  'answerBy',
  'description',
  'agenda',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Events after which there may be news. */
export const changing = [
  'meeting.rescheduled',
  'meeting.updated',
  'meeting.cancelled',
  'meeting.postponed',
  'meeting.agenda_to_tell',
];
/** Events after which everybody knows, or is not to be told. */
export const settling = ['meeting.called', 'meeting.changes_sent', 'meeting.changes_dropped', 'meeting.day_held'];

const kindOfField: Record<string, ChangeKind> = {
  startWall: 'time',
  endWall: 'time',
  zone: 'time',
  place: 'place',
  videoUrl: 'video',
  title: 'title',
  seriesId: 'title',
  number: 'title',
  answerBy: 'answerBy',
  description: 'description',
};

/**
 * What has changed since people were told last, each kind once.
 * @param events newest first, as far back as the last one that settled things
 */
export function changesIn(events: readonly Happened[]): ChangeKind[] {
  const found = new Set(sinceSettled(events).flatMap(kindsOf));
  return changeKinds.filter((kind) => found.has(kind));
}

/** When the last of the changes was made; null: there is none. */
export function lastChangeIn(events: readonly Happened[]): string | null {
  return sinceSettled(events)[0]?.at ?? null;
}

/** Every further change starts the pause anew, so that one session of edits becomes one mail. */
export const dueAt = (lastChange: string, delaySeconds: number): string =>
  new Date(Date.parse(lastChange) + delaySeconds * 1000).toISOString();

function sinceSettled(events: readonly Happened[]): Happened[] {
  const settled = events.findIndex(({ kind }) => settling.includes(kind));
  const since = settled < 0 ? events : events.slice(0, settled);
  return since.filter(({ kind }) => changing.includes(kind));
}

function kindsOf({ kind, data }: Happened): ChangeKind[] {
  if (kind === 'meeting.cancelled') return ['cancelled'];
  if (kind === 'meeting.postponed') return ['postponed'];
  if (kind === 'meeting.agenda_to_tell') return ['agenda'];
  const fields = Array.isArray(data.fields) ? (data.fields as string[]) : [];
  return fields.map((field) => kindOfField[field]).filter((one) => one !== undefined);
}
