/** Somebody as far as comments on a round go. */
interface Reader {
  isOrganiser: boolean;
  bodies: readonly string[];
}

/**
 * Who reads a comment among those the round went to: what somebody says for a State is for the States and the organisers;
 * what others say is for everybody. One's own always.
 */
export const canReadComment = (reader: Reader, comment: { isOwn: boolean; isOfState: boolean }): boolean =>
  reader.isOrganiser || comment.isOwn || !comment.isOfState || reader.bodies.includes('state');
