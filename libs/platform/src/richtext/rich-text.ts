import { Invalid } from '@samrad/platform/errors';
import { withoutHiddenSigns } from '@samrad/platform/pure';
import { safeHref } from './link.js';
import { schema, schemaVersion } from './schema.js';

/** Strong, emphasised or linked. */
export interface RichMark {
  type: string;
  attrs?: { href?: string };
}

/** One node of a document in ProseMirror's JSON. */
export interface RichNode {
  type: string;
  attrs?: { level?: number; order?: number; colspan?: number; rowspan?: number; kind?: string; id?: string };
  content?: RichNode[];
  marks?: RichMark[];
  text?: string;
}

/** What a node `record` stands for: something that is kept elsewhere. */
export interface RecordPlace {
  kind: string;
  id: string;
}

/** Rich text as it is stored: the source from which pages, mails and PDFs are made. */
export interface RichText {
  schemaVersion: 1;
  doc: RichNode;
}

/** The size of the JSON, in bytes of UTF-8. */
export const maxBytes = 200_000;
/** Levels of nodes below the document: a list in a list takes four. */
export const maxDepth = 24;

const layoutControls = /[\t\n\r\u2028\u2029]+/g;
const unprintable = /[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** Text without line ends, control characters, halves of characters and signs that hide or turn the text. */
export function printable(text: string): string {
  return withoutHiddenSigns(text.replace(layoutControls, ' ').replace(unprintable, ''));
}

/** A document with nothing in it. */
export function emptyRichText(): RichText {
  return { schemaVersion, doc: { type: 'doc', content: [{ type: 'paragraph' }] } };
}

/**
 * Rich text that came from outside, checked against the schema; what the schema does not know of attributes is dropped.
 * @param input the stored form `{ schemaVersion, doc }` or its JSON text
 * @throws Invalid for what is not rich text, holds a link other than http, https or mailto, is deeper than 24 levels
 *   or larger than 200 kB
 */
export function parseRichText(input: unknown): RichText {
  const stored = typeof input === 'string' ? fromText(input) : input;
  if (!isRecord(stored) || stored.schemaVersion !== schemaVersion || !isRecord(stored.doc)) throw refusal('invalid');
  return { schemaVersion, doc: checkDoc(stored.doc) };
}

/**
 * A document in ProseMirror's JSON, checked and in its normal spelling.
 * @throws Invalid as parseRichText
 */
export function checkDoc(doc: unknown): RichNode {
  demandDepth(doc, 0);
  demandSize(JSON.stringify(doc));
  const node = attempt(() => {
    const built = schema.nodeFromJSON(copy(doc as RichNode));
    built.check();
    return built;
  });
  if (node.type !== schema.topNodeType) throw refusal('invalid');
  return node.toJSON() as RichNode;
}

/** @throws Invalid when the text is larger than 200 kB */
export function demandSize(text: string): void {
  if (Buffer.byteLength(text) > maxBytes) throw refusal('tooLong', { max: maxBytes / 1000 });
}

/** The records whose places are in the text, in order. */
export function recordsIn(text: RichText): RecordPlace[] {
  return (text.doc.content ?? []).filter(({ type }) => type === 'record').map(placeOf);
}

/** What a node `record` stands for. */
export function placeOf({ attrs }: RichNode): RecordPlace {
  return { kind: attrs?.kind ?? '', id: attrs?.id ?? '' };
}

/** Whether there is nothing to read in it. */
export function isEmpty(text: RichText | null | undefined): boolean {
  return !text || !hasText(text.doc);
}

function hasText(node: RichNode): boolean {
  return node.type === 'record' || Boolean(node.text?.trim()) || (node.content ?? []).some(hasText);
}

function fromText(text: string): unknown {
  demandSize(text);
  return attempt(() => JSON.parse(text) as unknown);
}

function demandDepth(node: unknown, depth: number): void {
  if (depth > maxDepth) throw refusal('tooDeep', { max: maxDepth });
  if (!isRecord(node)) throw refusal('invalid');
  const content = node.content ?? [];
  if (!Array.isArray(content)) throw refusal('invalid');
  content.forEach((child) => demandDepth(child, depth + 1));
}

function copy(node: RichNode): RichNode {
  const own: RichNode = { ...node };
  if (typeof node.text === 'string') own.text = printable(node.text);
  if (Array.isArray(node.marks)) own.marks = node.marks.map(copyMark);
  own.content = node.content
    ?.filter((child) => child.type !== 'text' || printable(String(child.text ?? '')) !== '')
    .map(copy);
  return own;
}

function copyMark(mark: RichMark): RichMark {
  if (mark.type !== 'link') return mark;
  const href = safeHref(mark.attrs?.href);
  if (href === null) throw refusal('link');
  return { type: 'link', attrs: { href } };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Invalid) throw error;
    throw refusal('invalid');
  }
}

function refusal(reason: 'invalid' | 'link' | 'tooDeep' | 'tooLong', params?: Record<string, unknown>): Invalid {
  return new Invalid({ '': { key: `platform.richtext.${reason}`, params } });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
