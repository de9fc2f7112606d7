import { actionReferenceOf, askedName, progressTag, type Reading } from '@samrad/actions';
import type { AnswerRow } from './mail-answer.finder.js';

/** An answer as lists, pages and notes beside lines show it. */
export function presentAnswer(answer: AnswerRow, reading: Reading) {
  const { lines, saidStatus, note, otherRefs } = answer;
  const [line] = lines.length === 1 ? lines : [];
  return {
    ...answer,
    lines: lines.map((row) => ({
      id: row.id,
      actionId: row.actionId,
      ref: actionReferenceOf(row.number),
      title: row.title,
      asked: askedName(row, reading),
      value: valueOf(row),
    })),
    isOpen: answer.status === 'open',
    tag: saidStatus && progressTag(saidStatus),
    /** It is about this one for certain, and says enough to be accepted as it is. */
    ready: line && !otherRefs && (saidStatus || note) ? { line: valueOf(line) } : null,
  };
}

/** A line with its version, as a decision names it. */
export const valueOf = ({ id, version }: { id: string; version: number }): string => `${id}:${version}`;

export function presentForApi(answer: AnswerRow) {
  const { id, personId, byName, fromAddress, writtenAt, note, status, decidedBy, decidedAt, reason, version } = answer;
  const lines = answer.lines.map((line) => ({
    ...{ id: line.id, actionId: line.actionId, ref: actionReferenceOf(line.number), title: line.title },
    version: line.version,
  }));
  return {
    ...{ id, personId, byName, fromAddress, writtenAt, lines, proposedStatus: answer.saidStatus, note },
    otherReferences: answer.otherRefs?.split(', ') ?? [],
    ...{ status, decidedBy, decidedAt, reason, version },
  };
}
