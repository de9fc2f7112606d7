import { Injectable } from '@nestjs/common';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Conflict, Invalid } from '@samrad/platform/errors';

/** Addresses of whom are to change, and whether one is added that they did not have. */
export interface AddressChange {
  personIds: readonly string[];
  isAdded: boolean;
  /** The person opened a link that was sent to the new address. */
  isConfirmed?: boolean;
}

/** What the context that signs people in says about changes of a person. */
export interface PersonGuard {
  /**
   * Sign-in links go to the addresses of the register.
   * @returns locale key of why the actor may not change theirs; null: go on
   */
  whyKeepAddresses(actor: Actor, change: AddressChange): Promise<string | null>;
  /** Called inside the transaction that changed them, while nobody has been told. @param before the main address until now */
  addressesChanged(actor: Actor, personId: string, before: string): Promise<void>;
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
  async demandAddresses(actor: Actor, change: AddressChange, field: string): Promise<void> {
    if (!change.personIds.length) return;
    for (const guard of this.guards) {
      const key = await guard.whyKeepAddresses(actor, change);
      if (key) throw new Invalid({ [field]: { key } });
    }
  }

  /** Whether a stranger must not give the person another address: it would open an account. */
  async areProtected(personId: string): Promise<boolean> {
    const change = { personIds: [personId], isAdded: true };
    const reasons = await Promise.all(this.guards.map((guard) => guard.whyKeepAddresses(anonymous, change)));
    return reasons.some(Boolean);
  }

  /** Inside the transaction of the change. */
  async addressesChanged(actor: Actor, personId: string, before: string): Promise<void> {
    for (const guard of this.guards) await guard.addressesChanged(actor, personId, before);
  }

  /** @throws Conflict */
  async demandDeparture(actor: Actor, personId: string): Promise<void> {
    for (const guard of this.guards) {
      const reason = await guard.whyMustStay(actor, personId);
      if (reason) throw new Conflict(reason);
    }
  }
}
