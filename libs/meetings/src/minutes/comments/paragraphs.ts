import { createHash } from 'node:crypto';
import { isEmpty, schemaVersion, toHtml, toPlain, type RichNode, type RichText } from '@samrad/platform/richtext';
import type { MinutesPart, MinutesSnapshot } from '../minutes.types.js';

/** A piece of the circulated text that can be commented. */
export interface Paragraph {
  /** `section:place:hash`, `section:d:decision`: stays the same as long as the frozen text does. */
  anchor: string;
  html: string | null;
  plain: string;
  /** `2/26`, when it is a decision. */
  decision: string | null;
  /** `A-118`, when it is an action. */
  action: string | null;
}

export interface PartToComment {
  number: string | null;
  title: string | null;
  paragraphs: Paragraph[];
}

/** The circulated text, cut where it can be commented. */
export const partsOf = (snapshot: MinutesSnapshot): PartToComment[] =>
  snapshot.parts.map((part) => ({
    number: part.number,
    title: part.title,
    paragraphs: paragraphsOf(part),
  }));

export const paragraphsOf = (part: MinutesPart): Paragraph[] => [
  ...blocksOf(part),
  ...decisionsOf(part),
  ...actionsOf(part),
];

/** Comments on what the text has, and on the whole; others belong to what is closed to the reader. */
export const commentsOn = <C extends { anchor: string }>(snapshot: MinutesSnapshot, comments: readonly C[]): C[] =>
  comments.filter(({ anchor }) => anchor === '' || paragraphAt(snapshot, anchor) !== undefined);

/** Only what somebody has said something about: first the text as a whole (`title` null), then in the order of the text. */
export function commentedParts<C extends { anchor: string }>(snapshot: MinutesSnapshot, comments: readonly C[]) {
  const on = (anchor: string) => comments.filter((comment) => comment.anchor === anchor);
  const whole = { number: null, title: null, paragraphs: [{ quote: null, comments: on('') }] };
  const parts = partsOf(snapshot).map(({ number, title, paragraphs }) => ({
    number,
    title,
    paragraphs: paragraphs.map(({ anchor, plain }) => ({ quote: plain as string | null, comments: on(anchor) })),
  }));
  return [whole, ...parts]
    .map((part) => ({ ...part, paragraphs: part.paragraphs.filter((one) => one.comments.length) }))
    .filter(({ paragraphs }) => paragraphs.length);
}

/** @returns undefined when the text has no such paragraph */
export const paragraphAt = (snapshot: MinutesSnapshot, anchor: string): Paragraph | undefined =>
  partsOf(snapshot)
    .flatMap(({ paragraphs }) => paragraphs)
    .find((paragraph) => paragraph.anchor === anchor);

const sectionOf = ({ sectionId, itemId }: MinutesPart) => sectionId ?? itemId ?? 'other';

function blocksOf(part: MinutesPart): Paragraph[] {
  return (part.content.doc.content ?? []).flatMap((block, place) => {
    const text = alone(block);
    if (isEmpty(text)) return [];
    const hash = createHash('sha256').update(JSON.stringify(block)).digest('hex').slice(0, 8);
    const anchor = `${sectionOf(part)}:${place}:${hash}`;
    return [{ anchor, html: toHtml(text, { shift: 2 }), plain: toPlain(text), decision: null, action: null }];
  });
}

const decisionsOf = (part: MinutesPart): Paragraph[] =>
  part.decisions.map(({ id, ref, text }) => ({
    anchor: `${sectionOf(part)}:d:${id}`,
    html: null,
    plain: text,
    decision: ref,
    action: null,
  }));

const actionsOf = (part: MinutesPart): Paragraph[] =>
  part.actions.map(({ id, ref, title, dueOn }) => ({
    anchor: `${sectionOf(part)}:a:${id}`,
    html: null,
    plain: [title, dueOn && `(${dueOn})`].filter(Boolean).join(' '),
    decision: null,
    action: ref,
  }));

const alone = (block: RichNode): RichText => ({ schemaVersion, doc: { type: 'doc', content: [block] } });
