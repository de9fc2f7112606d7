// Everything the story needs around the product: a mail server, a mailbox, a browser, and the people in it.
import type { Browser } from 'playwright-core';
import { startChromium, Visitor, type VisitorOptions } from '../../support/chromium.js';
import { hasDovecot, startMailbox, type Mailbox } from '../../support/dovecot.js';
import { startProduct, type Product } from '../../support/product.js';
import { SmtpSink } from '../../support/smtp-sink.js';

export const sender = 'reg@samrad.example.org';

export interface World {
  product: Product;
  sink: SmtpSink;
  mailbox: Mailbox;
  browser: Browser;
  /** A new person with an empty browser. */
  visitor(options?: Partial<VisitorOptions>): Promise<Visitor>;
  /** What was wrong on the pages since the last time it was asked. */
  faults(): string[];
  /** Throws the error again, with what each person saw when it happened. */
  tell(error: unknown): Promise<never>;
  close(): Promise<void>;
}

/** Starts the product on an empty database, with a real mail server and a real mailbox. */
export async function startWorld(): Promise<World> {
  if (!hasDovecot()) throw new Error('Dovecot is needed: apt-get install dovecot-imapd');
  const [sink, mailbox, browser] = await Promise.all([SmtpSink.start(), startMailbox(), startChromium()]);
  const around = () => Promise.all([browser.close(), sink.stop(), mailbox.stop()]);
  const product = await startProduct({
    SMTP_URL: sink.url,
    IMAP_URL: mailbox.url,
    MAIL_FROM: `EMN Norway <${sender}>`,
    CHANGE_DELAY_SECONDS: '0',
  }).catch(async (error: unknown) => {
    await around();
    throw error;
  });
  const people: Visitor[] = [];
  const visitor = async (options: Partial<VisitorOptions> = {}) => {
    const person = await Visitor.come(browser, { url: product.url, ...options });
    people.push(person);
    return person;
  };
  const close = async () => {
    await product.stop();
    await around();
  };
  const tell = async (error: unknown): Promise<never> => {
    const sights = await Promise.all(people.map((person) => person.sight()));
    throw new Error(`${(error as Error).message}\n${sights.join('\n')}\n${product.output().slice(-2000)}`, {
      cause: error,
    });
  };
  const faults = () => people.flatMap((person) => person.faults.splice(0));
  return { product, sink, mailbox, browser, visitor, faults, tell, close };
}
