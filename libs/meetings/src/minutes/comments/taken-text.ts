import { schemaVersion, toPlain, type RichNode, type RichText } from '@samrad/platform/richtext';

/** What an anchor names: a block of a section's text, or what was decided or is to be done under it. */
export interface Anchored {
  sectionId: string;
  kind: 'block' | 'decision' | 'action';
  /** Where the block stood; 0 for the others. */
  place: number;
  /** Of the decision or action. */
  recordId: string | null;
}

/** @returns null for a comment on the whole. See `paragraphs.ts` for how anchors are written. */
export function anchored(anchor: string): Anchored | null {
  const [sectionId, second, third] = anchor.split(':');
  if (!sectionId || !second || !third) return null;
  if (second === 'd') return { sectionId, kind: 'decision', place: 0, recordId: third };
  if (second === 'a') return { sectionId, kind: 'action', place: 0, recordId: third };
  return { sectionId, kind: 'block', place: Number(second), recordId: null };
}

/**
 * The text with the wording instead of the paragraph that was commented. Null when no paragraph or heading reads as it was
 * commented any more, or more than one does and none at its place; lists and tables are for a person to change.
 */
export function withWording(text: RichText, { place, quote }: Quoted, wording: string): RichText | null {
  const blocks = text.doc.content ?? [];
  const same = blocks.flatMap((block, at) => (isSame(block, quote) ? [at] : []));
  const at = same.includes(place) ? place : same.length === 1 ? same[0]! : null;
  if (at === null) return null;
  const instead = blocks[at]!.type === 'heading' ? [heading(blocks[at]!, wording)] : paragraphs(wording);
  const content = [...blocks.slice(0, at), ...instead, ...blocks.slice(at + 1)];
  return { schemaVersion, doc: { ...text.doc, content } };
}

/** The words as they were commented, and where they stood. */
interface Quoted {
  place: number;
  quote: string;
}

const isSame = (block: RichNode, quote: string): boolean =>
  ['paragraph', 'heading'].includes(block.type) &&
  toPlain({ schemaVersion, doc: { type: 'doc', content: [block] } }) === quote;

const heading = (block: RichNode, wording: string): RichNode => ({
  ...block,
  content: [{ type: 'text', text: wording.replace(/\s+/g, ' ').trim() }],
});

/** As it was typed: an empty line begins a paragraph, a line end stays one. */
const paragraphs = (wording: string): RichNode[] =>
  wording
    .split(/\n\s*\n/)
    .map((lines) => lines.split('\n').filter((line) => line.trim()))
    .filter((lines) => lines.length)
    .map((lines) => ({ type: 'paragraph', content: lines.flatMap(lineOf) }));

const lineOf = (text: string, at: number): RichNode[] => [
  ...(at ? [{ type: 'hard_break' }] : []),
  { type: 'text', text },
];
