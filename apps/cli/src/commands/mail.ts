import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { IncomingMailService, type Judged } from '@samrad/meetings';
import { Db } from '@samrad/platform/database';
import { I18n } from '@samrad/platform/i18n';
import { withApplication } from '../context.js';
import { filesIn, messagesIn, type MailFile } from './mail-files.js';

/** What `mail ingest --json` prints for one file. `mailId` is left out: it means nothing outside the installation. */
type Line = { file: string } & Omit<Judged, 'mailId'>;

/** `mail ingest FILE…`: the same pipeline as for the mailbox, for messages that lie in files. */
export function addMail(program: Command): void {
  const mail = program.command('mail').description('incoming mail');
  mail
    .command('ingest')
    .description('judge messages (.eml) as answers to invitations')
    .argument('<files...>', 'messages as they were received (RFC 5322), mailbox files (mbox), or folders of them')
    .option('--json', 'print one JSON object for each message')
    .action((files: string[], { json }: { json?: boolean }) =>
      withApplication(async (app) => {
        for (const path of files) await ingestAll(app, path, Boolean(json));
        await app.get(Db).settle();
      }),
    );
}

async function ingestAll(app: INestApplicationContext, path: string, json: boolean): Promise<void> {
  await orSay(path, async () => {
    for await (const file of filesIn(path)) {
      await orSay(file, async () => {
        for (const message of await messagesIn(file)) await orSay(message.file, () => ingest(app, message, json));
      });
    }
  });
}

async function ingest(app: INestApplicationContext, { file, raw }: MailFile, json: boolean): Promise<void> {
  const { mailId: _, ...judged } = await app.get(IncomingMailService).ingest(raw, 'file');
  console.log(json ? JSON.stringify({ file, ...judged } satisfies Line) : sentenceOf(app, { file, ...judged }));
}

/** What cannot be judged is named; the next one is judged all the same, and the exit code is 1. */
async function orSay(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`${file}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

const sentenceOf = (app: INestApplicationContext, { file, ruling, reason }: Line): string =>
  `${file}: ${ruling}. ${app.get(I18n).t('en', `meetings.reply.reason.${reason}`)}`;
