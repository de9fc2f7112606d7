// Pieces of input schemas that forms and the API share. Forms send text: blank means absent.
import { z } from 'zod';
import { isSeen, seenLine, withoutHiddenSigns } from '../pure/hidden-signs.js';
import { isZone } from '../pure/zoned.js';

const noControls = /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$/;

/** One line of text: trimmed, no line breaks, no control characters, nothing that cannot be seen. */
export const line = (max = 200) =>
  z
    .string()
    .overwrite(seenLine)
    .trim()
    .max(max)
    // Nor signs that turn the direction of what follows: a name must not rearrange the line it stands in.
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, {
      error: ({ input }) =>
        `platform.invalid.${/[\r\n\u0085\u2028\u2029]/.test(String(input)) ? 'oneLine' : 'controlCharacters'}`,
    });
export const requiredLine = (max = 200) =>
  line(max).min(1, 'platform.invalid.missing').refine(isSeen, 'platform.invalid.missing');
/**
 * The query of an API list: unknown fields and values are refused by name. Pages are kinder: they fall back.
 * @param query whose fields may have fallbacks (`catch`), which do not count here
 */
export function strictQuery<S extends z.ZodRawShape>(query: z.ZodObject<S>) {
  const fields = Object.entries(query.shape).map(([name, field]) => [name, withoutFallback(field as z.ZodType)]);
  return z.strictObject(Object.fromEntries(fields) as S);
}

/**
 * What a page's query asks for and cannot get, as `state=XX`: the page falls back, and says so above the list.
 * @param query of the page, see `strictQuery`
 */
export function ignoredIn(query: z.ZodObject, given: Record<string, unknown>): string {
  return Object.entries(given)
    .filter(([name]) => name in query.shape)
    .flatMap(([name, value]) => unusedOf(query, name, value).map((one) => `${name}=${one.slice(0, 60)}`))
    .join(', ');
}

/** Of several values, where the field takes one only, all of them. */
function unusedOf(query: z.ZodObject, name: string, value: unknown): string[] {
  const texts = [value].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  if (!texts.length || isUsed(query, name, texts.length > 1 ? texts : texts[0])) return [];
  const wrong = texts.filter((one) => !isUsed(query, name, one));
  return wrong.length ? wrong : texts;
}

function isUsed(query: z.ZodObject, name: string, value: unknown): boolean {
  return withoutFallback(query.shape[name] as z.ZodType).safeParse(value).success;
}

function withoutFallback(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodCatch) return withoutFallback(field.unwrap() as z.ZodType);
  if (field instanceof z.ZodDefault)
    return withoutFallback(field.unwrap() as z.ZodType).default(field.def.defaultValue);
  return field;
}

/** Several lines of text; CRLF becomes LF, signs that hide or turn the text go. */
export const longText = (max = 20_000) =>
  z
    .string()
    .max(max)
    .regex(noControls, 'platform.invalid.controlCharacters')
    .transform((value) => withoutHiddenSigns(value.replace(/\r\n?/g, '\n')).trim());
/** Several lines of text that must be there. */
export const requiredText = (max = 20_000) =>
  longText(max).pipe(z.string().min(1, 'platform.invalid.missing').refine(isSeen, 'platform.invalid.missing'));

const blankToNull = (value: unknown) => (value === '' || value === undefined ? null : value);
/** Blank and absent become null. */
export const orNull = <T extends z.ZodType>(schema: T) => z.preprocess(blankToNull, schema.nullable());
/** `YYYY-MM-DD` from 1900 on: other years are slips of the finger. */
export const day = () => z.iso.date('platform.invalid.date').regex(/^(19|2\d)/, 'platform.invalid.date');
/** 29 February of an ordinary year and 24:00 would become the day after. */
const isInCalendar = (value: string): boolean => {
  const date = new Date(`${value}:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};
/** Wall time `YYYY-MM-DDTHH:MM`. */
export const wallTime = () =>
  z
    .string()
    .regex(/^(19|2\d)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'platform.invalid.time')
    .refine(isInCalendar, 'platform.invalid.time');
export const zone = () => z.string().max(64).refine(isZone, 'platform.invalid.zone');
export const email = () => z.string().trim().max(254).pipe(z.email('platform.invalid.email'));
export const httpUrl = () => z.url({ protocol: /^https?$/, error: 'platform.invalid.url' }).max(1000);
/** A checkbox: `on`, `true`, true → true; absent → false. */
export const checkbox = () =>
  z.preprocess((value) => value === 'on' || value === 'true' || value === true || value === '1', z.boolean());
/** One value or several, always as an array. */
export const many = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value): unknown[] => (value === undefined || value === '' ? [] : [value].flat()), z.array(schema));
export const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
export const recordId = () => z.string().min(1).max(36);
/** Why something is changed, for the history; may be left out. */
export const reason = () => orNull(line(200)).optional();
/** The version an edit was based on. */
export const editVersion = () => z.coerce.number().int().min(1);
