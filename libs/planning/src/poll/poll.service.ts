import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid, type Fault } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { PollChange, PollInput, SlotsInput } from './poll.dto.js';
import { Poll, PollSlot } from './poll.entity.js';
import { PollFinder, type PollRow } from './poll.finder.js';
import { canRunPolls } from './poll.policy.js';
import { isChangeable, timesOf, type SlotTimes } from './poll.rules.js';
import { PollReminders } from './running/poll-reminders.js';

const mostSlots = 20;

/** Makes polls and keeps their facts and proposed times. Who is asked: `PollAsked`; the steps of its life: `PollLife`. */
@Injectable()
export class PollService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: PollFinder,
    private readonly reminders: PollReminders,
    private readonly events: Events,
  ) {}

  /** A new poll, as a draft of which nobody is told. @returns its id. @throws Invalid for a day that is past … */
  async create(actor: Actor, input: PollInput): Promise<string> {
    demand(canRunPolls(actor));
    this.refusePast(input.respondBy);
    const id = newId();
    const now = this.clock.instant();
    await this.db.tx(async () => {
      await this.refuseUnknown(input);
      const fixed = { id, status: 'draft' as const, createdBy: actor.name, createdAt: now, updatedAt: now };
      await this.db.repo(Poll).insert({ ...input, ...fixed });
      await this.events.record('poll.created', id, actor, { title: input.title });
    });
    return id;
  }

  /** @throws NotFound, Invalid, Conflict with both texts when somebody else saved first or the poll is over */
  async change(actor: Actor, id: string, { version, ...input }: PollChange): Promise<void> {
    demand(canRunPolls(actor));
    await this.db.tx(async () => {
      const before = await this.changeable(id);
      if (before.version !== version) throw stale(before, input);
      if (input.respondBy !== before.respondBy) this.refusePast(input.respondBy);
      await this.refuseUnknown(input);
      await this.db.update(Poll, { id, version }, { ...input, updatedAt: this.clock.instant() });
      if (before.status === 'open') await this.reminders.schedule({ id, respondBy: input.respondBy });
      await this.events.record('poll.changed', id, actor, { title: input.title });
    });
  }

  /** Proposes further times. A time that is proposed already is left as it is. @returns how many are new */
  async propose(actor: Actor, id: string, { slots }: SlotsInput): Promise<number> {
    demand(canRunPolls(actor));
    return this.db.tx(async () => {
      const poll = await this.changeable(id);
      const known = await this.finder.slots(id);
      const fresh = this.checked(slots).filter((slot) => !known.some((one) => isSame(one, slot)));
      if (known.length + fresh.length > mostSlots) {
        throw new Invalid({ date: { key: 'planning.poll.invalid.tooManySlots', params: { most: mostSlots } } });
      }
      if (!fresh.length) return 0;
      await this.insert(id, fresh);
      await this.touch(poll);
      await this.events.record('poll.times_proposed', id, actor, { count: fresh.length });
      return fresh.length;
    });
  }

  /** Takes a proposed time away, with the answers to it. */
  async withdraw(actor: Actor, id: string, slotId: string): Promise<void> {
    demand(canRunPolls(actor));
    await this.db.tx(async () => {
      const poll = await this.changeable(id);
      const slots = await this.finder.slots(id);
      found(slots.find((one) => one.id === slotId));
      if (poll.status === 'open' && slots.length === 1) throw new Conflict('planning.poll.refused.lastSlot');
      await this.db.run(sql`DELETE FROM poll_slot WHERE id = ${slotId}`);
      await this.touch(poll);
      await this.events.record('poll.time_withdrawn', id, actor, {});
    });
  }

  /** Removes a draft. @throws Conflict once people were asked */
  async remove(actor: Actor, id: string): Promise<void> {
    demand(canRunPolls(actor));
    await this.db.tx(async () => {
      const poll = found(await this.finder.one(id));
      if (poll.status !== 'draft') throw new Conflict('planning.poll.refused.asked');
      await this.db.run(sql`DELETE FROM poll WHERE id = ${id}`);
      await this.events.record('poll.removed', id, actor, { title: poll.title });
    });
  }

  private async changeable(id: string): Promise<PollRow> {
    const poll = found(await this.finder.one(id));
    if (!isChangeable(poll.status)) throw new Conflict(`planning.poll.refused.${poll.status}`);
    return poll;
  }

  /** Two who change the poll at once: the second one is told. */
  private async touch({ id, version }: PollRow): Promise<void> {
    await this.db.update(Poll, { id, version }, { updatedAt: this.clock.instant() });
  }

  private checked(slots: SlotsInput['slots']): SlotTimes[] {
    const now = this.clock.instant();
    const times = slots.map(timesOf);
    const past: Fault = { key: 'planning.poll.invalid.pastSlot' };
    const fault = times.map((one) => ('key' in one ? one : one.startAt <= now ? past : null)).find(Boolean);
    if (fault) throw new Invalid({ date: fault });
    const all = times as SlotTimes[];
    return all.filter((slot, index) => all.findIndex((one) => isSame(one, slot)) === index);
  }

  private async insert(pollId: string, slots: readonly SlotTimes[]): Promise<void> {
    const createdAt = this.clock.instant();
    try {
      await this.db.repo(PollSlot).insert(slots.map((slot) => ({ id: newId(), pollId, createdAt, ...slot })));
    } catch (error) {
      throw isDuplicate(error) ? new Conflict() : error;
    }
  }

  private refusePast(respondBy: string) {
    if (respondBy < this.clock.today()) throw new Invalid({ respondBy: { key: 'planning.poll.invalid.pastDay' } });
  }

  private async refuseUnknown({ seriesId, groupId }: Pick<PollInput, 'seriesId' | 'groupId'>) {
    const unknown = { key: 'platform.invalid.format' };
    const series = seriesId && (await this.db.row(sql`SELECT id FROM meeting_series WHERE id = ${seriesId}`));
    if (seriesId && !series) throw new Invalid({ seriesId: unknown });
    const group = groupId && (await this.db.row(sql`SELECT id FROM network_group WHERE id = ${groupId}`));
    if (groupId && !group) throw new Invalid({ groupId: unknown });
  }
}

const isSame = (a: { startAt: string; endAt: string }, b: { startAt: string; endAt: string }): boolean =>
  a.startAt === b.startAt && a.endAt === b.endAt;

const compared = ['title', 'description', 'place', 'videoUrl', 'respondBy'] as const;

function stale(before: PollRow, after: PollInput): Conflict {
  const texts = (poll: Pick<PollInput, (typeof compared)[number]>) =>
    Object.fromEntries(compared.map((field) => [field, poll[field] ?? '']));
  return new Conflict('platform.error.changed', {
    theirs: texts(before),
    yours: texts(after),
    version: before.version,
  });
}
