/** The sign that opens an item, as it stands at the start of a line. */
export interface ListMark {
  sign: '-' | '*' | '.';
  /** Null in a bullet list. */
  number: number | null;
  /** Columns from the sign to the words. */
  width: number;
}

/** Years and file numbers are larger: “2026. A year.” is a sentence. */
const highest = 999;
const opening = /^(?:([-*])|(\d{1,9})\.)(?:([ \t]+)|$)/;
const months = [
  'jan(?:uary?)?|feb(?:ruary?)?|mar(?:s|ch)?|apr(?:il)?|ma[iy]|jun[ie]?|jul[iy]?|aug(?:ust)?',
  'sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?',
].join('|');
const restOfDate = new RegExp(`^(?:(?:${months})(?![\\p{L}\\p{N}])|\\d{1,2}\\.\\s?\\d{2}|\\d{4}(?!\\d))`, 'iu');

/** Whether these words after a number with a full stop make it a date: “17. desember”, “17. 12. 2026”, “1. 2027”. */
export function continuesDate(words: string): boolean {
  return restOfDate.test(words);
}

/** Whether the line opens with something like a number in a list, meant as one or not. */
export function isNumbered(line: string): boolean {
  return /^\d{1,9}\.(?:\s|$)/.test(line);
}

/** The sign of an item, or null for a line of words: dates, years and numbers such as 01 open no item. */
export function listMark(line: string): ListMark | null {
  const found = opening.exec(line);
  if (!found) return null;
  const [start, bullet, digits = '', space = ''] = found;
  const width = start.length - space.length + gap(space);
  if (bullet) return { sign: bullet as '-' | '*', number: null, width };
  const isMeant = String(Number(digits)) === digits && Number(digits) <= highest;
  return isMeant && !continuesDate(line.slice(start.length)) ? { sign: '.', number: Number(digits), width } : null;
}

function gap(space: string): number {
  const columns = space.replaceAll('\t', '    ').length;
  return columns >= 1 && columns <= 4 ? columns : 1;
}
