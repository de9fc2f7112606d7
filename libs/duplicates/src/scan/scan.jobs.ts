import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '@samrad/platform/jobs';
import { scanJob, ScanService } from './scan.service.js';

@Injectable()
export class ScanJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly scans: ScanService,
  ) {}

  onModuleInit(): void {
    this.jobs.on(scanJob, ({ scanId }: { scanId: string }) => this.scans.run(scanId));
  }
}
