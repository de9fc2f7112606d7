import MarkdownIt from 'markdown-it';

type InlineRule = ReturnType<MarkdownIt['inline']['ruler']['getRules']>[number];
type InlineState = Parameters<InlineRule>[0];

const lineBreak = /<br\s*\/?>/iy;
const entity = /&#x([0-9a-f]{1,6});/iy;
const escapable = /^[*_[\]<&]/;
const atStart = /^[#>+|:.-]/;
const lengths: Record<string, number> = { '*': 2, _: 1 };

/** `<br>`, also where a line end would end the block. */
export const lineBreakRule: InlineRule = (state, silent) => {
  const found = at(state, lineBreak);
  if (!found) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += found[0].length;
  return true;
};

/** `&#x2a;`: the way to write what would else be read as a sign. Names such as `&amp;` are letters. */
export const entityRule: InlineRule = (state, silent) => {
  const found = at(state, entity);
  const code = Number.parseInt(found?.[1] ?? '', 16);
  if (!found || !state.md.utils.isValidEntityCode(code)) return false;
  if (!silent) state.pending += state.md.utils.fromCodePoint(code);
  state.pos += found[0].length;
  return true;
};

/** A backslash goes only before a sign that it saves from being read as one: `C:\Felles` and `\\server` stay. */
export const escapeRule: InlineRule = (state, silent) => {
  if (state.src[state.pos] !== '\\' || !isEscapable(state, state.pos + 1)) return false;
  if (!silent) state.pending += state.src[state.pos + 1]!;
  state.pos += 2;
  return true;
};

function isEscapable(state: InlineState, position: number): boolean {
  const after = state.src.slice(position, position + 2);
  if (escapable.test(after) || after === '![') return true;
  if (!atStart.test(after)) return false;
  const before = shortBeginning(state.src, position - 1);
  return after.startsWith('.') ? /^\d{1,9}$/.test(before ?? '') : before === '';
}

const longestBeginning = 40;

/** What stands before a place on its line, if it is no more than blanks and a number; null: more. */
function shortBeginning(text: string, end: number): string | null {
  let start = end;
  while (start > 0 && end - start < longestBeginning && /[\d \t]/.test(text[start - 1]!)) start -= 1;
  return start === 0 || text[start - 1] === '\n' ? text.slice(start, end).trimStart() : null;
}

/** `**strong**` and `_emphasised_` around whole words only; any other number of signs, and a single `*`, is letters. */
export const emphasisRule: InlineRule = (state, silent) => {
  const sign = state.src[state.pos] ?? '';
  if (silent || !(sign in lengths)) return false;
  const run = state.scanDelims(state.pos, false);
  for (let count = 0; count < run.length; count += 1) {
    state.push('text', '', 0).content = sign;
    if (run.length !== lengths[sign]) continue;
    state.delimiters.push({
      marker: sign.charCodeAt(0),
      length: run.length,
      token: state.tokens.length - 1,
      end: -1,
      open: run.can_open,
      close: run.can_close,
    });
  }
  state.pos += run.length;
  return true;
};

const anyLink = (() => {
  const { ruler } = new MarkdownIt('zero').inline;
  ruler.enableOnly('link');
  return ruler.getRules('')[0]!;
})();

/** `[words](address)`; the tokenizer would make a link of `[words]()` too. */
export const linkRule: InlineRule = (state, silent) => {
  const { pos, pending } = state;
  const { length } = state.tokens;
  if (!anyLink(state, silent)) return false;
  if (
    silent ||
    state.tokens
      .slice(length)
      .find(({ type }) => type === 'link_open')
      ?.attrGet('href')
  )
    return true;
  state.tokens.length = length;
  state.tokens_meta.length = length;
  Object.assign(state, { pos, pending });
  return false;
};

function at(state: InlineState, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = state.pos;
  return pattern.exec(state.src);
}
