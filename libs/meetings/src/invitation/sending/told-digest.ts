import { createHash } from 'node:crypto';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { factsOf, lifeOf } from './told-facts.rules.js';

/** What a person who was called knows of a meeting: when this differs from what was sent, there is news. */
export function digestOf(meeting: MeetingRow): string {
  const { title, startWall, endWall, zone, ...rest } = factsOf(meeting);
  const { place, videoUrl, answerBy, description } = rest;
  const optional = [place, videoUrl, answerBy, description].map((fact) => fact ?? '');
  const agenda = rest.agendaToTell ? [`agenda ${rest.agendaToTell}`] : [];
  return hashed([title, startWall, endWall, zone, ...optional, lifeOf(meeting), ...agenda]);
}

/** What somebody knows who only keeps the day free: the time. */
export function holdDigestOf(meeting: MeetingRow): string {
  const { startWall, endWall, zone } = meeting;
  return hashed(['hold', startWall, endWall, zone, lifeOf(meeting)]);
}

const hashed = (told: readonly string[]) => createHash('sha256').update(JSON.stringify(told)).digest('hex');
