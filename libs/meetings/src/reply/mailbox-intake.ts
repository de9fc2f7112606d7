import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailboxReader, MailReceiver, type MessageHandler } from '@samrad/platform/mail';
import { IncomingMailService, type MailSource } from './incoming-mail.service.js';
import { readFacts } from './reading/read-facts.js';

/** Everything that arrives, in the mailbox or by the mail server itself, is judged as an answer to an invitation. */
@Injectable()
export class MailboxIntake implements OnModuleInit {
  constructor(
    private readonly mailbox: MailboxReader,
    private readonly receiver: MailReceiver,
    private readonly mail: IncomingMailService,
  ) {}

  onModuleInit(): void {
    this.mailbox.onMessage(this.handler('imap'));
    this.receiver.onMessage(this.handler('smtp'));
  }

  private handler(source: MailSource): MessageHandler {
    return {
      read: async (raw) => {
        const facts = await readFacts(raw);
        return () => this.mail.judge(raw, facts, source);
      },
      keep: (raw) => this.mail.keep(raw, source),
    };
  }
}
