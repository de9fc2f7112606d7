import { type DynamicModule, Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Env } from '../../../../config/env.js';
import { PersonalDoor, RateLimits, Secret } from '../auth/index.js';
import { Clock } from '../clock/index.js';
import { Db, Settings } from '../database/index.js';
import { Events, LiveStreams, Signals } from '../events/index.js';
import { FileStore, FolderStore, Uploads } from '../files/index.js';
import { I18n } from '../i18n/index.js';
import { Jobs } from '../jobs/index.js';
import {
  MailboxCursors,
  MailboxReader,
  MailReceiver,
  Outbox,
  PersonalLinks,
  Sender,
  SentMails,
} from '../mail/index.js';
import { Office } from '../office/index.js';
import { Pdf, PdfJoiner, SheetFiles, SheetPdfs } from '../pdf/index.js';
import { Search, SearchIndex, SearchJobs } from '../search/index.js';
import { Assets, HomePanels, Views } from '../views/index.js';
import { Housekeeping } from './housekeeping.js';
import { WorkLoop } from './work-loop.js';

export interface PlatformParts {
  env: Env;
  source: DataSource;
  reader: DataSource;
  secret: Secret;
  clock?: Clock;
}

const parts = [
  RateLimits,
  PersonalDoor,
  Settings,
  Events,
  Signals,
  LiveStreams,
  Uploads,
  I18n,
  Jobs,
  MailboxCursors,
  MailboxReader,
  MailReceiver,
  Outbox,
  Sender,
  PersonalLinks,
  SentMails,
  Office,
  Pdf,
  PdfJoiner,
  SheetPdfs,
  SheetFiles,
  Search,
  SearchIndex,
  SearchJobs,
  Assets,
  HomePanels,
  Views,
  Housekeeping,
  WorkLoop,
];

/** Everything technical, for every context. */
@Global()
@Module({})
export class PlatformModule {
  /** @param source opened data sources; closed by whoever opened them */
  static with({ env, source, reader, secret, clock }: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Env, useValue: env },
        { provide: Secret, useValue: secret },
        { provide: Clock, useValue: clock ?? new Clock() },
        { provide: Db, useValue: new Db(source, reader) },
        { provide: FileStore, useValue: new FolderStore(join(env.values.DATA_DIR, 'files')) },
        ...parts,
      ],
      exports: [Env, Secret, Clock, Db, FileStore, ...parts],
    };
  }
}
