import { Injectable } from '@nestjs/common';

/** What a check of our own says about a message: does the domain in From vouch for it (RFC 7489)? null: not checked. */
export type SenderCheckResult = 'pass' | 'fail' | 'none' | null;

/**
 * The place for a check of our own (DKIM, SPF, DMARC), which goes before what the mail server wrote. None is made at
 * present: the mail server in front makes it, and says so in Authentication-Results. It runs before the transaction, because
 * it asks the network.
 */
@Injectable()
export class SenderCheck {
  dmarc(_raw: Buffer): Promise<SenderCheckResult> {
    return Promise.resolve(null);
  }
}
