import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isOrganiser } from '@samrad/platform/auth';
import { HomePanels } from '@samrad/platform/views';
import { MailFinder } from './mail.finder.js';

/** Tells organisers of mail that did not go out. */
@Injectable()
export class MailTasks implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly mail: MailFinder,
  ) {}

  onModuleInit(): void {
    this.home.offerTasks(async ({ actor }) => {
      if (!isOrganiser(actor)) return [];
      const { failed } = await this.mail.waiting();
      return [{ key: 'pages.home.failedMail', count: failed, href: '/sent-mail?status=failed', tone: 'danger' }];
    });
  }
}
