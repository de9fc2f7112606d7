import { stateName } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import { aspectName, type AspectRow } from '../consultation/consultation.finder.js';
import type { Outcome } from './ranking.rules.js';
import type { RankingRow } from './result.finder.js';

interface Result {
  aspects: (AspectRow & Outcome)[];
  states: RankingRow[];
}

/** The result as a table with bars; `width` in per cent of all points an aspect could have. */
export function presentResult(lang: Language, { most }: { most: number }, { aspects, states }: Result) {
  const whole = states.length * most || 1;
  return {
    rows: aspects.map((aspect) => ({
      rank: aspect.points ? aspect.rank : null,
      name: aspectName(lang, aspect),
      points: aspect.points,
      firsts: aspect.firsts,
      named: aspect.named,
      width: Math.round((aspect.points / whole) * 10_000) / 100,
    })),
    answered: states
      .map(({ stateCode }) => ({ stateCode, name: stateName(stateCode, lang) }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
  };
}
