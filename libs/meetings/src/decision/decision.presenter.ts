import { referenceOf } from '../meeting/meeting.rules.js';
import type { DecisionRow } from './decision.finder.js';
import { refOf } from './decision.rules.js';

/** A decision for the API and the pages. */
export function presentDecision(row: DecisionRow) {
  const { id, year, number, text, meetingId, meetingTitle, itemId, itemTitle, createdAt, version } = row;
  return {
    id,
    ref: refOf(row),
    year,
    number,
    text,
    status: row.isPublished ? ('published' as const) : ('draft' as const),
    meeting: {
      id: meetingId,
      title: meetingTitle,
      reference: referenceOf({ seriesCode: row.seriesCode, number: row.meetingNumber }),
      day: row.startWall.slice(0, 10),
    },
    item: itemId ? { id: itemId, title: itemTitle } : null,
    createdAt,
    version,
  };
}
