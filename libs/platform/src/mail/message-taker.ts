import { Logger } from '@nestjs/common';
import { Unavailable } from '../errors/index.js';

/** Who makes something of the messages that come in. */
export interface MessageHandler {
  /**
   * Takes one raw message in two steps: reading it, which may take its time, and what follows from it, which runs in the
   * transaction that also remembers that the message was taken.
   */
  read(raw: Buffer): Promise<() => Promise<unknown>>;
  /** Keeps a message that could not be taken, so that people find it. */
  keep(raw: Buffer): Promise<unknown>;
}

/** Runs the second step in a transaction. */
export type Within = (follow: () => Promise<unknown>) => Promise<unknown>;

/** A little above the limit of what is read, so that larger messages are seen to be too large. */
export const mostOctets = 11 * 1024 * 1024;
const triesForOne = 3;
const remembered = 1_000;

/** One message must not hold up the others: after some tries it is kept as it is for people to look at. */
export class MessageTaker {
  handler?: MessageHandler;
  private readonly log = new Logger('mailbox');
  private readonly failures = new Map<string, number>();

  /**
   * @param key the same for the same message
   * @returns false when it could neither be judged nor kept. @throws while it is worth trying again
   */
  async take(key: string, raw: Buffer, within: Within): Promise<boolean> {
    try {
      await within(await this.handler!.read(raw));
      this.failures.delete(key);
      return true;
    } catch (error) {
      this.count(key, error as Error);
      return this.keep(key, raw, within);
    }
  }

  /** @throws the error while there are tries left; a database that is away takes none */
  private count(key: string, error: Error): void {
    const failed = (this.failures.get(key) ?? 0) + (error instanceof Unavailable ? 0 : 1);
    if (this.failures.size > remembered) this.failures.clear();
    this.failures.set(key, failed);
    if (failed < triesForOne || error instanceof Unavailable) throw error;
    this.log.error({ message: key, passedOver: true, error: error.message, stack: error.stack });
    this.failures.delete(key);
  }

  private async keep(key: string, raw: Buffer, within: Within): Promise<boolean> {
    try {
      await within(() => this.handler!.keep(raw));
      return true;
    } catch (error) {
      this.log.error({ message: key, kept: false, error: (error as Error).message });
      return false;
    }
  }
}
