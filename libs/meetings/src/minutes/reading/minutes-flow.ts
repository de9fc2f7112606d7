import { htmlPieces, type RecordPlace } from '@samrad/platform/richtext';
import type { MinutesPart } from '../minutes.types.js';

/** What readers meet one after the other: text, or something that was agreed. */
export type FlowPiece<D, A> = { html: string } | { decision: D } | { action: A };

/**
 * A part of the minutes in reading order: what was agreed stands where the writer put it, the rest at the end. A place
 * whose record is gone, or belongs to another item, is passed over; a record stands once.
 */
export function flowOf<D extends { id: string }, A extends { id: string }>(
  { content, decisions, actions }: Pick<MinutesPart, 'content'> & { decisions: D[]; actions: A[] },
  shift: number,
): FlowPiece<D, A>[] {
  const open = new Map<string, FlowPiece<D, A>>([
    ...decisions.map((decision) => [keyOf({ kind: 'decision', id: decision.id }), { decision }] as const),
    ...actions.map((action) => [keyOf({ kind: 'action', id: action.id }), { action }] as const),
  ]);
  const placed = htmlPieces(content, { shift }).flatMap((piece) => {
    if (typeof piece === 'string') return /^(?:<p><\/p>)*$/.test(piece) ? [] : [{ html: piece }];
    const record = open.get(keyOf(piece));
    open.delete(keyOf(piece));
    return record ? [record] : [];
  });
  return [...placed, ...open.values()];
}

const keyOf = ({ kind, id }: RecordPlace) => `${kind} ${id}`;
