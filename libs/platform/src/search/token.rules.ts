import { foldLetters } from '../pure/fold.js';

/**
 * What one word of a text or of a search becomes. Every token is plain ASCII and begins with a mark of two letters, so
 * that no database drops it for being short or common, and both cut, compare and find the same.
 */
const mark = { word: 'zz', inside: 'yy', code: 'cc', titleWord: 'tt', titleCode: 'tc' } as const;

/** Letters of a token that count; MariaDB keeps 84. */
const longest = 60;
/** A part of a word is found from this many letters on, in words at least twice as long. */
const shortestPart = 4;
/** Numbers of a code that are put together, e.g. three in 2008/115/EC. */
const mostParts = 6;
const mostTerms = 8;

/** Marks that nobody sees: soft hyphen, joiners, spaces without width. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Letters and digits, and what holds the parts of a code together. */
const run = /[\p{L}\p{N}]+(?:[/.:_\-\u2010\u2011\u2013][\p{L}\p{N}]+)*/gu;
const between = /[/.:_\-\u2010\u2011\u2013]/;

/** One thing that is looked for. */
export interface Term {
  kind: 'word' | 'code';
  /** Without its mark. */
  token: string;
  /** Folded as typed, for finding its place in a text. */
  typed: string;
}

const runsOf = (text: string): string[] => foldLetters(text.replace(unseen, '')).match(run) ?? [];
const isCode = (parts: string[]): boolean => parts.length > 1 && parts.some((part) => /\p{N}/u.test(part));

/** Letters of other scripts by their number, five characters each, so that a beginning stays a beginning. */
const ascii = (letter: string): string =>
  /^[a-z0-9]$/.test(letter) ? letter : `j${letter.codePointAt(0)!.toString(36).padStart(4, '0')}`;
const encoded = (word: string): string =>
  /^[a-z0-9]*$/.test(word) ? word.slice(0, longest) : [...word].map(ascii).join('').slice(0, longest);
const joined = (parts: string[]): string => parts.map(encoded).join('q').slice(0, longest);

/** What is looked for: at most eight words and codes. Nothing of what was typed is left to be a command. */
export function termsOf(query: string): Term[] {
  const terms = new Map<string, Term>();
  for (const typed of runsOf(query)) {
    const parts = typed.split(between);
    const found: Term[] = isCode(parts)
      ? [{ kind: 'code', token: joined(parts.slice(0, mostParts)), typed }]
      : parts.map((part) => ({ kind: 'word', token: encoded(part), typed: part }));
    for (const term of found) terms.set(`${term.kind} ${term.token}`, term);
  }
  return [...terms.values()].slice(0, mostTerms);
}

/** The text of the index for one passage: each token once. */
export function tokensOf(title: string, texts: readonly string[]): string {
  const tokens = new Set<string>();
  collect(tokens, title, true);
  for (const text of texts) collect(tokens, text, false);
  return [...tokens].join(' ');
}

function collect(tokens: Set<string>, text: string, isTitle: boolean): void {
  for (const found of new Set(runsOf(text))) {
    const parts = found.split(between);
    if (isCode(parts)) addCode(tokens, parts.slice(0, mostParts), isTitle);
    for (const part of parts) addWord(tokens, part, isTitle);
  }
}

function addWord(tokens: Set<string>, word: string, isTitle: boolean): void {
  const token = encoded(word);
  tokens.add(mark.word + token);
  if (isTitle) tokens.add(mark.titleWord + token);
  const letters = [...word].slice(0, 40);
  if (letters.length < 2 * shortestPart) return;
  for (let at = 2; at <= letters.length - shortestPart; at += 1) {
    tokens.add(mark.inside + encoded(letters.slice(at).join('')));
  }
}

/** From each of its parts on: `115/EC` is found as well. */
function addCode(tokens: Set<string>, parts: string[], isTitle: boolean): void {
  for (let at = 0; at < parts.length - 1; at += 1) {
    const token = joined(parts.slice(at));
    tokens.add(mark.code + token);
    if (isTitle) tokens.add(mark.titleCode + token);
  }
}

/** How a term may be met: as the beginning of a word or within one; in a title; as a whole. */
export type Meeting = 'anywhere' | 'title' | 'whole';

/** The prefixes (or whole tokens) of which one must be there. */
export function waysToMeet({ kind, token }: Term, meeting: Meeting): string[] {
  if (meeting === 'title') return [(kind === 'code' ? mark.titleCode : mark.titleWord) + token];
  if (kind === 'code') return [mark.code + token];
  const word = mark.word + token;
  return meeting === 'anywhere' && token.length >= shortestPart ? [word, mark.inside + token] : [word];
}
