import { Injectable } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedPeople, type ToAsk } from '../asked/asked-people.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import type { ItemCallChange, ItemCallInput } from './item-call.dto.js';
import { ItemCall } from './item-call.entity.js';
import { ItemCallFinder, type ItemCallRow } from './item-call.finder.js';
import { ItemCallLetters } from './item-call-letters.js';
import { canCallForItems } from './item-call.policy.js';
import { mayCall } from './item-call.rules.js';

/** Calls for items of a meeting. */
@Injectable()
export class ItemCallService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly finder: ItemCallFinder,
    private readonly people: AskedPeople,
    private readonly letters: ItemCallLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  /**
   * Opens a call: a mail with a personal link to everybody who speaks for a State in the group, and to its members
   * without a State. @returns how many. @throws Conflict when there is a call already, or nobody to ask
   */
  async open(actor: Actor, meetingId: string, input: ItemCallInput): Promise<number> {
    demand(canCallForItems(actor));
    this.refusePast(input.respondBy);
    return this.db.tx(async () => {
      const meeting = await this.callable(actor, meetingId);
      const people = await this.callees(meeting);
      if (!people.length) throw new Conflict('preparation.itemCall.refused.nobody');
      const id = newId();
      await this.insert(actor, { id, meetingId, ...input });
      const asked = await this.people.enter('item_call', id, people);
      await this.letters.ask(found(await this.finder.one(id)), meeting, asked);
      await this.reminders.schedule({ about: 'item_call', id, respondBy: input.respondBy });
      await this.events.record('item_call.opened', id, actor, { count: asked.length });
      return asked.length;
    });
  }

  /** @throws Conflict when somebody else changed it since `version` */
  async change(actor: Actor, meetingId: string, { version, ...input }: ItemCallChange): Promise<void> {
    demand(canCallForItems(actor));
    this.refusePast(input.respondBy);
    await this.db.tx(async () => {
      await this.callable(actor, meetingId);
      const { id } = found(await this.finder.ofMeeting(meetingId));
      const patch = { ...input, status: 'open' as const, updatedAt: this.clock.instant() };
      await this.db.update(ItemCall, { id, version }, patch);
      await this.reminders.schedule({ about: 'item_call', id, respondBy: input.respondBy });
      await this.events.record('item_call.changed', id, actor, { day: input.respondBy });
    });
  }

  /** Nothing more is taken, also not late. */
  async close(actor: Actor, meetingId: string): Promise<void> {
    demand(canCallForItems(actor));
    await this.db.tx(async () => {
      const { id, status, version } = found(await this.finder.ofMeeting(meetingId));
      if (status === 'closed') return;
      const patch = { status: 'closed' as const, updatedAt: this.clock.instant() };
      await this.db.update(ItemCall, { id, version }, patch);
      await this.events.record('item_call.closed', id, actor);
    });
  }

  /** Whom a call goes to. */
  async callees({ groupId }: MeetingRow): Promise<ToAsk[]> {
    const [speakers, members] = await Promise.all([this.people.speakers(groupId), this.people.members(groupId)]);
    const others = members.filter(({ stateCode, role }) => !stateCode && ['chair', 'member'].includes(role));
    return [
      ...speakers,
      ...others.flatMap(({ personId, address }) => (address ? [{ personId, stateCode: null, address }] : [])),
    ];
  }

  private async callable(actor: Actor, meetingId: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    if (!mayCall(meeting, this.clock.instant())) throw new Conflict('preparation.itemCall.refused.over');
    return meeting;
  }

  private refusePast(respondBy: string) {
    if (respondBy < this.clock.today()) throw new Invalid({ respondBy: { key: 'preparation.asked.invalid.pastDay' } });
  }

  private async insert(actor: Actor, facts: Pick<ItemCallRow, 'id' | 'meetingId' | 'message' | 'respondBy'>) {
    const now = this.clock.instant();
    const more = { status: 'open' as const, createdBy: actor.name, createdAt: now, updatedAt: now };
    try {
      await this.db.repo(ItemCall).insert({ ...facts, ...more });
    } catch (error) {
      throw isDuplicate(error) ? new Conflict('preparation.itemCall.refused.open') : error;
    }
  }
}
