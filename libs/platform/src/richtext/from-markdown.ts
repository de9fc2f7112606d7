import MarkdownIt from 'markdown-it';
import { MarkdownParser, type ParseSpec } from 'prosemirror-markdown';
import { safeHref } from './link.js';
import { normalDoc } from './normal.js';
import { type RichText, checkDoc, demandSize } from './rich-text.js';
import { schema, schemaVersion } from './schema.js';

type Token = ReturnType<MarkdownIt['parse']>[number];

const blockRules = ['table', 'blockquote', 'list', 'heading', 'paragraph'];
const inlineRules = [
  'text',
  'newline',
  'escape',
  'emphasis',
  'link',
  'image',
  'autolink',
  'entity',
  'balance_pairs',
  'fragments_join',
];
/** More than documents may have, so that too deep a text is refused by us and not cut off by the tokenizer. */
const deep = { maxNesting: 100 };
const lineBreak = /<br\s*\/?>/iy;

/** A tokenizer for the part of Markdown that rich text can hold; the rest stays as the letters that were typed. */
function tokenizer(): MarkdownIt {
  const markdown = new MarkdownIt('zero', { html: false, ...deep });
  markdown.enable([...blockRules, ...inlineRules], true);
  markdown.inline.ruler2.enable(['balance_pairs', 'emphasis', 'fragments_join'], true);
  markdown.validateLink = (address) => safeHref(address) !== null;
  markdown.normalizeLink = (address) => safeHref(address) ?? address;
  markdown.normalizeLinkText = (address) => address;
  markdown.inline.ruler.before('autolink', 'line_break', (state, silent) => {
    lineBreak.lastIndex = state.pos;
    const found = lineBreak.exec(state.src);
    if (!found) return false;
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos += found[0].length;
    return true;
  });
  markdown.core.ruler.push('pictures_as_text', (state) => {
    for (const block of state.tokens) block.children = block.children?.map(withoutPicture) ?? null;
  });
  return markdown;
}

function withoutPicture(token: Token): Token {
  if (token.type !== 'image') return token;
  token.type = 'text';
  return token;
}

const tokens: Record<string, ParseSpec> = {
  paragraph: { block: 'paragraph' },
  heading: { block: 'heading', getAttrs: (token) => ({ level: Math.min(Math.max(Number(token.tag.slice(1)), 2), 4) }) },
  blockquote: { block: 'blockquote' },
  bullet_list: { block: 'bullet_list' },
  ordered_list: { block: 'ordered_list', getAttrs: (token) => ({ order: Number(token.attrGet('start') ?? 1) }) },
  list_item: { block: 'list_item' },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'table_row' },
  th: { block: 'table_header' },
  td: { block: 'table_cell' },
  hardbreak: { node: 'hard_break' },
  softbreak: { node: 'hard_break' },
  strong: { mark: 'strong' },
  em: { mark: 'em' },
  link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') }) },
};

const parser = new MarkdownParser(schema, tokenizer(), tokens);

/**
 * Rich text from what somebody typed: headings (#), lists, quotations, GFM tables, **strong**, _emphasised_, links.
 * A line end is a line break. HTML, pictures and unsafe links stay as text.
 * @throws Invalid when it is larger than 200 kB or nested deeper than 24 levels
 */
export function fromMarkdown(text: string): RichText {
  demandSize(text);
  const doc: unknown = parser.parse(text).toJSON();
  return { schemaVersion, doc: normalDoc(checkDoc(doc)) };
}
