import { type RichMark, type RichNode, printable } from './rich-text.js';

type Block = (node: RichNode) => RichNode[];

const blocks: Record<string, Block> = {
  paragraph: (node) => {
    const content = inline(node.content);
    return content.length > 0 ? [textBlock(node, content)] : [];
  },
  heading: (node) => [textBlock(node, inline(node.content))],
  blockquote: (node) => filled(node, children(node)),
  bullet_list: (node) => filled(node, (node.content ?? []).map(item)),
  ordered_list: (node) => filled(node, (node.content ?? []).map(item)),
  table: (node) => filled(node, (node.content ?? []).map(row)),
  record: (node) => [node],
};

/**
 * The same document as plain spelling gives it: no empty paragraphs, no white space at the ends of lines or of marks,
 * no marks on line breaks, no numbered list in two halves. Two documents that read the same become equal.
 */
export function normalDoc(doc: RichNode): RichNode {
  const content = children(doc);
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

function children(node: RichNode): RichNode[] {
  return joinLists((node.content ?? []).flatMap((child) => blocks[child.type]?.(child) ?? []));
}

/** A numbered list that goes on where the one right before it ended is its second half. */
function joinLists(content: RichNode[]): RichNode[] {
  const result: RichNode[] = [];
  for (const block of content) {
    const before = result.at(-1);
    if (before?.type === 'ordered_list' && block.type === 'ordered_list' && orderOf(block) === nextOf(before)) {
      result[result.length - 1] = { ...before, content: [...before.content!, ...block.content!] };
    } else result.push(block);
  }
  return result;
}

function orderOf(list: RichNode): number {
  return list.attrs?.order ?? 1;
}

function nextOf(list: RichNode): number {
  return orderOf(list) + list.content!.length;
}

function filled(node: RichNode, content: RichNode[]): RichNode[] {
  return content.length > 0 ? [{ ...node, content }] : [];
}

function item(node: RichNode): RichNode {
  const content = children(node);
  const opens = content[0]?.type === 'paragraph';
  return { type: 'list_item', content: opens ? content : [{ type: 'paragraph' }, ...content] };
}

function row(node: RichNode): RichNode {
  return { ...node, content: (node.content ?? []).map((cell) => textBlock(cell, inline(cell.content))) };
}

function textBlock(node: RichNode, content: RichNode[]): RichNode {
  const { content: _before, ...own } = node;
  return content.length > 0 ? { ...own, content } : own;
}

/** Text and line breaks of one paragraph, trimmed; white space carries only the marks that stay open around it. */
function inline(content: RichNode[] = []): RichNode[] {
  const pieces = trimmed(content.flatMap(split));
  const settled = pieces.map((piece, at) => (isBlank(piece) ? settle(piece, pieces[at - 1], pieces[at + 1]) : piece));
  return join(settled);
}

function split(node: RichNode): RichNode[] {
  if (node.type === 'hard_break') return [{ type: 'hard_break' }];
  const parts = printable(node.text ?? '').match(/^\s+|\s+$|\S(?:[^]*\S)?/gu) ?? [];
  return parts.map((text) => (node.marks?.length ? { type: 'text', marks: node.marks, text } : { type: 'text', text }));
}

/** White space beside a break or an end goes; then breaks at the ends go. */
function trimmed(pieces: RichNode[]): RichNode[] {
  const merged = mergeBlanks(pieces);
  const inner = merged.filter((piece, at) => !isBlank(piece) || (isWord(merged[at - 1]) && isWord(merged[at + 1])));
  const first = inner.findIndex(isWord);
  const last = inner.findLastIndex(isWord);
  return first < 0 ? [] : inner.slice(first, last + 1);
}

function mergeBlanks(pieces: RichNode[]): RichNode[] {
  const result: RichNode[] = [];
  for (const piece of pieces) {
    const before = result.at(-1);
    if (before && isBlank(before) && isBlank(piece))
      result[result.length - 1] = {
        type: 'text',
        text: before.text! + piece.text!,
        marks: shared(before.marks, piece.marks),
      };
    else result.push(piece);
  }
  return result;
}

function settle(blank: RichNode, before?: RichNode, after?: RichNode): RichNode {
  const marks = commonStart(commonStart(before?.marks, after?.marks), blank.marks);
  return marks.length > 0 ? { type: 'text', marks, text: blank.text } : { type: 'text', text: blank.text };
}

function join(pieces: RichNode[]): RichNode[] {
  const result: RichNode[] = [];
  for (const piece of pieces) {
    const before = result.at(-1);
    if (before && piece.type === 'text' && before.type === 'text' && sameMarks(before.marks, piece.marks)) {
      result[result.length - 1] = { ...before, text: before.text! + piece.text! };
    } else result.push(piece);
  }
  return result;
}

function isWord(piece?: RichNode): boolean {
  return piece?.type === 'text' && !isBlank(piece);
}

function isBlank(piece: RichNode): boolean {
  return piece.type === 'text' && !/\S/u.test(piece.text ?? '');
}

function shared(some: RichMark[] = [], others: RichMark[] = []): RichMark[] {
  return some.filter((mark) => others.some((other) => sameMark(mark, other)));
}

/** The marks, outermost first, that two neighbours share before they differ. */
export function commonStart(some: RichMark[] = [], others: RichMark[] = []): RichMark[] {
  const different = some.findIndex((mark, at) => !others[at] || !sameMark(mark, others[at]));
  return different < 0 ? some : some.slice(0, different);
}

function sameMarks(some: RichMark[] = [], others: RichMark[] = []): boolean {
  return some.length === others.length && some.every((mark, at) => sameMark(mark, others[at]!));
}

function sameMark(one: RichMark, other: RichMark): boolean {
  return one.type === other.type && one.attrs?.href === other.attrs?.href;
}
