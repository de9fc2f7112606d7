import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { VoteLetters } from '../../vote/vote-letters.js';
import type { PollStep, Reopening } from '../poll.dto.js';
import { Poll, type PollStatus } from '../poll.entity.js';
import { PollFinder, type PollRow } from '../poll.finder.js';
import { canRunPolls } from '../poll.policy.js';
import { isChangeable, mayBecome, mayReopen } from '../poll.rules.js';
import { PollReminders } from './poll-reminders.js';

/** The steps of a poll's life, each with its mail in the same transaction. Choosing the date: `PollDecision`. */
@Injectable()
export class PollLife {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: PollFinder,
    private readonly letters: VoteLetters,
    private readonly reminders: PollReminders,
    private readonly events: Events,
  ) {}

  /**
   * Asks everybody who is chosen, has an address and was not asked; opens the poll with the first mail. Sending twice
   * sends nothing the second time.
   * @returns how many were asked. @throws Conflict without a time that lies ahead, or when the poll is over
   */
  async send(actor: Actor, id: string): Promise<number> {
    return this.step(actor, id, async (poll) => {
      if (!isChangeable(poll.status)) throw new Conflict(`planning.poll.refused.${poll.status}`);
      const now = this.clock.instant();
      const slots = await this.finder.slots(id);
      if (!slots.some(({ startAt }) => startAt > now)) throw new Conflict('planning.poll.refused.noSlot');
      if (poll.respondBy < this.clock.today()) throw new Conflict('planning.poll.refused.pastDay');
      await this.store(poll, { status: 'open' });
      const people = await this.finder.toAsk(id);
      if (!people.length) throw new Conflict('planning.poll.refused.nobody');
      await this.db.run(sql`
        UPDATE poll_voter SET sent_at = ${now} WHERE id IN (${join(people.map((person) => person.id))})`);
      await this.letters.send(poll, 'ask', people);
      if (poll.status === 'draft') await this.reminders.schedule(poll);
      await this.events.record('poll.sent', id, actor, { count: people.length });
      return people.length;
    });
  }

  /** No more answers are taken; the organiser goes on choosing. */
  async close(actor: Actor, id: string, { reason, tells }: PollStep): Promise<void> {
    await this.step(actor, id, async (poll) => {
      this.demandStep(poll, 'closed');
      await this.store(poll, { status: 'closed', statusReason: reason });
      await this.tell(poll, { kind: 'closed', reason, tells });
      await this.events.record('poll.closed', id, actor, { reason });
    });
  }

  /** Answers are taken again, until another day. What was answered is kept. @throws Conflict while its meeting stands */
  async reopen(actor: Actor, id: string, { reason, respondBy, tells }: Reopening): Promise<void> {
    await this.step(actor, id, async (poll) => {
      if (!mayReopen(poll)) throw new Conflict(`planning.poll.refused.reopen_${poll.status}`);
      if (respondBy < this.clock.today()) throw new Invalid({ respondBy: { key: 'planning.poll.invalid.pastDay' } });
      const open = { ...poll, respondBy, status: 'open' as const, statusReason: reason, chosenSlotId: null };
      const { status, statusReason, chosenSlotId } = open;
      await this.store(poll, { respondBy, status, statusReason, chosenSlotId });
      await this.reminders.schedule({ id, respondBy });
      await this.tell(open, { kind: 'reopened', reason, tells });
      await this.events.record('poll.reopened', id, actor, { reason });
    });
  }

  /** The search is given up; everybody who was asked is told why. */
  async cancel(actor: Actor, id: string, { reason }: { reason: string }): Promise<void> {
    await this.step(actor, id, async (poll) => {
      this.demandStep(poll, 'cancelled');
      await this.store(poll, { status: 'cancelled', statusReason: reason });
      await this.tell(poll, { kind: 'cancelled', reason, tells: true });
      await this.events.record('poll.cancelled', id, actor, { reason });
    });
  }

  private async tell(
    poll: PollRow,
    { kind, reason, tells }: { kind: 'closed' | 'reopened' | 'cancelled'; reason: string | null; tells: boolean },
  ): Promise<void> {
    if (!tells) return;
    await this.letters.send({ ...poll, statusReason: reason }, kind, await this.finder.toTell(poll.id));
  }

  private step<T>(actor: Actor, id: string, work: (poll: PollRow) => Promise<T>): Promise<T> {
    demand(canRunPolls(actor));
    return this.db.tx(async () => work(found(await this.finder.one(id))));
  }

  private demandStep({ status }: PollRow, to: PollStatus) {
    if (!mayBecome(status, to)) throw new Conflict(`planning.poll.refused.${status}`);
  }

  /** Of two steps at once the second one is told. */
  private async store({ id, version }: PollRow, patch: Partial<Poll>) {
    await this.db.update(Poll, { id, version }, { ...patch, updatedAt: this.clock.instant() });
  }
}
