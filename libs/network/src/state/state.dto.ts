import { z } from 'zod';
import { day, editVersion, line, orNull, reason, requiredLine } from '@samrad/platform/views';
import { participationKinds } from './known-states.js';

const period = z.object({
  kind: z.enum(participationKinds, 'network.state.invalid.kind'),
  /** First and last day, `YYYY-MM-DD`; without a last day: until further notice. */
  validFrom: day(),
  validTo: orNull(day()),
  note: orNull(line(500)),
});

/** A State's names and its periods of participation, all of them; from the form or the API. */
export const stateChange = z.preprocess(
  gathered,
  z.object({
    nameEn: requiredLine(),
    nameNb: requiredLine(),
    nameNn: requiredLine(),
    periods: z.array(period).max(20),
    why: reason(),
    version: editVersion(),
  }),
);
export type StateChange = z.infer<typeof stateChange>;

const parts = ['kind', 'validFrom', 'validTo', 'note'] as const;
type Row = Record<(typeof parts)[number], unknown>;

/** Forms send a period in four fields, `periods.0.kind` and so on; a row left blank is no period. */
function gathered(input: unknown): unknown {
  const body = (input ?? {}) as Record<string, unknown>;
  return body.periods === undefined ? { ...body, periods: periodRows(body) } : body;
}

export function periodRows(body: Record<string, unknown>): Row[] {
  const indices = Object.keys(body).map((field) => /^periods\.(\d{1,2})\.kind$/.exec(field)?.[1]);
  return indices
    .filter((index) => index !== undefined)
    .map((index) => Object.fromEntries(parts.map((part) => [part, body[`periods.${index}.${part}`] ?? ''])) as Row)
    .filter(({ validFrom, validTo, note }) => validFrom || validTo || note);
}

/** The fields of a form for these periods, and a blank row for one more. */
export function periodFields(periods: readonly object[]): Record<string, unknown> {
  const rows = [...periods, { kind: '', validFrom: '', validTo: '', note: '' }] as Row[];
  return Object.fromEntries(
    rows.flatMap((row, index) => parts.map((part) => [`periods.${index}.${part}`, row[part] ?? ''])),
  );
}
