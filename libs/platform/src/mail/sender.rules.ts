/** What became of one try to send. */
export interface Outcome {
  status: 'sent' | 'queued' | 'failed';
  /** The mail server's words. */
  error: string | null;
  /** The server could not be reached at all: nobody's mail is at fault. */
  unreachable: boolean;
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

const network = ['ECONNECTION', 'ECONNREFUSED', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ENOTFOUND', 'EAUTH'];

/**
 * 5xx for the message is final and shown to a person; 4xx and a broken connection are tried again with growing pauses.
 * An unreachable server never uses up the tries (RFC 5321 section 4.5.4.1).
 */
export function outcomeOf(error: SmtpError, attempts: number, mostAttempts: number): Outcome {
  const words = error.response ?? error.message;
  const unreachable = !error.responseCode && network.includes(error.code ?? '');
  if (unreachable || error.code === 'EAUTH') return { status: 'queued', error: words, unreachable: true };
  const refused = (error.responseCode ?? 0) >= 500;
  const status = refused || attempts >= mostAttempts ? 'failed' : 'queued';
  return { status, error: words, unreachable: false };
}

/** Kind of the job that follows when a server refused an address for good. */
export const refusedMail = 'mail.refused';

/** What that job gets. */
export interface RefusedMail {
  address: string;
  /** The server's words. */
  words: string;
}

/** Kind of the job that follows when mail to an address came back. */
export const bouncedMail = 'mail.bounced';

/** What that job gets. */
export interface BouncedMail {
  address: string;
  /** `hard`: the address does not work; `soft`: this message could not be delivered. */
  kind: 'hard' | 'soft';
  words: string | null;
}

/** The words of a message that was taken back before it was sent. */
export const withdrawnWords = 'Not sent: it was taken back';

/**
 * Whether a final refusal is about the address (RFC 3463 5.1.x and 5.2.1, or 550, 551 and 553 without such a code) and
 * not about us, the size or the contents.
 */
export function isAddressRefused(words: string): boolean {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(words);
  if (!enhanced) return /^\s*(550|551|553)\b/.test(words);
  return enhanced[1] === '1' || (enhanced[1] === '2' && enhanced[2] === '1');
}

/** It waited until it was of no use any more. */
export const tooLate: Outcome = {
  status: 'failed',
  error: 'Not sent: it was of no use any more when the mail server could be reached',
  unreachable: false,
};
