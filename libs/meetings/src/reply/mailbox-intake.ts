import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailboxReader, MailReceiver, type MessageHandler } from '@samrad/platform/mail';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { IncomingMailService, type MailSource } from './incoming-mail.service.js';

/** Everything that arrives, in the mailbox or by the mail server itself, is judged as an answer to an invitation. */
@Injectable()
export class MailboxIntake implements OnModuleInit {
  constructor(
    private readonly mailbox: MailboxReader,
    private readonly receiver: MailReceiver,
    private readonly mail: IncomingMailService,
    private readonly meetings: MeetingFinder,
  ) {}

  onModuleInit(): void {
    this.mailbox.onMessage(this.handler('imap'));
    this.receiver.onMessage(this.handler('smtp'));
    this.receiver.alsoFor(() => this.meetings.organiserAddresses());
  }

  private handler(source: MailSource): MessageHandler {
    return {
      read: async (raw) => {
        const arrived = await this.mail.read(raw, source);
        return () => this.mail.judge(arrived);
      },
      keep: (raw) => this.mail.keep(raw, source),
    };
  }
}
