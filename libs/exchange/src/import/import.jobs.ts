import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '@samrad/platform/jobs';
import { checkJob, CheckService } from './check.service.js';
import { ImportSweep } from './import-sweep.js';
import { forgetJob, ListFiles } from './list-files.js';
import { RunService, writeJob } from './run.service.js';

@Injectable()
export class ImportJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly checks: CheckService,
    private readonly runs: RunService,
    private readonly sweep: ImportSweep,
    private readonly files: ListFiles,
  ) {}

  onModuleInit(): void {
    this.jobs.on(checkJob, ({ importId }: { importId: string }) => this.checks.run(importId));
    this.jobs.on(writeJob, ({ importId }: { importId: string }) => this.runs.run(importId));
    this.jobs.on(forgetJob, ({ hash }: { hash: string }) => this.files.forget(hash));
    this.jobs.hourly(() => this.sweep.run());
  }
}
