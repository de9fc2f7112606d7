import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { referenceOf } from '../../meeting/meeting.rules.js';

/** What the last mail told a person of a meeting, so that the next one can say what has changed. */
export interface ToldFacts {
  title: string;
  startWall: string;
  endWall: string;
  zone: string;
  place: string | null;
  videoUrl: string | null;
  answerBy: string | null;
  description: string | null;
}

/** In the order in which a mail names them. */
export const toldFields = ['title', 'when', 'where', 'video', 'answerBy', 'about'] as const;
export type ToldField = (typeof toldFields)[number];

const partsOf: Record<ToldField, readonly (keyof ToldFacts)[]> = {
  title: ['title'],
  when: ['startWall', 'endWall', 'zone'],
  where: ['place'],
  video: ['videoUrl'],
  answerBy: ['answerBy'],
  about: ['description'],
};

export function differing(before: ToldFacts, after: ToldFacts): ToldField[] {
  return toldFields.filter((field) => partsOf[field].some((part) => (before[part] ?? '') !== (after[part] ?? '')));
}

/** What a mail tells of a meeting. */
export function factsOf(meeting: MeetingRow): ToldFacts {
  const { startWall, endWall, zone, place, videoUrl, answerBy, description } = meeting;
  return { title: titleOf(meeting), startWall, endWall, zone, place, videoUrl, answerBy, description };
}

/** Line breaks cannot be typed into a name or title, but imported; in a mail header they would be refused. */
export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
/** `REG 41: Return and reintegration`. */
export const titleOf = (meeting: MeetingRow): string =>
  oneLine([referenceOf(meeting), meeting.title].filter(Boolean).join(': '));
