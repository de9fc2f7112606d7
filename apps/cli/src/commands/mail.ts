import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { IncomingMailService, type Judged } from '@samrad/meetings';
import { I18n } from '@samrad/platform/i18n';
import { withApplication } from '../context.js';

/** What `mail ingest --json` prints for one file. `mailId` is left out: it means nothing outside the installation. */
type Line = { file: string } & Omit<Judged, 'mailId'>;

/** `mail ingest FILE…`: the same pipeline as for the mailbox, for messages that lie in files. */
export function addMail(program: Command): void {
  const mail = program.command('mail').description('incoming mail');
  mail
    .command('ingest')
    .description('judge messages (.eml) as answers to invitations')
    .argument('<files...>', 'messages as they were received (RFC 5322)')
    .option('--json', 'print one JSON object for each message')
    .action((files: string[], { json }: { json?: boolean }) =>
      withApplication(async (app) => {
        for (const file of files) await ingest(app, file, Boolean(json));
      }),
    );
}

/** A file that cannot be judged is named; the next one is judged all the same, and the exit code is 1. */
async function ingest(app: INestApplicationContext, file: string, json: boolean): Promise<void> {
  try {
    const { mailId: _, ...judged } = await app.get(IncomingMailService).ingest(await readFile(file), 'file');
    console.log(json ? JSON.stringify({ file, ...judged } satisfies Line) : sentenceOf(app, { file, ...judged }));
  } catch (error) {
    console.error(`${file}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

const sentenceOf = (app: INestApplicationContext, { file, ruling, reason }: Line): string =>
  `${file}: ${ruling}. ${app.get(I18n).t('en', `meetings.reply.reason.${reason}`)}`;
