import { Injectable } from '@nestjs/common';
import { anonymous } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { PollVote } from '../poll/poll.entity.js';
import { PollFinder, type VoterRow } from '../poll/poll.finder.js';
import type { VoteInput } from './vote.dto.js';

/** Answers of those asked. Who holds the personal link may answer; the last answer counts, the history keeps all. */
@Injectable()
export class VoteService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: PollFinder,
    private readonly events: Events,
  ) {}

  /** @throws Conflict when no answers are taken any more, or a time was taken away meanwhile */
  async answer({ id, pollId, personId, name }: VoterRow, { answers, comment }: VoteInput): Promise<void> {
    await this.db.tx(async () => {
      const poll = found(await this.finder.one(pollId));
      if (poll.status !== 'open') throw new Conflict(`planning.vote.closed.${poll.status}`);
      const slots = new Set((await this.finder.slots(pollId)).map((slot) => slot.id));
      if (Object.keys(answers).some((slotId) => !slots.has(slotId))) throw new Conflict('planning.vote.changed');
      // The row of the person first: two answers at once wait for each other.
      await this.db.run(sql`
        UPDATE poll_voter SET comment = ${comment}, answered_at = ${this.clock.instant()} WHERE id = ${id}`);
      await this.db.run(sql`DELETE FROM poll_vote WHERE voter_id = ${id}`);
      const votes = Object.entries(answers).map(([slotId, answer]) => ({ id: newId(), voterId: id, slotId, answer }));
      await this.db.repo(PollVote).insert(votes);
      await this.events.record('poll.answered', pollId, { ...anonymous, personId, name }, countsOf(answers));
    });
  }
}

function countsOf(answers: VoteInput['answers']) {
  const count = (wanted: string) => Object.values(answers).filter((answer) => answer === wanted).length;
  return { yes: count('yes'), ifNeeded: count('if_needed'), no: count('no') };
}
