import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonProtection, type AddressChange } from '@samrad/network';
import { isAdministrator, type Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { AccountFinder } from './account.finder.js';
import { AddressLetters } from './address-letters.js';

/**
 * Whoever could give somebody with an account another address could have the sign-in link sent there, and sign in as them:
 * only administrators can, and the old address is told. Of other administrators they alone change anything about the
 * addresses; and whoever could end the last one's time in the network could lock everybody out.
 */
@Injectable()
export class AdministratorProtection implements OnModuleInit {
  constructor(
    private readonly protection: PersonProtection,
    private readonly accounts: AccountFinder,
    private readonly db: Db,
    private readonly letters: AddressLetters,
  ) {}

  onModuleInit(): void {
    this.protection.add({
      whyKeepAddresses: (actor, change) => this.whyKeepAddresses(actor, change),
      addressesChanged: async (actor, personId, before) => {
        await this.db.run(sql`DELETE FROM sign_in_link WHERE person_id = ${personId}`);
        await this.letters.changed(actor, personId, before);
      },
      whyMustStay: (actor, id) => this.whyMustStay(actor, id),
    });
  }

  private async whyKeepAddresses(actor: Actor, change: AddressChange): Promise<string | null> {
    const { personIds, isAdded, isConfirmed } = change;
    if (isConfirmed && personIds.every((id) => id === actor.personId)) return null;
    if (isAdministrator(actor)) return null;
    if (await this.accounts.hasAdministrator(personIds)) return 'network.person.invalid.emailProtected';
    return isAdded && (await this.accounts.hasAccount(personIds)) ? 'access.addresses.protected' : null;
  }

  private async whyMustStay(actor: Actor, personId: string): Promise<string | null> {
    if (!(await this.accounts.hasAdministrator([personId]))) return null;
    if (!isAdministrator(actor)) return 'access.account.administratorStays';
    const account = await this.accounts.byPerson(personId);
    const others = await this.accounts.otherAdministrators(account!.id);
    return others === 0 ? 'access.account.lastAdministrator' : null;
  }
}
