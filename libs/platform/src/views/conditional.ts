/** What tells one version of an answer from another. */
export interface Validators {
  /** With its quotation marks. */
  etag: string;
  /** As HTTP writes it; null when it is not known. */
  lastModified: string | null;
}

/** What a reader says of the copy it has: the headers of the request. */
export interface Known {
  'if-none-match'?: string;
  'if-modified-since'?: string;
}

/**
 * Whether the reader's copy is still right (RFC 9110 section 13.1): any tag of a list, weak ones too, or `*`. The date
 * counts only without a tag, and only when it is the very one that went out: a date has no more than seconds.
 */
export function isUnchanged(known: Known, { etag, lastModified }: Validators): boolean {
  const tags = known['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || tagsIn(tags).includes(opaque(etag));
  return lastModified !== null && known['if-modified-since'] === lastModified;
}

const tagsIn = (list: string): string[] => (list.match(/(?:W\/)?"[^"]*"/g) ?? []).map(opaque);

const opaque = (tag: string): string => tag.replace(/^W\//, '');
