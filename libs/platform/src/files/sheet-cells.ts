import { readXml } from './sheet-xml.js';

/** The workbook's table of texts, formatting and phonetic readings left out. */
export async function sharedTexts(pieces: AsyncIterable<string>): Promise<string[]> {
  const texts: string[] = [];
  let current = '';
  let inText = false;
  let inPhonetic = false;
  await readXml(pieces, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') inPhonetic = true;
      inText = name === 't' && !inPhonetic;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') texts.push(unescaped(current));
      inText = false;
    },
  });
  return texts;
}

/** `_x000D_` is how a workbook writes characters that XML cannot. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Number formats that every workbook has without declaring them and that show a day (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** For each cell style, by its number: does it show a day? */
export async function dateStyles(pieces: AsyncIterable<string>): Promise<boolean[]> {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  await readXml(pieces, {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles) styles.push(isDate(Number(attributes.numFmtId ?? 0), formats));
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

function isDate(id: number, formats: ReadonlyMap<number, string>): boolean {
  const format = formats.get(id);
  if (format === undefined) return builtInDates.has(id);
  const letters = format
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .toLowerCase();
  // A lone m may be minutes: it takes a day or a year beside it, or no hours and seconds.
  return /[dy]/.test(letters) || (/m/.test(letters) && !/[hs]/.test(letters));
}

const DAY = 86_400_000;

/** The number of a day in a workbook as `YYYY-MM-DD`, with `Thh:mm` when it is not midnight. */
export function serialText(serial: number, epoch1904: boolean): string {
  // The 1900 system counts a 29 February 1900 that never was.
  const days = epoch1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const time = Date.UTC(1899, 11, 30) + Math.round((days * DAY) / 60_000) * 60_000;
  if (!(serial >= 0) || time > Date.UTC(9999, 11, 31)) return numberText(String(serial));
  const text = new Date(time).toISOString();
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : text.slice(0, 16);
}

/** A number as the cell would show it: at most 15 significant digits, never an exponent. */
export function numberText(value: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const rounded = Number(number.toPrecision(15));
  if (Math.abs(rounded) >= 1e21) return BigInt(rounded).toString();
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : text;
}
