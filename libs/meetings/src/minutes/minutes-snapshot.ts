import { fromJson } from '@samrad/platform/database';
import type { MinutesPart, MinutesSnapshot } from './minutes.types.js';

type Later = 'access' | 'attribution' | 'outcome' | 'followUp';
type EarlyPart = Omit<MinutesPart, 'number' | Later> &
  Partial<Pick<MinutesPart, Later>> & { number: string | number | null };

type Early = Omit<MinutesSnapshot, 'parts' | 'annexes'> & { parts: EarlyPart[]; annexes?: MinutesSnapshot['annexes'] };

/** Minutes as they were kept; those from before there were sessions are open and attributable, and have no annex. */
export function snapshotIn(kept: unknown): MinutesSnapshot {
  const { parts, annexes = [], ...snapshot } = fromJson<Early>(kept);
  return {
    ...snapshot,
    annexes,
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
