import type { StatedBy } from '@samrad/network';
import { fold } from '@samrad/platform/pure';

/** What is known of somebody who could present. */
export interface Known {
  personId: string;
  /** Who said that they know the topic; null: nobody did. */
  statedBy: StatedBy | null;
  presented: readonly Past[];
}

interface Past {
  title: string;
  topicCode: string | null;
  meetingId: string;
  meeting: string;
  heldOn: string;
}

export interface Asked {
  topicCode: string | null;
  /** Of the item: words of it are looked for in titles of past ones. */
  title: string;
}

/** Why somebody is suggested. */
export interface Reasons {
  personId: string;
  statedBy: StatedBy | null;
  /** Times they presented on the topic, and something with the same words in its title. */
  onTopic: number;
  onWords: number;
  /** The newest of these first, at most three. */
  last: Past[];
}

/** Words that say nothing about what an item is about. */
const empty = new Set([
  'about',
  'agenda',
  'brief',
  'from',
  'next',
  'other',
  'presentation',
  'session',
  'states',
  'update',
  'with',
]);

/** Words of a title that say what it is about: four letters or more, folded, without the ending of a plural. */
export function wordsOf(title: string): string[] {
  const words = fold(title).split(/[^\p{L}\p{N}]+/u);
  return [
    ...new Set(words.filter((word) => word.length > 3 && !empty.has(word)).map((word) => word.replace(/s$/, ''))),
  ];
}

/** Who fits, best first: those who presented on the topic, then those who know it, then those whose items were called alike. */
export function suggestions(known: readonly Known[], asked: Asked, most = 8): Reasons[] {
  const words = wordsOf(asked.title);
  return known
    .map((one) => reasonsOf(one, asked.topicCode, words))
    .filter(({ statedBy, onTopic, onWords }) => statedBy !== null || onTopic > 0 || onWords > 0)
    .sort(
      (a, b) =>
        hasDone(b) - hasDone(a) || weightOf(b) - weightOf(a) || later(b, a) || (a.personId < b.personId ? -1 : 1),
    )
    .slice(0, most);
}

function reasonsOf({ personId, statedBy, presented }: Known, topic: string | null, words: readonly string[]): Reasons {
  const isOn = ({ topicCode }: Past) => topic !== null && topicCode === topic;
  const isAlike = (past: Past) => !isOn(past) && wordsOf(past.title).some((word) => words.includes(word));
  const onTopic = presented.filter(isOn);
  const onWords = presented.filter(isAlike);
  return {
    ...{ personId, statedBy, onTopic: onTopic.length, onWords: onWords.length },
    last: [...onTopic, ...onWords].sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1)).slice(0, 3),
  };
}

const stated: Record<StatedBy, number> = { person: 2, coordinator: 1 };
/** What somebody has done counts more than what is said of them. */
const hasDone = ({ onTopic }: Reasons): number => (onTopic > 0 ? 1 : 0);
/** Beyond three times, once more tells nothing. */
const weightOf = ({ statedBy, onTopic, onWords }: Reasons): number =>
  Math.min(onTopic, 3) * 3 + (statedBy ? stated[statedBy] * 2 : 0) + Math.min(onWords, 3);

const later = (a: Reasons, b: Reasons): number => (a.last[0]?.heldOn ?? '').localeCompare(b.last[0]?.heldOn ?? '');
