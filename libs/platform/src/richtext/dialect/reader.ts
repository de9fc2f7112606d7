import MarkdownIt from 'markdown-it';
import { MarkdownParser, type ParseSpec } from 'prosemirror-markdown';
import { safeHref } from '../link.js';
import type { RecordPlace, RichNode } from '../rich-text.js';
import { schema } from '../schema.js';
import { emphasisRule, entityRule, escapeRule, lineBreakRule, linkRule } from './inline-rules.js';
import { listRule, quoteRule } from './list-rule.js';
import { recordRule } from './record-rule.js';

type Token = ReturnType<MarkdownIt['parse']>[number];

const blockRules = ['table', 'blockquote', 'list', 'heading', 'paragraph'];
const inlineRules = ['text', 'newline', 'escape', 'emphasis', 'link', 'image', 'entity'];
const pairRules = ['balance_pairs', 'emphasis', 'fragments_join'];
/** More than documents may have, so that too deep a text is refused by us and not cut off by the tokenizer. */
const deep = { maxNesting: 100 };
const beside = { alt: ['paragraph', 'reference', 'blockquote'] };

/** A tokenizer for the part of Markdown that rich text can hold; the rest stays as the letters that were typed. */
function tokenizer(): MarkdownIt {
  const markdown = new MarkdownIt('zero', { html: false, ...deep });
  markdown.block.ruler.at('list', listRule, beside);
  markdown.block.ruler.at('blockquote', quoteRule, { alt: [...beside.alt, 'list'] });
  markdown.block.ruler.before('table', 'record', recordRule, { alt: ['paragraph'] });
  markdown.inline.ruler.at('escape', escapeRule);
  markdown.inline.ruler.at('entity', entityRule);
  markdown.inline.ruler.at('emphasis', emphasisRule);
  markdown.inline.ruler.at('link', linkRule);
  markdown.inline.ruler.before('entity', 'line_break', lineBreakRule);
  markdown.enable([...blockRules, ...inlineRules, ...pairRules], true);
  markdown.inline.ruler2.enable(pairRules, true);
  markdown.validateLink = (address) => safeHref(address) !== null;
  markdown.normalizeLink = (address) => safeHref(address) ?? address;
  markdown.normalizeLinkText = (address) => address;
  markdown.core.ruler.push('pictures_as_text', (state) => {
    for (const block of state.tokens) block.children = block.children?.map(withoutPicture) ?? null;
  });
  return markdown;
}

function withoutPicture(token: Token): Token {
  if (token.type !== 'image') return token;
  token.type = 'text';
  const title = token.attrGet('title');
  token.content = `![${token.content}](${token.attrGet('src') ?? ''}${title ? ` "${title}"` : ''})`;
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
  record: { node: 'record', getAttrs: (token) => token.meta as RecordPlace },
  hardbreak: { node: 'hard_break' },
  softbreak: { node: 'hard_break' },
  strong: { mark: 'strong' },
  em: { mark: 'em' },
  link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') }) },
};

const parser = new MarkdownParser(schema, tokenizer(), tokens);

/** The document that typed text stands for, not yet checked nor in its normal spelling. */
export function read(text: string): RichNode {
  return parser.parse(text).toJSON() as RichNode;
}
