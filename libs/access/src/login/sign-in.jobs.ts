import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '@samrad/platform/jobs';
import { LinkService, sendLinkJob } from './link.service.js';

/** Mails for signing in. */
@Injectable()
export class SignInJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly links: LinkService,
  ) {}

  onModuleInit(): void {
    this.jobs.on(sendLinkJob, (order: never) => this.links.send(order));
  }
}
