import { Injectable } from '@nestjs/common';
import { Db } from '@samrad/platform/database';
import { Invitation } from '../../invitation/invitation.entity.js';
import type { InvitationRow } from '../../invitation/invitation.finder.js';
import { unanswered } from '../../invitation/invitation.rules.js';

/** Takes back an answer that came to nothing: the person is asked anew, the answer stays in the history. */
@Injectable()
export class AskAgain {
  constructor(private readonly db: Db) {}

  /** @throws Conflict when another answer came in between */
  async ask({ id, version }: Pick<InvitationRow, 'id' | 'version'>): Promise<void> {
    await this.db.tx(() => this.db.update(Invitation, { id, version }, { ...unanswered, remindedAt: null }));
  }
}
