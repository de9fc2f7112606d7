interface Copy {
  etag: string;
  /** Milliseconds, a whole second. */
  since: number;
  text: Buffer;
}

/** Beside its text a copy takes about so many octets. */
const overhead = 300;

/**
 * The last written text of each feed, the least asked for forgotten first. It is kept in memory: writing one anew costs
 * a few milliseconds, and its tag follows from the database alone, so that a reader's copy stays good across processes
 * and restarts. Nothing depends on what is kept here.
 */
export class FeedShelf {
  private readonly copies = new Map<string, Copy>();
  private size = 0;

  /** @param most octets kept in all */
  constructor(private readonly most: number) {}

  /** The text of a feed under the tag that is right now; null when it must be written. */
  text(key: string, etag: string): Buffer | null {
    const copy = this.copies.get(key);
    if (copy?.etag !== etag) return null;
    this.copies.delete(key);
    this.copies.set(key, copy);
    return copy.text;
  }

  /**
   * Since when this process knows the feed as it is: milliseconds, a whole second. No two texts of a feed have the same,
   * even when they follow within a second; null when nothing is known.
   */
  since(key: string, etag: string): number | null {
    const copy = this.copies.get(key);
    return copy?.etag === etag ? copy.since : null;
  }

  /** @param now milliseconds. @returns the text */
  put(key: string, { etag, text, now }: { etag: string; text: Buffer; now: number }): Buffer {
    const before = this.copies.get(key);
    const since = Math.max(Math.floor(now / 1000) * 1000, (before?.since ?? 0) + 1000);
    this.drop(key);
    this.copies.set(key, { etag, since, text });
    this.size += text.length + overhead;
    for (const oldest of this.copies.keys()) {
      if (this.size <= this.most || oldest === key) break;
      this.drop(oldest);
    }
    return text;
  }

  private drop(key: string): void {
    const copy = this.copies.get(key);
    if (!copy) return;
    this.copies.delete(key);
    this.size -= copy.text.length + overhead;
  }
}
