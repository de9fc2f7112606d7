import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { VoteLetters } from '../../vote/vote-letters.js';
import { PollFinder, type VoterRow } from '../poll.finder.js';
import { canRunPolls } from '../poll.policy.js';
import { reminderAt } from '../poll.rules.js';

const remindAgainAfterHours = 24;
export const reminderJob = 'planning.poll-reminder';

/** Reminds those who have not answered: by button, and by itself before answers are due. Nobody twice within a day. */
@Injectable()
export class PollReminders {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly finder: PollFinder,
    private readonly letters: VoteLetters,
    private readonly events: Events,
  ) {}

  /** Plans the reminder before `respondBy`; an earlier plan for another day does nothing when its time comes. */
  async schedule({ id, respondBy }: { id: string; respondBy: string }): Promise<void> {
    const at = reminderAt(respondBy);
    if (at > this.clock.instant()) await this.jobs.later(reminderJob, { id, respondBy }, at);
  }

  /** The planned reminder. */
  async runPlanned({ id, respondBy }: { id: string; respondBy: string }): Promise<void> {
    const poll = await this.finder.one(id);
    if (poll?.status === 'open' && poll.respondBy === respondBy) await this.remind(system, id);
  }

  /** Whom a reminder would go to now. */
  async toRemind(pollId: string): Promise<VoterRow[]> {
    const before = this.pauseBegan();
    const asked = await this.finder.toTell(pollId);
    return asked.filter(({ isWaiting, remindedAt }) => isWaiting && (remindedAt ?? '') < before);
  }

  /** One mail to each who has not answered. @returns how many */
  async remind(actor: Actor, pollId: string): Promise<number> {
    demand(canRunPolls(actor));
    return this.db.tx(async () => {
      const poll = found(await this.finder.one(pollId));
      if (poll.status !== 'open') throw new Conflict(`planning.poll.refused.${poll.status}`);
      const people = await this.claim(await this.toRemind(pollId));
      if (!people.length) return 0;
      await this.letters.send(poll, 'reminder', people);
      await this.events.record('poll.reminded', pollId, actor, { count: people.length });
      return people.length;
    });
  }

  /** Marks them, so that another who reminds at the same moment leaves them alone. */
  private async claim(people: readonly VoterRow[]): Promise<VoterRow[]> {
    const [now, before] = [this.clock.instant(), this.pauseBegan()];
    const claimed: VoterRow[] = [];
    for (const person of people) {
      const changed = await this.db.run(sql`
        UPDATE poll_voter SET reminded_at = ${now}
        WHERE id = ${person.id} AND (reminded_at IS NULL OR reminded_at < ${before})`);
      if (changed) claimed.push(person);
    }
    return claimed;
  }

  private pauseBegan(): string {
    return this.clock.instantIn(-remindAgainAfterHours * 3600);
  }
}
