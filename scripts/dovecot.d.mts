export interface Dovecot {
  /** As IMAP_URL wants it. */
  readonly url: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The mailbox as a Maildir: what is put into `new/` has arrived. */
  readonly maildir: string;
  /** Stops the server and removes the mailbox. */
  stop(): Promise<void>;
}
export function hasDovecot(): boolean;
export function startDovecot(account?: { user?: string; password?: string }): Promise<Dovecot>;
