import { withoutHiddenSigns } from '@samrad/platform/pure';
import { read } from './dialect/reader.js';
import { normalDoc } from './normal.js';
import { type RichText, checkDoc, demandSize } from './rich-text.js';
import { schemaVersion } from './schema.js';

/**
 * Rich text from what somebody typed: headings (#), lists (-, *, 1. 2. 3.), quotations, GFM tables, **strong**,
 * _emphasised_, links. A line end is a line break. A line `{kind id}` is the place of a record. Dates, numbers out of order, single stars, HTML, `&amp;`, pictures
 * and unsafe links stay as text: toMarkdown gives them back as they were typed.
 * @throws Invalid when it is larger than 200 kB or nested deeper than 24 levels
 */
export function fromMarkdown(text: string): RichText {
  demandSize(text);
  return { schemaVersion, doc: normalDoc(checkDoc(read(withoutHiddenSigns(text)))) };
}
