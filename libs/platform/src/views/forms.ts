import type { ZodType } from 'zod';
import type { Ctx } from '../auth/routes.js';
import { Conflict, Invalid, type Fault } from '../errors/index.js';
import type { Answer } from './answer.js';

/** What a form template needs: what was typed, and what is wrong with it. */
export interface FormState {
  values: Record<string, unknown>;
  errors: Record<string, Fault>;
  /** The same errors in order, for the summary at the top. */
  list: { field: string; key: string; params?: Record<string, unknown> }[];
  conflict?: Conflict['texts'] & { key: string; params?: Record<string, unknown> };
}

/** A form before anybody typed: with the record's values. */
export const freshForm = (values: object = {}): FormState => ({
  values: values as Record<string, unknown>,
  errors: {},
  list: [],
});

export interface Submission<D, R> {
  schema: ZodType<D>;
  body: unknown;
  /** The verb. */
  run: (input: D) => Promise<R>;
  /** What can be wrong between fields, told together with what is wrong within them. */
  across?: (values: Record<string, unknown>) => Record<string, Fault>;
  /** Where to go afterwards. */
  done: (result: R) => Answer;
  /** The page with the form, filled as it was sent. */
  again: (form: FormState, status: number) => Answer | Promise<Answer>;
}

/** Checks a form, runs the verb, and answers: on, or the same form again with 422 or 409 and everything that was typed. */
export async function submit<D, R>(_ctx: Ctx, submission: Submission<D, R>): Promise<Answer> {
  const values = (submission.body ?? {}) as Record<string, unknown>;
  try {
    const result = await submission.run(check(submission.schema, values));
    return submission.done(result);
  } catch (error) {
    if (error instanceof Invalid) {
      return submission.again(formWith(values, { ...error.fields, ...submission.across?.(values) }), 422);
    }
    if (error instanceof Conflict) {
      return submission.again(
        { ...freshForm(values), conflict: { key: error.key, params: error.params, ...error.texts } },
        409,
      );
    }
    throw error;
  }
}

export const formWith = (values: Record<string, unknown>, errors: Record<string, Fault>): FormState => ({
  values,
  errors,
  list: Object.entries(errors).map(([field, fault]) => ({ field, ...fault })),
});

/** Input by its schema. @throws Invalid with a locale key per field */
export function check<D>(schema: ZodType<D>, input: unknown): D {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  throw new Invalid(faultsOf(result.error.issues as Issue[]));
}

function faultsOf(issues: Issue[]): Record<string, Fault> {
  const fields: Record<string, Fault> = {};
  for (const issue of issues) {
    const inner = issue.keys ?? [];
    const names = inner.length > 0 ? inner.map((key) => [...issue.path, key]) : [issue.path];
    for (const name of names) fields[name.join('.')] ??= faultOf(issue);
  }
  return fields;
}

interface Issue {
  code: string;
  path: PropertyKey[];
  /** Fields that the schema does not know. */
  keys?: string[];
  message: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
}

/** Plain sentences for what a schema found, first match wins. */
const sentences: { when: (issue: Issue) => boolean; key: string }[] = [
  { when: ({ code, minimum, origin }) => code === 'too_small' && minimum === 1 && origin === 'string', key: 'missing' },
  { when: ({ code }) => code === 'too_small', key: 'tooSmall' },
  { when: ({ code, origin }) => code === 'too_big' && origin === 'string', key: 'tooLong' },
  { when: ({ code }) => code === 'too_big', key: 'tooBig' },
  { when: ({ code }) => code === 'unrecognized_keys', key: 'unknown' },
  { when: ({ code, message }) => code === 'invalid_type' && /undefined|null/.test(message), key: 'missing' },
  { when: () => true, key: 'format' },
];

/** Schema messages that are locale keys ('platform.invalid.missing') are kept; the others get a plain sentence. */
function faultOf(issue: Issue): Fault {
  if (/^[a-z]+(\.[A-Za-z_]+)+$/.test(issue.message)) return { key: issue.message };
  const { key } = sentences.find(({ when }) => when(issue))!;
  return { key: `platform.invalid.${key}`, params: { minimum: issue.minimum, maximum: issue.maximum } };
}
