import { createHash, createHmac } from 'node:crypto';

/** What is stored of a secret, and of a personal thing that is only counted: its SHA-256 as 64 hexadecimal digits. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The installation's signing key. */
export class Secret {
  constructor(readonly value: string) {}

  /** Signature of a text for one purpose, so that one kind of link can never pass for another. */
  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.value).update(`${purpose}:${text}`).digest('base64url');
  }
}
