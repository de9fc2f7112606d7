import { Injectable } from '@nestjs/common';
import { PersonProtection } from '@samrad/network';
import { Invalid } from '@samrad/platform/errors';
import type { Own } from '../link/own-door.js';

/**
 * Links to sign in go to the addresses of the register: whoever changed those of somebody with an account would get into
 * it. So a mail link, which somebody else may have got hold of, does not change them; the person signs in for that.
 */
@Injectable()
export class AddressDoor {
  constructor(private readonly protection: PersonProtection) {}

  async isShut({ way, personId }: Own): Promise<boolean> {
    return way === 'mail_link' && this.protection.areProtected(personId);
  }

  /** @throws Invalid where they must sign in */
  async demandAddresses(own: Own): Promise<void> {
    if (await this.isShut(own)) throw new Invalid({ address: { key: 'myself.address.signIn' } });
  }
}
