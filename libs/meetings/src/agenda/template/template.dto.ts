import { z } from 'zod';
import { many, requiredLine, wholeNumber } from '@samrad/platform/views';
import { itemTypes } from '../agenda.dto.js';

const row = z.object({
  was: z.preprocess((value) => (value === '' || value === undefined ? null : value), wholeNumber(0, 500).nullable()),
  place: z.coerce.number().min(0).max(1000),
  title: z.string().trim().max(200),
  minutes: wholeNumber(0, 1440),
  type: z.enum(itemTypes),
});

/** A form sends one field of each kind for each row. */
function rowsOf(body: unknown): unknown {
  const { was, place, title, minutes, type, ...rest } = (body ?? {}) as Record<string, unknown>;
  const [kept, places, titles, lengths, types] = [was, place, title, minutes, type].map((value) =>
    [value ?? []].flat(),
  );
  const rows = titles!.map((words, at) => ({
    ...{ was: kept![at], place: places![at], title: words, minutes: lengths![at], type: types![at] },
  }));
  return { ...rest, rows: rows.filter(({ title: words }) => words !== '') };
}

/** A template as its form says it; `version` 0: it is one of the usual kinds, not changed yet. */
export const templateForm = z.preprocess(
  rowsOf,
  z.object({ name: requiredLine(), rows: many(row), version: wholeNumber(0, 1_000_000) }),
);
export type TemplateForm = z.infer<typeof templateForm>;

export const templateName = z.object({ name: requiredLine() });
