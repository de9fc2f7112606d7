import { Injectable } from '@nestjs/common';
import { GroupFinder, MembershipFinder, MembershipService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import type { Renewal } from './term.dto.js';
import { TermLetters } from './term-letters.js';
import { canRenew } from './term.policy.js';
import { startOfNext, termFault } from './term.rules.js';

/** Renewing a term: a new one follows it, so that one can see later who was there when. */
@Injectable()
export class TermService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: MembershipFinder,
    private readonly memberships: MembershipService,
    private readonly groups: GroupFinder,
    private readonly letters: TermLetters,
  ) {}

  /** @returns the id of the new membership. @throws Invalid for an end before the start, or days that are taken */
  async renew(actor: Actor, id: string, { validTo, version }: Renewal): Promise<string> {
    demand(canRenew(actor));
    return this.db.tx(async () => {
      const before = found(await this.finder.one(id));
      if (before.version !== version) throw new Conflict();
      if (before.validTo === null) throw new Conflict('joining.term.endless');
      const validFrom = startOfNext(before.validTo);
      if (validTo < validFrom) throw new Invalid({ validTo: { key: 'network.invalid.periodOrder' } });
      const fault = termFault(validTo, this.clock.today());
      if (fault) throw new Invalid({ validTo: fault });
      const { personId, role, stateCode, groupId } = before;
      const next = await this.memberships.add(actor, groupId, { personId, role, stateCode, validFrom, validTo });
      const { code } = found(await this.groups.one(groupId));
      await this.letters.renewed({ personId, code, validTo });
      return next;
    });
  }
}
