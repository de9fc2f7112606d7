/** What an answer may say by itself. To decline takes a reason, which people read. */
export type SaidStatus = 'under_way' | 'waiting' | 'done' | 'not_applicable';

/** A line that the reminder named. */
export interface NamedLine {
  id: string;
  /** `A-118` */
  ref: string;
}

/** One thing that an answer says. */
export interface Proposal {
  /** One: it is about that. Several: who accepts chooses among them. */
  lineIds: string[];
  status: SaidStatus | null;
  note: string | null;
  /** References in the answer that the reminder did not name: people look before anything is taken over. */
  others: string[];
}

const mostOfNote = 2_000;
/** A remark in passing is longer than `ferdig!`. */
const mostOfSentence = 200;

const phrases: readonly [SaidStatus, RegExp][] = [
  ['not_applicable', /\b(not applicable|n\/a|(ikke|ikkje) (aktuelt|relevant|aktuell))(?![\p{L}\d])/iu],
  ['waiting', /(?<![\p{L}\d])(waiting (for|on)|awaiting|(venter|ventar) på)(?![\p{L}\d])/iu],
  [
    'under_way',
    /(?<![\p{L}\d])(under ?way|in progress|working on (it|this)|under arbeid|i arbeid|(jobber|jobbar|arbeider|arbeidar) (med|på)|på god vei|på god veg|i gang|påbegynt|påbyrja)(?![\p{L}\d])/iu,
  ],
  [
    'done',
    /(?<![\p{L}\d])(done|completed?|finished|ferdige?|utførte?|utført|gjort|fullførte?|fullført|fullførd|ferdigstilte?|ferdigstilt|unnagjort)(?![\p{L}\d])/iu,
  ],
];
/** It is not so, not yet, or not sure. */
const hedges =
  /(?<![\p{L}\d])(ikke|ikkje|not|never|nesten|almost|nearly|soon|snart|delvis|partly|partially|half|halvveis|halvvegs|when|once|når|hvis|viss|dersom|if|until|before|innen|innan|before|will|shall|should|can|could|might|may|vil|skal|kan|blir|bør|må|burde|håper|håpar|hope|hoping|expect|forventer|forventar|regner|reknar|unable|cannot|to be|without|uten|utan|no longer|nei|inte)(?![\p{L}\d])|n['’]t\b|\?/iu;

/**
 * The status that a few words say for certain; null as soon as there is a doubt, a condition, a question, or two that
 * contradict each other. It is a proposal in any case: people decide.
 */
export function statusIn(words: string): SaidStatus | null {
  const said = new Set(
    sentencesOf(words)
      .map(statusOfSentence)
      .filter((status) => status !== null),
  );
  return said.size === 1 ? [...said][0]! : null;
}

const sentencesOf = (words: string): string[] =>
  words
    .slice(0, mostOfNote)
    .split(/(?<=[.!?;])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

function statusOfSentence(sentence: string): SaidStatus | null {
  if (sentence.length > mostOfSentence || sentence.includes('?')) return null;
  const found = phrases.filter(([, pattern]) => pattern.test(sentence));
  if (found.length !== 1) return null;
  const [status, pattern] = found[0]!;
  return hedges.test(sentence.replace(pattern, '')) ? null : status;
}

/** `A-118`, also `a 118` and `A118`; nothing that is part of another word. */
const reference = /(?<![\p{L}\d-])a[- ]?(\d{1,9})(?![\d\p{L}])/giu;

/** References in a text, in the order in which they stand, each once. */
export const referencesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(reference)].map(([, number]) => `A-${Number(number)}`)),
];

/**
 * What an answer proposes. Of the lines that the reminder named it is about those that it names, each with the words beside
 * the name; about the only one; or about one that people choose. What it says of something else is said of none of them.
 */
export function proposalsIn(words: string, named: readonly NamedLine[]): Proposal[] {
  const all = referencesIn(words);
  const refs = all.filter((ref) => named.some((line) => line.ref === ref));
  const others = all.filter((ref) => !refs.includes(ref));
  if (others.length && !refs.length) {
    return [{ lineIds: idsOf(named), status: null, note: words.trim().slice(0, mostOfNote), others }];
  }
  if (all.length <= 1) {
    const about = refs.length ? named.filter(({ ref }) => ref === refs[0]) : named;
    return [{ ...proposal(about, words), others }];
  }
  return refs.map((ref) => ({
    ...proposal(
      named.filter((line) => line.ref === ref),
      besides(words, ref, all),
    ),
    others,
  }));
}

function proposal(about: readonly NamedLine[], words: string): Omit<Proposal, 'others'> {
  const note = withoutBareStatus(words.trim()).slice(0, mostOfNote);
  return { lineIds: idsOf(about), status: statusIn(words), note: note || null };
}

const idsOf = (lines: readonly NamedLine[]): string[] => lines.map(({ id }) => id);

/** `Ferdig!` says nothing beyond the status. */
function withoutBareStatus(words: string): string {
  const bare = words
    .replace(reference, '')
    .replace(/[\s.!,:;–-]+/g, ' ')
    .trim();
  const isBare = phrases.some(([, pattern]) => bare.replace(pattern, '').trim() === '');
  return isBare && statusIn(words) !== null ? '' : words;
}

/** The lines of text from a reference to the next line with another one. */
function besides(words: string, ref: string, refs: readonly string[]): string {
  const kept: string[] = [];
  let isTheirs = false;
  for (const line of words.split('\n')) {
    const here = referencesIn(line).filter((one) => refs.includes(one));
    if (here.length) isTheirs = here.includes(ref);
    if (isTheirs) kept.push(line);
  }
  return kept.join('\n');
}
