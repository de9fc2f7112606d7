import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailboxReader } from '@samrad/platform/mail';
import { IncomingMailService } from './incoming-mail.service.js';
import { readFacts } from './reading/read-facts.js';

/** Everything that arrives in the mailbox is judged as an answer to an invitation. */
@Injectable()
export class MailboxIntake implements OnModuleInit {
  constructor(
    private readonly mailbox: MailboxReader,
    private readonly mail: IncomingMailService,
  ) {}

  onModuleInit(): void {
    this.mailbox.onMessage(async (raw) => {
      const facts = await readFacts(raw);
      return () => this.mail.judge(raw, facts, 'imap');
    });
  }
}
