import type { Attachment, ParsedMail } from 'mailparser';
import { readableText } from './words.js';

const shownAtMost = 3;
const mostWords = 4_000;

/** Messages that somebody attached, as words for those who review; nothing in them is believed or applied. */
export async function forwardedWords(
  attachments: readonly Attachment[],
  read: (raw: Buffer) => Promise<ParsedMail>,
): Promise<string> {
  const messages = attachments.filter(({ contentType }) => /^message\/(rfc822|global)$/i.test(contentType));
  const texts = await Promise.all(messages.slice(0, shownAtMost).map(({ content }) => wordsOf(content, read)));
  return texts.filter(Boolean).join('\n\n');
}

async function wordsOf(content: Buffer, read: (raw: Buffer) => Promise<ParsedMail>): Promise<string> {
  const mail = await read(content).catch(() => null);
  if (!mail) return '';
  const from = mail.from?.text ? [`From: ${mail.from.text}`] : [];
  const about = mail.subject ? [`Subject: ${mail.subject}`] : [];
  const lines = [...from, ...about, '', readableText(mail).slice(0, mostWords)];
  return lines.map((line) => `> ${line.replaceAll('\n', '\n> ')}`).join('\n');
}
