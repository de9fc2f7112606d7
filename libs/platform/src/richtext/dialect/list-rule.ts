import MarkdownIt from 'markdown-it';
import { isNumbered, type ListMark, listMark } from './list-mark.js';

type BlockRule = ReturnType<MarkdownIt['block']['ruler']['getRules']>[number];
type BlockState = Parameters<BlockRule>[0];

const otherBlock = /^(?:#{1,6}(?:\s|$)|>(?:[\s>]|$)|\|)/;
const quote = /^>(?:[\s>]|$)/;

/**
 * Lists as people mean them. Numbers stay as typed: a number that is not the next one ends the list and opens another,
 * and beside the lines of a paragraph numbers make a list only when they begin with 1 and 2.
 */
export const listRule: BlockRule = (state, ...[line, end, silent]) => {
  const mark = listMark(wordsOf(state, line));
  if (!mark) return false;
  if (silent) return mayInterrupt(state, line, { end, mark }) && original('list')(state, line, end, true);
  return within(state, endOfList(state, line, { end, mark }), (lines) => original('list')(state, line, lines, false));
};

/** A quotation opens with `>` and a space: “>50 %” is words. */
export const quoteRule: BlockRule = (state, ...at) =>
  quote.test(wordsOf(state, at[0])) && original('blockquote')(state, ...at);

function original(name: string): BlockRule {
  return rules[name]!;
}

const rules = Object.fromEntries(['list', 'blockquote'].map((name) => [name, ruleOf(name)]));

function ruleOf(name: string): BlockRule {
  const { ruler } = new MarkdownIt('zero').block;
  ruler.enableOnly(name);
  return ruler.getRules('')[0]!;
}

function within(state: BlockState, end: number, work: (end: number) => boolean): boolean {
  const { lineMax } = state;
  state.lineMax = end;
  const done = work(end);
  state.lineMax = lineMax;
  return done;
}

interface Extent {
  end: number;
  mark: ListMark;
}

/** The next item always ends the words of the one before. */
function mayInterrupt(state: BlockState, line: number, { end, mark }: Extent): boolean {
  const isWithin = state.parentType === 'paragraph' && state.sCount[line]! >= state.blkIndent;
  if (!isWithin || mark.number === null) return true;
  return mark.number === 1 && followsAtOnce(state, line, { end, mark });
}

function followsAtOnce(state: BlockState, line: number, { end, mark }: Extent): boolean {
  const inside = state.sCount[line]! + mark.width;
  let next = line + 1;
  while (next < end && !state.isEmpty(next) && state.sCount[next]! >= inside) next += 1;
  return next < end && listMark(wordsOf(state, next))?.number === 2;
}

/** The line before which the list ends at the latest: another number, another sign, a table, a heading. */
function endOfList(state: BlockState, first: number, { end, mark }: Extent): number {
  let inside = state.sCount[first]! + mark.width;
  let last = mark;
  for (let line = first + 1; line < end; line += 1) {
    if (state.isEmpty(line) || state.sCount[line]! >= inside) continue;
    const next = listMark(wordsOf(state, line));
    if (next ? !continues(last, next) : opensOther(state, line)) return line;
    if (!next) continue;
    inside = state.sCount[line]! + next.width;
    last = next;
  }
  return end;
}

function continues(last: ListMark, next: ListMark): boolean {
  return last.sign === next.sign && (last.number === null || next.number === last.number + 1);
}

/** Words right below an item belong to it, unless they open something else. */
function opensOther(state: BlockState, line: number): boolean {
  const words = wordsOf(state, line);
  return isNumbered(words) || otherBlock.test(words) || state.isEmpty(line - 1);
}

function wordsOf(state: BlockState, line: number): string {
  return state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
}
