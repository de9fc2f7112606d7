import type { Note, Presence } from '@samrad/meetings';

/** What is tapped on the day. `undo` takes everything back. */
export const acts = ['on_site', 'online', 'late', 'left', 'regrets', 'absent', 'undo'] as const;
export type Act = (typeof acts)[number];

/** In a meeting of one day the clock says all. */
export const isOneDay = ({ startWall, endWall }: { startWall: string; endWall: string }): boolean =>
  startWall.slice(0, 10) === endWall.slice(0, 10);

interface Where {
  place: string | null;
  videoUrl: string | null;
}

interface Before {
  presence: Presence | null;
  leftAt: string | null;
  /** How the person said that they would come. */
  answerMode: string | null;
}

interface During {
  startAt: string;
  endAt: string;
  now: string;
  place: string | null;
}

const mode = (presence: Presence | null): 'on_site' | 'online' | null =>
  presence === 'on_site' || presence === 'online' ? presence : null;

/**
 * One tap. Late and left early are noted with the present moment; before the beginning nobody is late, and after the end
 * nobody leaves early. Who comes back has not left.
 */
export function tapped(act: Act, before: Before, { startAt, endAt, now, place }: During): Note {
  const moment = now > startAt && now < endAt ? now : null;
  const how = mode(before.presence) ?? expectedMode(before, place);
  if (act === 'late') return { presence: how, arrivedAt: moment, leftAt: null };
  if (act === 'left') return { presence: how, leftAt: moment };
  if (act === 'undo') return { presence: null };
  return { presence: act, ...(comesBack(act, before) && { leftAt: null }) };
}

const expectedMode = ({ answerMode }: Before, place: string | null): 'on_site' | 'online' =>
  answerMode === 'online' || place === null ? 'online' : 'on_site';

const comesBack = (act: Act, { presence, leftAt }: Before): boolean =>
  leftAt !== null && mode(presence) !== null && (act === 'on_site' || act === 'online');

/** Buttons that make sense for somebody now, in the order of the page. */
export function actsFor(presence: Presence | null, where: Where): Act[] {
  return possible(presence).filter((act) => (act !== 'on_site' || where.place) && (act !== 'online' || where.videoUrl));
}

function possible(presence: Presence | null): Act[] {
  if (mode(presence) !== null) return ['late', 'left', presence === 'online' ? 'on_site' : 'online', 'undo'];
  if (presence !== null) return ['on_site', 'online', 'undo'];
  return ['on_site', 'online', 'late', 'regrets', 'absent'];
}
