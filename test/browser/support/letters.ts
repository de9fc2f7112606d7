// The mail that came out of the product, read as a mail program reads it.
import { setTimeout as wait } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { SmtpSink } from '../../support/smtp-sink.js';

export interface Letter {
  subject: string;
  text: string;
  html: string;
  /** The calendar part, unfolded; empty without one. */
  calendar: string;
  messageId: string;
  raw: string;
}

/** The newest letter to an address whose subject matches; waits for it. @throws after `within` milliseconds */
export async function letterTo(sink: SmtpSink, address: string, subject: RegExp, within = 15_000): Promise<Letter> {
  const deadline = performance.now() + within;
  for (;;) {
    const letters = await Promise.all(sink.to(address).map(({ raw }) => read(raw)));
    const found = letters.filter((letter) => subject.test(letter.subject)).at(-1);
    if (found) return found;
    const subjects = letters.map((letter) => letter.subject).join('; ');
    if (performance.now() > deadline) throw new Error(`No letter ${subject} to ${address}. There are: ${subjects}`);
    await wait(50);
  }
}

/** Takes a raw message apart. */
export async function read(raw: string): Promise<Letter> {
  const mail: ParsedMail = await simpleParser(raw);
  const calendar = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  return {
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    calendar: calendar ? calendar.content.toString('utf8').replace(/\r\n[ \t]/g, '') : '',
    messageId: mail.messageId ?? '',
    raw,
  };
}

/** The first link in a letter's text whose path begins so. */
export function linkIn(letter: Letter, path: string): string {
  const links = letter.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((address) => new URL(address).pathname.startsWith(path));
  if (!link) throw new Error(`No link to ${path} in: ${letter.text}`);
  return link;
}
