import { Injectable } from '@nestjs/common';
import { hashOf, RateLimits, type Ctx } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { InvitationFinder, type InvitationRow } from '../../invitation/invitation.finder.js';

const wrongTries = { limit: 30, seconds: 900 };
/** People change their mind; nobody does so every other minute. */
const changes = { limit: 30, seconds: 3600 };

/** Opens personal links. Unknown, mistyped and guessed ones look the same; guessing is slowed down. */
@Injectable()
export class AnswerDoor {
  constructor(
    private readonly finder: InvitationFinder,
    private readonly limits: RateLimits,
  ) {}

  /** @throws NotFound for a link that opens nothing, TooMany after many of them */
  async open({ ip }: Ctx, token: string): Promise<InvitationRow> {
    const row = /^[\w-]{20,100}$/.test(token) ? await this.finder.byLink(hashOf(token)) : undefined;
    if (row) return row;
    await this.limits.hit(`answer-link:${hashOf(ip)}`, wrongTries.limit, wrongTries.seconds);
    throw new NotFound('meetings.reply.unknownLink');
  }

  /** For what is sent by form: mail and history follow from it. @throws the same, and TooMany after many changes */
  async enter(ctx: Ctx, token: string): Promise<InvitationRow> {
    const row = await this.open(ctx, token);
    await this.limits.hit(`answer:${row.id}`, changes.limit, changes.seconds);
    return row;
  }
}
