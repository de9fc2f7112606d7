import type { RichNode } from './rich-text.js';

/** How deep a heading stands below the one above the text: 1, 2 or 3. */
export type HeadingDepth = (heading: RichNode) => number;

/**
 * Depths for the headings of one text, asked in reading order. Writers skip levels; readers of the page and of the PDF
 * must not meet a gap, so each is at most one deeper than the one before (WCAG 1.3.1, PDF/UA-1 clause 7.4).
 */
export function headingDepths(): HeadingDepth {
  let before = 0;
  return (heading) => {
    before = Math.min((heading.attrs?.level ?? 2) - 1, before + 1);
    return before;
  };
}
