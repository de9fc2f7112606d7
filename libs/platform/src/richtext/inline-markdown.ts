import { isDeepStrictEqual } from 'node:util';
import { read } from './dialect/reader.js';
import { commonStart, normalDoc } from './normal.js';
import type { RichMark, RichNode } from './rich-text.js';

interface Piece {
  /** Markdown of the words. */
  source: string;
  words: string;
  marks: RichMark[];
}

const rank = ['strong', 'em', 'link'];
const openers: Record<string, string> = { strong: '**', em: '_', link: '[' };
const entityLike = /&(?=#x[a-f0-9]+;)/gi;
/** In an address names are read as well. */
const entityInAddress = /&(?=#?[a-z0-9]+;)/gi;
const letter = /[^\s\p{P}\p{S}]/u;
const lineStart = /^(?:(?=#{1,6}(?:\s|$))|(?=>)|(?=[-+](?:\s|$))|(?=[|:-][-|:\s]*$))/;
/** What would be read as the place of a record. */
const record = /^\{(?=[a-z]{2,20} [\da-f-]{36}\}\s*$)/;
const numbered = /^(\d{1,9})\.(?=\s|$)/;

type Place = 'block' | 'cell' | 'heading';
type Spelling = (words: string, linked: boolean) => string;

/**
 * One paragraph's content as Markdown: as somebody would type it, and with escapes only where that would be read
 * as something else.
 * @param content normal inline nodes
 * @param where in a table's cell a line break is `<br>` and `|` is escaped; in a heading trailing # are escaped
 */
export function inlineMarkdown(content: RichNode[] = [], where: Place = 'block'): string {
  const typed = spelled(content, where, (words) => words);
  return isDeepStrictEqual(readBack(typed, where), content) ? typed : guarded(content, where);
}

const frames: Record<Place, (source: string) => string> = {
  block: (source) => source,
  cell: (source) => `| ${source} |\n| --- |`,
  heading: (source) => `## ${source}`,
};
const blockTypes: Record<Place, string> = { block: 'paragraph', cell: 'table', heading: 'heading' };

/** What a reader finds, or undefined when it is more or something else than one such block. */
function readBack(source: string, where: Place): RichNode[] | undefined {
  const { content = [] } = normalDoc(read(frames[where](source)));
  const [block] = content;
  if (content.length !== 1 || block?.type !== blockTypes[where]) return undefined;
  return (where === 'cell' ? block.content?.[0]?.content?.[0]?.content : block.content) ?? [];
}

function spelled(content: RichNode[], where: Place, spelling: Spelling): string {
  const lines: RichNode[][] = [[]];
  for (const node of content) {
    if (node.type === 'hard_break') lines.push([]);
    else lines.at(-1)!.push(node);
  }
  const written = lines.map((nodes) => lineMarkdown(nodes, spelling));
  if (where === 'cell') return written.join('<br>').replaceAll('|', '\\|');
  return where === 'heading' ? written.join(' ') : broken(written);
}

/** A line end is a break; beside an empty line it would end the paragraph. */
function broken(lines: string[]): string {
  return lines.reduce((out, line, at) => `${out}${line === '' || lines[at - 1] === '' ? '<br>' : '\n'}${line}`);
}

function guarded(content: RichNode[], where: Place): string {
  const source = spelled(content, where, escaped);
  if (where === 'heading') return source.replace(/#(?=#*$)/g, entity('#'));
  return where === 'block' ? source.split('\n').map(guardStart).join('\n') : source;
}

function guardStart(line: string): string {
  return line.replace(numbered, '$1\\.').replace(lineStart, '\\').replace(record, entity('{'));
}

/** Writes marks as a stack: what the next piece shares stays open. */
function lineMarkdown(nodes: RichNode[], spelling: Spelling): string {
  const pieces = [edge, ...nodes.map((node) => pieceOf(node, spelling)), edge];
  return pieces.slice(1).reduce((out, piece, at) => joined(out, pieces[at]!, piece), '');
}

const edge: Piece = { source: '', words: '', marks: [] };

/**
 * CommonMark takes `**` and `_` for marks only beside the right neighbours. Where a letter stands in the way, it is
 * written as a numeric entity, which begins and ends with punctuation.
 */
function joined(out: string, before: Piece, after: Piece): string {
  const kept = commonStart(before.marks, after.marks).length;
  const closing = before.marks.slice(kept).map(closerOf).reverse();
  const opening = after.marks.slice(kept).map(openerOf);
  const marks = closing.join('') + opening.join('');
  if (closing.length === 0) return leftOf(out, before.words, opening[0]) + marks + after.source;
  if (opening.length === 0 && mustPart(closing.at(-1))) {
    return out + marks + firstAsEntity(after.source, after.words);
  }
  return out + marks + after.source;
}

function leftOf(out: string, words: string, opener?: string): string {
  if (opener === '[' && out.endsWith('!')) return `${out.slice(0, -1)}${entity('!')}`;
  return mustPart(opener) ? lastAsEntity(out, words) : out;
}

function mustPart(delimiter?: string): boolean {
  return delimiter === '_' || delimiter === '**';
}

function openerOf(mark: RichMark): string {
  return openers[mark.type] ?? '';
}

function closerOf(mark: RichMark): string {
  return mark.type === 'link' ? `](${destination(mark.attrs?.href ?? '')})` : openerOf(mark);
}

function destination(href: string): string {
  return href.replace(/[()]/g, '\\$&').replace(entityInAddress, '\\&');
}

function lastAsEntity(source: string, words: string): string {
  const last = lastOf(words);
  if (!letter.test(last) || !source.endsWith(last)) return source;
  return source.slice(0, -last.length).replace(/(?<!\\)_$/, '\\_') + entity(last);
}

function firstAsEntity(source: string, words: string): string {
  const first = firstOf(words);
  return letter.test(first) ? entity(first) + source.slice(first.length).replace(/^_/, '\\_') : source;
}

function firstOf(text: string): string {
  return String.fromCodePoint(...(text ? [text.codePointAt(0)!] : []));
}

function lastOf(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? '';
}

function entity(character: string): string {
  return `&#x${character.codePointAt(0)!.toString(16)};`;
}

function pieceOf(node: RichNode, spelling: Spelling): Piece {
  const marks = rank.flatMap((type) => node.marks?.find((mark) => mark.type === type) ?? []);
  const words = node.text ?? '';
  const linked = marks.some((mark) => mark.type === 'link');
  return { words, marks, source: spelling(words, linked) };
}

function escaped(words: string, linked: boolean): string {
  const plain = words
    .replace(entityLike, '\\&')
    .replace(/\\(?!&#x)/g, entity('\\'))
    .replace(/[*[]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/<(?=br)/gi, '\\<');
  return linked ? plain.replace(/]/g, '\\]') : plain;
}
