import { Injectable } from '@nestjs/common';
import { PersonalDoor, type Ctx } from '@samrad/platform/auth';
import { InvitationFinder, type InvitationRow } from '../../invitation/invitation.finder.js';

/** The door that the personal link of an invitation opens. */
@Injectable()
export class AnswerDoor {
  constructor(
    private readonly finder: InvitationFinder,
    private readonly door: PersonalDoor,
  ) {}

  /** @throws NotFound for a link that opens nothing, TooMany after many of them */
  open(ctx: Ctx, token: string): Promise<InvitationRow> {
    return this.door.open(ctx, this.lock(token));
  }

  /** For what is sent by form. @throws the same, and TooMany after many changes */
  enter(ctx: Ctx, token: string): Promise<InvitationRow> {
    return this.door.enter(ctx, this.lock(token));
  }

  private lock(token: string) {
    return { token, find: (hash: string) => this.finder.byLink(hash), unknown: 'meetings.reply.unknownLink' };
  }
}
