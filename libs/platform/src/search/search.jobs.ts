import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../jobs/index.js';
import { SearchIndex } from './search-index.js';

/** Writes the index anew where an update asks for it. */
@Injectable()
export class SearchJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly index: SearchIndex,
  ) {}

  onModuleInit(): void {
    this.jobs.on('search.rebuild', async () => void (await this.index.rebuild()));
  }
}
