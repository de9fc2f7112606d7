import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { MergeJournal } from './merge/rows/merge-journal.js';
import { MergeService } from './merge/merge.service.js';
import { PendingJobs } from './merge/rows/pending-jobs.js';
import { RegisterIndex } from './merge/rows/register-index.js';
import { RawRows } from './merge/rows/raw-rows.js';
import { TableGraph } from './merge/rows/table-graph.js';
import { UndoService } from './merge/undo.service.js';

const merging = [MergeService, UndoService, MergeJournal, PendingJobs, RegisterIndex, RawRows, TableGraph];

/** Records of the register that look alike: rules, scans, merging two into one, undoing it. */
@Module({ imports: [NetworkModule], providers: merging, exports: merging })
export class DuplicatesModule {}
