import { fromJson } from '@samrad/platform/database';
import type { AgendaLine, AgendaSnapshot } from './agenda.types.js';

type Early = Omit<AgendaLine, 'number' | 'session' | 'group' | 'isSub'> &
  Partial<Pick<AgendaLine, 'session' | 'group' | 'isSub'>> & { number: string | number | null };

/** A version as it was kept; those from before there were sessions have plain numbers and nothing closed. */
export function snapshotIn(kept: unknown): AgendaSnapshot {
  const { items, ...times } = fromJson<Omit<AgendaSnapshot, 'items'> & { items: Early[] }>(kept);
  return {
    ...times,
    items: items.map((item) => ({
      ...item,
      number: item.number === null ? null : String(item.number),
      isSub: item.isSub ?? false,
      session: item.session ?? null,
      group: item.group ?? null,
    })),
  };
}
