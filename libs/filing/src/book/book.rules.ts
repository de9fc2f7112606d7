import { endingOf, fileStem } from '@samrad/platform/pure';

export const bookFormats = ['pdf', 'zip'] as const;
export type BookFormat = (typeof bookFormats)[number];

/** Bytes of all papers together that are put into one file. */
export const mostBytes = 100_000_000;

/** A paper within the book. */
export interface Chapter {
  title: string;
  filename: string;
  /** Number of the item it belongs to, as on the agenda; null: the meeting as a whole. */
  item: string | null;
}

/**
 * Names within the archive, in the order of the book: `02 Item title.pdf`. The ending is that of the uploaded file, the
 * number keeps two of one name apart.
 */
export function zipNames(chapters: readonly Pick<Chapter, 'title' | 'filename'>[]): string[] {
  const digits = Math.max(2, String(chapters.length).length);
  return chapters.map(({ title, filename }, at) => {
    const ending = endingOf(filename);
    return `${String(at + 1).padStart(digits, '0')} ${fileStem(title)}${ending && `.${ending}`}`;
  });
}

/** The page on which each part begins, counted from 1. @param front pages before the first part */
export function beginnings(front: number, pages: readonly number[]): number[] {
  let next = front + 1;
  return pages.map((count) => {
    const begins = next;
    next += count;
    return begins;
  });
}
