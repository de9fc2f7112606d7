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
