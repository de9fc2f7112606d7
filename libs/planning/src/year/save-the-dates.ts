import { Injectable } from '@nestjs/common';
import { InvitationService } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Conflict } from '@samrad/platform/errors';

/** Asking people to keep a day free, as far as invitations know how to. */
interface Holding {
  hold?(actor: Actor, meetingId: string): Promise<number>;
}

/** The one place that asks people to keep the day of a meeting free. The later call comes under the same UID. */
@Injectable()
export class SaveTheDates {
  constructor(private readonly invitations: InvitationService) {}

  /** Whether it can be asked for at all. */
  get isOffered(): boolean {
    return typeof this.holding.hold === 'function';
  }

  /** @returns how many were asked; nobody is asked twice for the same time */
  async send(actor: Actor, meetingId: string): Promise<number> {
    if (!this.holding.hold) throw new Conflict('planning.year.refused.noHold');
    return this.holding.hold(actor, meetingId);
  }

  private get holding(): Holding {
    return this.invitations as object;
  }
}
