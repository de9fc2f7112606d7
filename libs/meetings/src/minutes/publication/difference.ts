import { sessionAccesses, type SessionAccess } from '../../agenda/session/session.types.js';
import { annexesFor } from '../annex/annex.rules.js';
import { paragraphsOf } from '../comments/paragraphs.js';
import { isSameContent } from '../minutes.rules.js';
import type { MinutesPart, MinutesSnapshot } from '../minutes.types.js';

/** What is different under one item. */
export interface PartDifference {
  number: string | null;
  title: string | null;
  /** Who was there, not an item. */
  isAttendance?: boolean;
  /** Paragraphs that stood there before and do not any more, and those that are new: in words. */
  gone: string[];
  added: string[];
}

/** Paragraph by paragraph, in the order of the new text; what is the same is left out. */
export function differenceBetween(before: MinutesSnapshot, after: MinutesSnapshot): PartDifference[] {
  const attendance = namesDiffer(before, after);
  const keys = [...new Set([...after.parts, ...before.parts].map(keyOf))];
  const parts = keys.flatMap((key) => {
    const [was, is] = [before, after].map(({ parts }) => parts.find((part) => keyOf(part) === key));
    const [old, now] = [textsOf(was), textsOf(is)];
    const [gone, added] = [without(old, now), without(now, old)];
    const { number, title } = (is ?? was)!;
    return gone.length || added.length ? [{ number, title, gone, added }] : [];
  });
  return [...attendance, ...parts];
}

/** Those who are noted as present now and were not, and the other way round. */
function namesDiffer(before: MinutesSnapshot, after: MinutesSnapshot): PartDifference[] {
  const [old, now] = [before, after].map(({ present }) => present.map(({ name }) => name));
  const [gone, added] = [without(old!, now!), without(now!, old!)];
  return gone.length || added.length ? [{ number: null, title: null, isAttendance: true, gone, added }] : [];
}

const keyOf = ({ sectionId, itemId }: MinutesPart): string => sectionId ?? itemId ?? 'other';

const textsOf = (part: MinutesPart | undefined): string[] =>
  part ? paragraphsOf(part).map(({ plain }) => plain.replace(/\s+/g, ' ').trim()) : [];

/** Those of the first list that the second has not, each as often as it has not. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

/**
 * Whom a change concerns: null for everybody who reads the minutes, when anything open is different; otherwise those for
 * whom the narrowest of the changed sessions is.
 */
export function accessOfChange(before: MinutesSnapshot, after: MinutesSnapshot): SessionAccess | null {
  if (!isSameContent(aboveParts(before), aboveParts(after))) return null;
  const keys = [...new Set([...after.parts, ...before.parts].map(keyOf))];
  const changed = keys.flatMap((key) => {
    const [was, is] = [before, after].map(({ parts }) => parts.find((part) => keyOf(part) === key));
    return isSameContent(saidIn(was), saidIn(is)) ? [] : [widest([was, is])];
  });
  const all = [...changed, ...annexedFor(before, after)];
  if (!all.length || all.includes('open')) return null;
  return sessionAccesses.findLast((access) => all.includes(access))!;
}

const aboveParts = ({ parts: _parts, annexes: _annexes, ...snapshot }: MinutesSnapshot) => snapshot;

/** Of which sessions something in the annexes is different. */
const annexedFor = (before: MinutesSnapshot, after: MinutesSnapshot): SessionAccess[] =>
  sessionAccesses.filter((access) => {
    const [was, is] = [before, after].map(({ annexes }) => annexesFor(annexes, (one) => one === access));
    return !isSameContent(was, is);
  });

/** Not the number and the times: they follow the agenda. */
const saidIn = (part: MinutesPart | undefined) => {
  const { title, content, decisions, actions, access, attribution } = part ?? {};
  return { title, content, decisions, actions, access, attribution };
};

const widest = (parts: (MinutesPart | undefined)[]): SessionAccess =>
  sessionAccesses.find((access) => parts.some((part) => part?.access === access))!;
