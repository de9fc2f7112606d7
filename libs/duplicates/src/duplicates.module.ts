import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { FormerMerges } from './merge/former-source.js';
import { MergeForgetting } from './merge/forgetting.js';
import { MergeApiController } from './merge/merge.api.controller.js';
import { MergeController } from './merge/merge.controller.js';
import { MergeFinder } from './merge/merge.finder.js';
import { MergePage } from './merge/merge-page.js';
import { MergeService } from './merge/merge.service.js';
import { MergeJournal } from './merge/rows/merge-journal.js';
import { PendingJobs } from './merge/rows/pending-jobs.js';
import { RawRows } from './merge/rows/raw-rows.js';
import { RegisterIndex } from './merge/rows/register-index.js';
import { TableGraph } from './merge/rows/table-graph.js';
import { TermHistory } from './merge/terms/term-history.js';
import { UndoService } from './merge/undo.service.js';
import { DuplicatesHome } from './scan/duplicates-home.js';
import { MergeErasure } from './merge/merge-erasure.js';
import { LookAlikeFinder } from './look-alike/look-alike.finder.js';
import { ManyLookAlikes } from './look-alike/many-look-alikes.js';
import { PairFinder } from './scan/pair.finder.js';
import { PairService } from './scan/pair.service.js';
import { PairStore } from './scan/pair-store.js';
import { RuleSetApiController } from './rule-set/rule-set.api.controller.js';
import { RuleSetController } from './rule-set/rule-set.controller.js';
import { RuleSetFinder } from './rule-set/rule-set.finder.js';
import { RuleSetService } from './rule-set/rule-set.service.js';
import { ScanApiController } from './scan/scan.api.controller.js';
import { ScanController } from './scan/scan.controller.js';
import { ScanJobs } from './scan/scan.jobs.js';
import { ScanService } from './scan/scan.service.js';
import { TraitsFinder } from './scan/traits.finder.js';

const rows = [MergeJournal, PendingJobs, RegisterIndex, RawRows, TableGraph];
const merging = [
  MergeErasure,
  MergeService,
  MergeFinder,
  MergePage,
  UndoService,
  FormerMerges,
  MergeForgetting,
  TermHistory,
  ...rows,
];
const scanning = [
  ...[RuleSetFinder, RuleSetService],
  ...[ScanService, ScanJobs, PairFinder, PairService, PairStore, TraitsFinder],
  ...[LookAlikeFinder, ManyLookAlikes, DuplicatesHome],
];

/** Records of the register that look alike: rules, scans, merging two into one, undoing it. */
@Module({
  imports: [NetworkModule],
  controllers: [
    ...[RuleSetController, ScanController, MergeController],
    ...[RuleSetApiController, ScanApiController, MergeApiController],
  ],
  providers: [...merging, ...scanning],
  exports: [...merging, ...scanning],
})
export class DuplicatesModule {}
