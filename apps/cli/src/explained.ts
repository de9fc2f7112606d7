import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { Invalid } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { withApplication } from './context.js';

/** Runs a command's work; wrong input ends it with one sentence for each field and exit code 1. */
export async function explained<T>(command: Command, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const result = await withApplication((app) =>
    work(app).then(
      (value) => ({ value }),
      (error: unknown) => ({ sentence: sentenceFor(app, error) }),
    ),
  );
  return 'value' in result ? result.value : command.error(result.sentence);
}

/** @throws what is not a mistake in the input */
function sentenceFor(app: INestApplicationContext, error: unknown): string {
  if (!(error instanceof Invalid)) throw error;
  const { fields } = error;
  return Object.entries(fields)
    .map(([field, { key, params }]) => [field, app.get(I18n).t('en', key, params)].filter(Boolean).join(': '))
    .join('\n');
}
