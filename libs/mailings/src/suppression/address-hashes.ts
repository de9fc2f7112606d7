import { Injectable } from '@nestjs/common';
import { hashOf, Secret } from '@samrad/platform/auth';
import { addressKey } from '@samrad/platform/pure';

/** What is kept of an address that must not be written to: salted with the installation's key, it tells nobody whose it was. */
@Injectable()
export class AddressHashes {
  constructor(private readonly secret: Secret) {}

  of(address: string): string {
    return hashOf(this.secret.sign('mail-address', addressKey(address)));
  }
}
