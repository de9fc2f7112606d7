import { fromJson } from '@samrad/platform/database';
import type { AgendaLine, AgendaSnapshot } from './agenda.types.js';

type Later = 'session' | 'group' | 'isSub' | 'topicId' | 'carried';
type Early = Omit<AgendaLine, 'number' | Later> & Partial<Pick<AgendaLine, Later>> & { number: string | number | null };

/**
 * A version as it was kept. Those from before there were sessions have plain numbers and nothing closed; those from
 * before there were topics belong to none; those from before sessions were exempted name none.
 */
export function snapshotIn(kept: unknown): AgendaSnapshot {
  const { items, ...times } = fromJson<Omit<AgendaSnapshot, 'items'> & { items: Early[] }>(kept);
  return {
    ...times,
    items: items.map((item) => ({
      ...item,
      number: item.number === null ? null : String(item.number),
      isSub: item.isSub ?? false,
      topicId: item.topicId ?? null,
      carried: item.carried ?? null,
      session: item.session ? { ...item.session, exemption: item.session.exemption ?? null } : null,
      group: item.group ?? null,
    })),
  };
}
