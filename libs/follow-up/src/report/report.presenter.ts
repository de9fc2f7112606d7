import { stateName } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import type { ReportRow, TopicRow } from './report.finder.js';
import type { Standing } from './report.rules.js';
import { saidBy } from './showing/tour.js';

const tags: Record<Standing, { color: 'neutral' | 'info' | 'success'; icon: string }> = {
  missing: { color: 'neutral', icon: 'Clock' },
  written: { color: 'info', icon: 'PencilWriting' },
  cleared: { color: 'success', icon: 'CheckmarkCircle' },
};

export const standingTag = (standing: Standing) => ({ ...tags[standing], key: `followUp.report.standing.${standing}` });

/** The report of a State as pages show it. */
export function presentReport(report: ReportRow, topics: readonly TopicRow[], lang: Language) {
  const said = saidBy(report, topics, lang);
  const [last] = [...said].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  return {
    stateCode: report.stateCode,
    state: stateName(report.stateCode, lang),
    standing: report.standing,
    tag: standingTag(report.standing),
    isLate: report.isLate,
    said: said.map(({ topicId, title, text }) => ({ topicId, title, text })),
    saved: last ? { by: last.savedBy, at: last.savedAt } : null,
    cleared: report.isCleared ? { by: report.clearedBy, at: report.clearedAt } : null,
  };
}
