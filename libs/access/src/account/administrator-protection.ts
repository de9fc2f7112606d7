import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonProtection } from '@samrad/network';
import { isAdministrator, type Actor } from '@samrad/platform/auth';
import { AccountFinder } from './account.finder.js';

/**
 * Whoever could change an administrator's address could have the sign-in link sent there, and become one; and whoever could
 * end the last one's time in the network could lock everybody out.
 */
@Injectable()
export class AdministratorProtection implements OnModuleInit {
  constructor(
    private readonly protection: PersonProtection,
    private readonly accounts: AccountFinder,
  ) {}

  onModuleInit(): void {
    this.protection.add({
      mayChangeAddresses: async (actor, ids) => isAdministrator(actor) || !(await this.accounts.hasAdministrator(ids)),
      whyMustStay: (actor, id) => this.whyMustStay(actor, id),
    });
  }

  private async whyMustStay(actor: Actor, personId: string): Promise<string | null> {
    if (!(await this.accounts.hasAdministrator([personId]))) return null;
    if (!isAdministrator(actor)) return 'access.account.administratorStays';
    const account = await this.accounts.byPerson(personId);
    const others = await this.accounts.otherAdministrators(account!.id);
    return others === 0 ? 'access.account.lastAdministrator' : null;
  }
}
