import { referenceOf } from '../meeting/meeting.rules.js';
import type { DecisionRow } from './decision.finder.js';
import { fullRefOf, refOf } from './decision.rules.js';

/** A decision for the API and the pages. */
export function presentDecision(row: DecisionRow) {
  const { id, year, number, text, meetingId, meetingTitle, itemId, itemTitle, createdAt, version } = row;
  return {
    id,
    ref: refOf(row),
    fullRef: fullRefOf(row),
    year,
    number,
    text,
    status: row.isPublished ? row.standing : ('draft' as const),
    standing: row.standing,
    series: row.countedIn,
    followUp: row.followUp,
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

/** Another decision that this one points to. */
export const linkTo = (row: DecisionRow) => ({ id: row.id, ref: fullRefOf(row), text: row.text });
