import { createHmac } from 'node:crypto';

/** The installation's signing key. */
export class Secret {
  constructor(readonly value: string) {}

  /** Signature of a text for one purpose, so that one kind of link can never pass for another. */
  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.value).update(`${purpose}:${text}`).digest('base64url');
  }
}
