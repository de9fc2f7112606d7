import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '@samrad/platform/jobs';
import { TextService } from './text.service.js';

@Injectable()
export class TextJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly texts: TextService,
  ) {}

  onModuleInit(): void {
    this.jobs.on('library.read-text', ({ id }: { id: string }) => this.texts.read(id));
  }
}
