import { Injectable } from '@nestjs/common';
import { RateLimits, type Actor } from '@samrad/platform/auth';

const hour = 3600;

/** How often one organiser may send by hand, so that a stuck key, a script or a stolen session sends no stream of mails. */
@Injectable()
export class SendingLimits {
  constructor(private readonly limits: RateLimits) {}

  /** The invitation once more: to one person a few times, to all together as many as a list has. @throws TooMany */
  async again(actor: Actor, invitationId: string): Promise<void> {
    await this.limits.hit(`again:${invitationId}`, 5, hour);
    await this.count(actor, 'again', 200);
  }

  /** Asking people to keep a day free, or taking it back: for one meeting, both together. @throws TooMany */
  async day(actor: Actor, meetingId: string): Promise<void> {
    await this.limits.hit(`day:${meetingId}`, 10, hour);
    await this.count(actor, 'day', 60);
  }

  /** Reminding, or sending changes at once. @throws TooMany */
  async meeting(actor: Actor): Promise<void> {
    await this.count(actor, 'meeting', 60);
  }

  private async count({ accountId }: Actor, what: string, limit: number): Promise<void> {
    if (accountId !== null) await this.limits.hit(`send-${what}:${accountId}`, limit, hour);
  }
}
