import { Invalid, type Fault } from '@samrad/platform/errors';
import { mostOfTitle, mostTopics, type ReportCallForm, type ReportCallInput, type TopicInput } from '../report.dto.js';

/** What the form of a call means. @throws Invalid for lines that do not fit together, or no topic at all */
export function reportCallOf(form: ReportCallForm, languages: readonly string[]): ReportCallInput {
  const { states, items, message, respondBy, mostLetters } = form;
  const lines = languages.map((code) => ({ code, lines: linesOf(form[`topics-${code}`]) }));
  const topics = [...titled(lines), ...items.map((itemId): TopicInput => ({ itemId, titles: {} }))];
  const faults = { ...faultsOf(lines), ...countFaults(topics.length, `topics-${languages[0]}`), ...noStates(states) };
  if (Object.keys(faults).length) throw new Invalid(faults);
  return { states, message, respondBy, mostLetters, topics };
}

interface Lines {
  code: string;
  lines: string[];
}

const linesOf = (value: unknown): string[] =>
  (typeof value === 'string' ? value : '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The first line in each language is the first topic, and so on. */
const titled = (all: readonly Lines[]): TopicInput[] =>
  (all[0]?.lines ?? []).map((_, at) => ({
    itemId: null,
    titles: Object.fromEntries(all.flatMap(({ code, lines }) => (lines[at] ? [[code, lines[at]]] : []))),
  }));

/** A language may be left out, but not half of it. */
function faultsOf(all: readonly Lines[]): Record<string, Fault> {
  const count = all[0]?.lines.length ?? 0;
  const faults = all.flatMap(({ code, lines }): [string, Fault][] => {
    const name = `topics-${code}`;
    if (lines.some((line) => line.length > mostOfTitle))
      return [[name, { key: 'platform.invalid.tooLong', params: { maximum: mostOfTitle } }]];
    if (lines.length && lines.length !== count)
      return [[name, { key: 'followUp.report.invalid.lines', params: { count } }]];
    return [];
  });
  return Object.fromEntries(faults);
}

function countFaults(count: number, field: string): Record<string, Fault> {
  if (!count) return { [field]: { key: 'followUp.report.invalid.noTopic' } };
  if (count > mostTopics) return { [field]: { key: 'followUp.report.invalid.tooMany', params: { count: mostTopics } } };
  return {};
}

const noStates = (states: readonly string[]): Record<string, Fault> =>
  states.length ? {} : { states: { key: 'followUp.report.invalid.noState' } };
