import type { Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';
import type { AgendaLine } from '../../agenda/agenda.types.js';

const shown = 8;

/** The agenda as a mail has room for it. */
export interface BriefAgenda {
  /** `start`: the clock time, with its day when that is not the day the meeting begins. */
  lines: { number: string | null; title: string; start: string }[];
  /** Items that are left out; the whole agenda is linked. */
  more: number;
}

/** @param startWall when the meeting begins: `2026-11-26T09:00` */
export function briefAgenda(items: readonly AgendaLine[], startWall: string, language: Language): BriefAgenda {
  const lines = items.slice(0, shown).map(({ number, title, start }) => {
    const clock = start.slice(11, 16);
    const isSameDay = start.slice(0, 10) === startWall.slice(0, 10);
    return { number, title, start: isSameDay ? clock : `${formatDay(start, language)} ${clock}` };
  });
  return { lines, more: Math.max(items.length - shown, 0) };
}
