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
  /** Off, put off, or on. Absent: told before this was remembered. */
  life?: Life;
  /** Newest version of the agenda. Absent: told before this was remembered. */
  agenda?: number | null;
  /** The version that people are to be told of by a mail of its own. */
  agendaToTell?: number | null;
}

export type Life = 'called' | 'cancelled' | 'postponed';

/** In the order in which a mail names them. */
export const toldFields = ['title', 'when', 'where', 'video', 'answerBy', 'about', 'agenda'] as const;
export type ToldField = (typeof toldFields)[number];

const partsOf: Record<ToldField, readonly (keyof ToldFacts)[]> = {
  title: ['title'],
  when: ['startWall', 'endWall', 'zone'],
  where: ['place'],
  video: ['videoUrl'],
  answerBy: ['answerBy'],
  about: ['description'],
  agenda: ['agenda'],
};

export function differing(before: ToldFacts, after: ToldFacts): ToldField[] {
  const fields = toldFields.filter((field) => field !== 'agenda' || before.agenda !== undefined);
  return fields.filter((field) => partsOf[field].some((part) => (before[part] ?? '') !== (after[part] ?? '')));
}

/** The new agenda is all there is to tell. */
export const isAgendaAlone = (before: ToldFacts, after: ToldFacts): boolean =>
  before.life === after.life && differing(before, after).every((field) => field === 'agenda');

/** Whether there is nothing to tell. Only of an agenda that is to be told is there a mail. */
export const isToldAlready = (before: ToldFacts, after: ToldFacts): boolean =>
  isAgendaAlone(before, after) && (after.agendaToTell ?? 0) <= (before.agenda ?? 0);

/** The same time, and on as before: an answer to the one is an answer to the other. */
export const isSameTime = (before: ToldFacts, after: ToldFacts): boolean =>
  (before.life ?? after.life) === after.life && !differing(before, after).includes('when');

/** What a mail tells of a meeting. */
export function factsOf(meeting: MeetingRow): ToldFacts {
  const { startWall, endWall, zone, place, videoUrl, answerBy, description } = meeting;
  const { agendaNumber: agenda, agendaToTell } = meeting;
  const said = { place, videoUrl, answerBy, description, agenda, agendaToTell };
  return { title: titleOf(meeting), startWall, endWall, zone, ...said, life: lifeOf(meeting) };
}

export const lifeOf = ({ status }: MeetingRow): Life =>
  status === 'cancelled' || status === 'postponed' ? status : 'called';

/** Line breaks cannot be typed into a name or title, but imported; in a mail header they would be refused. */
export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
/** `REG 41: Return and reintegration`. */
export const titleOf = (meeting: MeetingRow): string =>
  oneLine([referenceOf(meeting), meeting.title].filter(Boolean).join(': '));
