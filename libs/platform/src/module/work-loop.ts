import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Jobs } from '../jobs/index.js';
import { MailboxReader, MailReceiver, Outbox, Sender } from '../mail/index.js';
import { Housekeeping } from './housekeeping.js';

const roundSeconds = 5;

/** Runs jobs and sends mail: at once when this process enqueued something, otherwise every few seconds. */
@Injectable()
export class WorkLoop implements OnModuleDestroy {
  private readonly log = new Logger('worker');
  private readonly tasks: { name: string; run: () => Promise<unknown> }[];
  private timer?: NodeJS.Timeout;
  private round?: Promise<void>;
  private again = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly sender: Sender,
    private readonly outbox: Outbox,
    private readonly mailbox: MailboxReader,
    private readonly receiver: MailReceiver,
    housekeeping: Housekeeping,
  ) {
    this.tasks = [
      { name: 'jobs', run: () => this.jobs.runDue() },
      { name: 'mail', run: () => this.sender.sendDue() },
      { name: 'rounds', run: () => this.jobs.runRound() },
      { name: 'housekeeping', run: () => housekeeping.sweep() },
    ];
  }

  start(): void {
    if (this.timer) return;
    this.jobs.onEnqueued(() => this.wake());
    this.outbox.onQueued(() => this.wake());
    this.timer = setInterval(() => this.wake(), roundSeconds * 1000);
    this.mailbox.start();
    void this.receiver.start().catch((error: Error) => this.log.error({ task: 'receiver', error: error.message }));
    this.wake();
  }

  /** Finishes the round that is under way. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await Promise.all([this.mailbox.stop(), this.receiver.stop()]);
    await this.round;
  }

  private wake() {
    if (!this.timer) return;
    this.again = true;
    this.round ??= this.rounds().finally(() => (this.round = undefined));
  }

  private async rounds() {
    while (this.again && this.timer) {
      this.again = false;
      for (const task of this.tasks) await this.attempt(task);
    }
  }

  /** A database that is down must not end the worker: the next round tries again. */
  private async attempt({ name, run }: { name: string; run: () => Promise<unknown> }) {
    try {
      await run();
    } catch (error) {
      this.log.error({ task: name, error: (error as Error).message });
    }
  }
}
