import { z } from 'zod';
import { line, wholeNumber } from '@samrad/platform/views';
import { textInput } from '../report/report.dto.js';
import type { Sent } from '../report/report.rules.js';

/** The report as it comes back: one text and the version it was written on for each topic, `text-<id>` and `number-<id>`. */
export const reportForm = (topicIds: readonly string[]) =>
  z
    .looseObject(
      Object.fromEntries(
        topicIds.flatMap((id) => [
          [`text-${id}`, textInput],
          [`number-${id}`, wholeNumber(0, 1_000_000)],
        ]),
      ),
    )
    .transform((fields: Record<string, unknown>): Sent[] =>
      topicIds.map((id) => ({
        topicId: id,
        number: fields[`number-${id}`] as number,
        text: (fields[`text-${id}`] as string | null) || null,
      })),
    );

/** The texts that were seen: see `markOf`. */
export const clearanceForm = z.object({ mark: line(2000) });
export const withdrawalForm = z.object({});
