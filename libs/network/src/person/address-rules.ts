import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';

/** @returns whether the actor may change the addresses of these persons */
type Rule = (actor: Actor, personIds: readonly string[]) => Promise<boolean>;

/** Sign-in links go to the addresses of the register: the context that signs people in says who may change which. */
@Injectable()
export class AddressRules {
  private readonly rules: Rule[] = [];

  /** Called once at start. */
  add(rule: Rule): void {
    this.rules.push(rule);
  }

  /** @param field of the form that is to show it. @throws Invalid */
  async demand(actor: Actor, personIds: readonly string[], field: string): Promise<void> {
    if (!personIds.length) return;
    for (const mayChange of this.rules) {
      if (!(await mayChange(actor, personIds)))
        throw new Invalid({ [field]: { key: 'network.person.invalid.emailProtected' } });
    }
  }
}
