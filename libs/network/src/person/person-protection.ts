import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Conflict, Invalid } from '@samrad/platform/errors';

/** What the context that signs people in says about changes of a person. */
export interface PersonGuard {
  /** Sign-in links go to the addresses of the register. */
  mayChangeAddresses(actor: Actor, personIds: readonly string[]): Promise<boolean>;
  /** @returns locale key of why the actor may not end the person's time in the network; null: go on */
  whyMustStay(actor: Actor, personId: string): Promise<string | null>;
}

/** Persons on whom the security of the installation depends are not changed by everybody who keeps the register. */
@Injectable()
export class PersonProtection {
  private readonly guards: PersonGuard[] = [];

  /** Called once at start. */
  add(guard: PersonGuard): void {
    this.guards.push(guard);
  }

  /** @param field of the form that is to show it. @throws Invalid */
  async demandAddresses(actor: Actor, personIds: readonly string[], field: string): Promise<void> {
    if (!personIds.length) return;
    for (const guard of this.guards) {
      if (!(await guard.mayChangeAddresses(actor, personIds)))
        throw new Invalid({ [field]: { key: 'network.person.invalid.emailProtected' } });
    }
  }

  /** @throws Conflict */
  async demandDeparture(actor: Actor, personId: string): Promise<void> {
    for (const guard of this.guards) {
      const reason = await guard.whyMustStay(actor, personId);
      if (reason) throw new Conflict(reason);
    }
  }
}
