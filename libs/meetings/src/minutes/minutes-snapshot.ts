import { fromJson } from '@samrad/platform/database';
import type { MinutesPart, MinutesSnapshot } from './minutes.types.js';

type Later = 'access' | 'attribution' | 'outcome' | 'followUp';
type EarlyPart = Omit<MinutesPart, 'number' | Later> &
  Partial<Pick<MinutesPart, Later>> & { number: string | number | null };

/** Minutes as they were kept; those from before there were sessions are open and attributable. */
export function snapshotIn(kept: unknown): MinutesSnapshot {
  const { parts, ...snapshot } = fromJson<Omit<MinutesSnapshot, 'parts'> & { parts: EarlyPart[] }>(kept);
  return {
    ...snapshot,
    parts: parts.map((part) => ({
      ...part,
      number: part.number === null ? null : String(part.number),
      access: part.access ?? 'open',
      attribution: part.attribution ?? 'attributable',
      outcome: part.outcome ?? null,
      followUp: part.followUp ?? null,
    })),
  };
}
