import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { canInvite } from '../../invitation/invitation.policy.js';
import { IncomingMailFinder } from '../incoming-mail.finder.js';
import { readFacts } from '../reading/read-facts.js';
import { WrittenAnswers } from '../written/written-answers.js';
import { MailReviewService } from './mail-review.service.js';
import { mayTakeWords } from './review.rules.js';

/** An answer in words that another address sent: an organiser may know that it is the person's. */
@Injectable()
export class WrittenReview {
  constructor(
    private readonly db: Db,
    private readonly finder: IncomingMailFinder,
    private readonly written: WrittenAnswers,
    private readonly reviews: MailReviewService,
  ) {}

  /** It is then proposed like any other. @throws Conflict when it was dealt with, may be forged, or answers nothing of ours */
  async take(actor: Actor, id: string): Promise<void> {
    demand(canInvite(actor));
    await this.db.tx(async () => {
      const mail = found(await this.finder.one(id));
      if (mail.review !== 'open') throw new Conflict('meetings.review.refused.done');
      const raw = await this.finder.raw(id);
      if (!mayTakeWords(mail) || !raw) throw new Conflict('meetings.review.refused.noAnswer');
      await this.reviews.settle(actor, id, 'applied');
      const taken = await this.written.take(await readFacts(raw), mail.details!, { incomingId: id, takenBy: actor });
      if (!taken) throw new Conflict('meetings.review.refused.noAnswer');
    });
  }
}
