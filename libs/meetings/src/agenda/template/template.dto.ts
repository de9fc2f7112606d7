import { z } from 'zod';
import { many, requiredLine, wholeNumber } from '@samrad/platform/views';
import { itemTypes } from '../agenda.dto.js';
import { attributions, sessionAccesses } from '../session/session.types.js';

const blankIsNull = (value: unknown) => (value === '' || value === undefined ? null : value);
const placeBefore = z.preprocess(blankIsNull, wholeNumber(0, 500).nullable());

const row = z.object({
  was: placeBefore,
  place: z.coerce.number().min(0).max(1000),
  title: z.string().trim().max(200),
  minutes: wholeNumber(0, 1440),
  type: z.enum(itemTypes),
  session: placeBefore.optional(),
});

const sessionRow = z.object({
  was: placeBefore,
  title: z.string().trim().max(200),
  access: z.enum(sessionAccesses),
  attribution: z.enum(attributions),
});

const listOf = (value: unknown): unknown[] => [value ?? []].flat();

/** A form sends one field of each kind for each row. */
function rowsOf(body: unknown): unknown {
  const { was, place, title, minutes, type, session, ...rest } = (body ?? {}) as Record<string, unknown>;
  const [kept, places, titles, lengths, types] = [was, place, title, minutes, type].map(listOf);
  const rows = titles!.map((words, at) => ({
    ...{ was: kept![at], place: places![at], title: words, minutes: lengths![at], type: types![at] },
    ...(session !== undefined && { session: listOf(session)[at] }),
  }));
  return { ...sessionsOf(rest), rows: rows.filter(({ title: words }) => words !== '') };
}

/** Rows without a title stay: items name sessions by their place among the rows. */
function sessionsOf({ sessionWas, sessionTitle, access, attribution, ...rest }: Record<string, unknown>) {
  if (sessionTitle === undefined) return rest;
  const [kept, accesses, rules] = [sessionWas, access, attribution].map(listOf);
  const sessions = listOf(sessionTitle).map((title, at) => ({
    ...{ was: kept![at], title, access: accesses![at], attribution: rules![at] },
  }));
  return { ...rest, sessions };
}

/** A template as its form says it; `version` 0: it is one of the usual kinds, not changed yet. */
export const templateForm = z.preprocess(
  rowsOf,
  z.object({
    name: requiredLine(),
    rows: many(row),
    /** Absent: as they were. */
    sessions: z.array(sessionRow).max(50).optional(),
    version: wholeNumber(0, 1_000_000),
  }),
);
export type TemplateForm = z.infer<typeof templateForm>;

export const templateName = z.object({ name: requiredLine() });
