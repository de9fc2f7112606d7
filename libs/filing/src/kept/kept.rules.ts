interface Kept {
  /** Somebody uploaded their own version since it was written. */
  isEdited: boolean;
  /** What it said when it was written. */
  paperHash: string;
}

/**
 * What writing a document anew does: the first time it is added, afterwards it gets a new version. What somebody
 * edited is never replaced unasked.
 */
export function stepOf(kept: Kept | null, paperHash: string, isConfirmed: boolean): 'add' | 'ask' | 'replace' | 'same' {
  if (!kept) return 'add';
  if (kept.isEdited) return isConfirmed ? 'replace' : 'ask';
  return kept.paperHash === paperHash ? 'same' : 'replace';
}
