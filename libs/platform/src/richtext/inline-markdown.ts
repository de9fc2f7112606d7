import { commonStart } from './normal.js';
import type { RichMark, RichNode } from './rich-text.js';

interface Piece {
  /** Markdown of the words. */
  source: string;
  words: string;
  marks: RichMark[];
}

const rank = ['strong', 'em', 'link'];
const openers: Record<string, string> = { strong: '**', em: '_', link: '[' };
const entityLike = /&(?=#?[a-z0-9]+;)/gi;
const letter = /[^\s\p{P}\p{S}]/u;
const lineStart = /^(?:(?=#{1,6}(?:\s|$))|(?=>)|(?=[-+*](?:\s|$))|(?=[|:-][-|:\s]*$))/;
const numbered = /^(\d{1,9})([.)])(?=\s|$)/;

/**
 * One paragraph's content as Markdown, in the normal spelling.
 * @param content normal inline nodes
 * @param where in a table's cell a line break is `<br>` and `|` is escaped; in a heading trailing # are escaped
 */
export function inlineMarkdown(content: RichNode[] = [], where: 'block' | 'cell' | 'heading' = 'block'): string {
  const lines: RichNode[][] = [[]];
  for (const node of content) {
    if (node.type === 'hard_break') lines.push([]);
    else lines.at(-1)!.push(node);
  }
  const written = lines.map(lineMarkdown);
  if (where === 'cell') return written.join('<br>').replaceAll('|', '\\|');
  if (where === 'heading') return written.join(' ').replace(/#(?=#*$)/g, '\\#');
  return written
    .map(guardStart)
    .map((line, at) => (at < written.length - 1 && (line === '' || written[at + 1] === '') ? `${line}\\` : line))
    .join('\n');
}

function guardStart(line: string): string {
  return line.replace(numbered, '$1\\$2').replace(lineStart, '\\');
}

/** Writes marks as a stack: what the next piece shares stays open. */
function lineMarkdown(nodes: RichNode[]): string {
  const pieces = [edge, ...nodes.map(pieceOf), edge];
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
  if (closing.length === 0) return leftOf(out, before.words, { opening, inside: after.words }) + marks + after.source;
  if (opening.length === 0 && mustPart(closing.toReversed(), before.words, lastOf)) {
    return out + marks + firstAsEntity(after.source, after.words);
  }
  return out + marks + after.source;
}

function leftOf(out: string, words: string, { opening, inside }: { opening: string[]; inside: string }): string {
  if (opening[0] === '[' && out.endsWith('!')) return `${out.slice(0, -1)}\\!`;
  return mustPart(opening, inside, firstOf) ? lastAsEntity(out, words) : out;
}

/** @param delimiters from the outside in */
function mustPart([outer, inner]: string[], inside: string, touching: (words: string) => string): boolean {
  if (outer === '_') return true;
  const betweenLetters = inner === undefined && letter.test(touching(inside)) && firstOf(inside) !== inside;
  return outer === '**' && !betweenLetters;
}

function openerOf(mark: RichMark): string {
  return openers[mark.type] ?? '';
}

function closerOf(mark: RichMark): string {
  return mark.type === 'link' ? `](${destination(mark.attrs?.href ?? '')})` : openerOf(mark);
}

function destination(href: string): string {
  return href.replace(/[()]/g, '\\$&').replace(entityLike, '\\&');
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

function pieceOf(node: RichNode): Piece {
  const marks = rank.flatMap((type) => node.marks?.find((mark) => mark.type === type) ?? []);
  const words = node.text ?? '';
  const linked = marks.some((mark) => mark.type === 'link');
  return { words, marks, source: escaped(words, linked) };
}

function escaped(words: string, linked: boolean): string {
  const plain = words
    .replace(/[\\*[]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(entityLike, '\\&');
  return linked ? plain.replace(/]/g, '\\]') : plain;
}
