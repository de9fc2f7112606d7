import type { CirculationRow } from '../circulation/circulation.finder.js';
import type { CommentRow } from './comment.finder.js';
import { partsOf } from './paragraphs.js';

/** A round for the API: the text with the anchors that comments name. */
export const presentRound = ({ snapshot, procedureKind, itemId: _, minutesId: __, ...round }: CirculationRow) => ({
  ...round,
  procedure: procedureKind,
  parts: partsOf(snapshot).map(({ paragraphs, ...part }) => ({
    ...part,
    paragraphs: paragraphs.map(({ anchor, plain, decision }) => ({ anchor, text: plain, decision })),
  })),
});

/** A comment for the API: who said it by name and State. */
export const presentComment = ({ personId: _, ...comment }: CommentRow) => comment;
