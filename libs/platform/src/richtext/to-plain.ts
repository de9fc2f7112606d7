import { placeOf, type RecordPlace, type RichNode, type RichText } from './rich-text.js';

/** Words for a record at its place; null: nothing stands there. */
type Words = (place: RecordPlace) => string | null;

type Inline = (block: RichNode) => string;

/** The words only, for searching and for mail: paragraphs apart by a blank line, list signs, cells apart by a bar. */
export const toPlain = (text: RichText, record: Words = () => null): string => plain(text, record, wordsOf);

/** The same for whoever reads it as plain text: behind a link stands where it leads. */
export const toPlainWithLinks = (text: RichText, record: Words = () => null): string =>
  plain(text, record, linkedWordsOf);

function plain(text: RichText, record: Words, inline: Inline): string {
  const blocks = (text.doc.content ?? []).map((block) =>
    block.type === 'record' ? (record(placeOf(block)) ?? '') : blockPlain(block, inline),
  );
  return joined(blocks).trim();
}

function blocksPlain(blocks: RichNode[] = [], inline: Inline, between = '\n\n'): string {
  return joined(
    blocks.map((block) => blockPlain(block, inline)),
    between,
  );
}

const joined = (texts: string[], between = '\n\n'): string => texts.filter((text) => text !== '').join(between);

function blockPlain(block: RichNode, inline: Inline): string {
  switch (block.type) {
    case 'bullet_list':
      return listPlain(block, inline, () => '-');
    case 'ordered_list':
      return listPlain(block, inline, (at) => `${(block.attrs?.order ?? 1) + at}.`);
    case 'table':
      return (block.content ?? []).map((row) => (row.content ?? []).map(inline).join(' | ')).join('\n');
    case 'blockquote':
      return blocksPlain(block.content, inline);
    default:
      return inline(block);
  }
}

function listPlain(list: RichNode, inline: Inline, sign: (at: number) => string): string {
  return (list.content ?? [])
    .map((item, at) => `${sign(at)} ${blocksPlain(item.content, inline, '\n').replaceAll('\n', '\n  ')}`.trimEnd())
    .join('\n');
}

const wordOf = (node: RichNode): string => (node.type === 'hard_break' ? '\n' : (node.text ?? ''));
const wordsOf: Inline = ({ content = [] }) => content.map(wordOf).join('');

const hrefOf = (node: RichNode | undefined): string | undefined =>
  node?.marks?.find(({ type }) => type === 'link')?.attrs?.href;

/** A link may be several nodes, e.g. one of them bold, with blanks between: its address stands behind the last. */
function linkedWordsOf({ content = [] }: RichNode): string {
  const parts: { words: string; href?: string }[] = [];
  for (const node of content) {
    const [words, href, last] = [wordOf(node), hrefOf(node), parts.at(-1)];
    const goesOn = last && (last.href === href || (!href && words.trim() === ''));
    if (goesOn) last.words += words;
    else parts.push({ words, href });
  }
  return parts.map(withAddress).join('');
}

function withAddress({ words, href }: { words: string; href?: string }): string {
  const said = words.trimEnd();
  return !href || said === href ? words : `${said} <${href}>${words.slice(said.length)}`;
}
