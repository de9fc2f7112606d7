import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';

/**
 * What the mail server has taken and the database does not know yet: one small file for each sender, on its own machine.
 * A line is there as soon as it is written, even if the process is killed in the next moment; a commit for every message
 * would say the same and take longer than the message. Without the file mail is sent as well, and what was on the way to
 * the database may go out again.
 */
export class TakenJournal {
  private readonly log = new Logger('mail');
  private file?: number;

  /** @param folder where the files of all senders of this machine are. @param me names the file */
  constructor(
    private readonly folder: string,
    private readonly me: string,
  ) {}

  add(id: string): void {
    this.attempt(() => {
      this.file ??= this.open();
      writeSync(this.file, `${id}\n`);
    });
  }

  /** The database knows all of it. */
  clear(): void {
    const { file } = this;
    if (file !== undefined) this.attempt(() => ftruncateSync(file));
  }

  /** What another sender left behind; empty when there is nothing, or it was on another machine. */
  of(sender: string): string[] {
    try {
      const lines = readFileSync(this.pathOf(sender), 'utf8').split('\n');
      return lines.slice(0, -1); // what follows the last line break was cut off
    } catch {
      return [];
    }
  }

  forget(sender: string): void {
    this.attempt(() => rmSync(this.pathOf(sender), { force: true }));
  }

  close(): void {
    if (this.file === undefined) return;
    closeSync(this.file);
    this.file = undefined;
    if (this.of(this.me).length === 0) this.forget(this.me);
  }

  private open(): number {
    mkdirSync(this.folder, { recursive: true });
    return openSync(this.pathOf(this.me), 'a');
  }

  private pathOf(sender: string): string {
    return join(this.folder, `${sender}.taken`);
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.log.warn({ message: 'journal of sent mail', error: (error as Error).message });
    }
  }
}
