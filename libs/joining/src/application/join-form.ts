import { Injectable } from '@nestjs/common';
import { currentVersion } from '@samrad/network';
import { hashOf, RateLimits, Secret, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Conflict } from '@samrad/platform/errors';
import { addressKey } from '@samrad/platform/pure';
import { Views } from '@samrad/platform/views';
import type { ApplicationInput } from './application.dto.js';
import { isPlausible } from './application.rules.js';
import { ApplicationService } from './application.service.js';

const perClient = { limit: 10, seconds: 3600 };
const perAddress = { limit: 3, seconds: 86_400 };

/** Keeps programs away from the public form without asking anybody else: a trap, a signed time, and counting. */
@Injectable()
export class JoinForm {
  constructor(
    private readonly service: ApplicationService,
    private readonly limits: RateLimits,
    private readonly secret: Secret,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  /** Goes into the form: when it was opened, signed. */
  stamp(): string {
    const now = this.clock.instant();
    return `${now}~${this.secret.sign('joining-form', now)}`;
  }

  /** The words that applicants agree to. */
  consentText({ lang }: Pick<Ctx, 'lang'>): string {
    return this.views.i18n.t(lang, `network.consent.text.register.${currentVersion('register')}`);
  }

  /**
   * What falls into the trap is answered like everything else and forgotten.
   * @throws TooMany, Conflict when the form was sent too fast or lay too long
   */
  async send(ctx: Ctx, input: ApplicationInput): Promise<void> {
    await this.limits.hit(`join-client:${hashOf(ctx.ip)}`, perClient.limit, perClient.seconds);
    if (input.fax) return;
    if (!isPlausible(this.openedAt(input.opened), this.clock.instant()))
      throw new Conflict('joining.application.again');
    await this.limits.hit(`join-address:${hashOf(addressKey(input.address))}`, perAddress.limit, perAddress.seconds);
    await this.service.apply(input, { lang: ctx.lang, consentText: this.consentText(ctx) });
  }

  private openedAt(stamp: string): string | null {
    const [opened = '', signature] = stamp.split('~');
    return signature === this.secret.sign('joining-form', opened) ? opened : null;
  }
}
