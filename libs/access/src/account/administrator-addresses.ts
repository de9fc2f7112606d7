import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AddressRules } from '@samrad/network';
import { isAdministrator } from '@samrad/platform/auth';
import { AccountFinder } from './account.finder.js';

/** Whoever could change an administrator's address could have the sign-in link sent there, and become one. */
@Injectable()
export class AdministratorAddresses implements OnModuleInit {
  constructor(
    private readonly rules: AddressRules,
    private readonly accounts: AccountFinder,
  ) {}

  onModuleInit(): void {
    this.rules.add(async (actor, ids) => isAdministrator(actor) || !(await this.accounts.hasAdministrator(ids)));
  }
}
