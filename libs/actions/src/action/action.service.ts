import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, join, newId, Settings, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Search, seenIn } from '@samrad/platform/search';
import { DecisionFinder, MeetingFinder } from '@samrad/meetings';
import { ProgressFinder } from '../progress/progress.finder.js';
import { sortDueOf } from '../progress/progress.rules.js';
import { ActionTopics } from '../overview/action-topics.js';
import { ActionLines } from './action-lines.js';
import { ActionItem, asOfMinutes, type Audience } from './action-item.entity.js';
import type { ActionChange, ActionPatch, NewAction } from './action.dto.js';
import { changesOf } from '../overview/action-change.rules.js';
import { ActionFinder, type ActionRow } from './action.finder.js';
import { canManageActions, visibleTo } from './action.policy.js';
import { itemSeen } from './item-seen.js';
import { dueFault, isUntouched, referenceOf } from './action.rules.js';

/** A number of a deleted action is never given again: it may stand in minutes. */
const highestDeleted = 'actions.highestDeletedNumber';
const mostTries = 20;

/** The organisers' verbs: agree, change, delete. Whom it asks changes in `ActionOwners`. */
@Injectable()
export class ActionService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly search: Search,
    private readonly settings: Settings,
    private readonly finder: ActionFinder,
    private readonly lines: ActionLines,
    private readonly progress: ProgressFinder,
    private readonly meetings: MeetingFinder,
    private readonly topics: ActionTopics,
    private readonly decisions: DecisionFinder,
  ) {}

  onModuleInit(): void {
    const seenBy = (actor: Actor) =>
      seenIn(sql`action_item a`, sql`a.id`, visibleTo(actor, this.clock.today(), itemSeen(actor)));
    const put = (ids: string[]) => this.makeAllFindable(ids);
    this.search.register('action', seenBy, { ids: sql`SELECT id FROM action_item`, put });
  }

  /**
   * Adds an action with one line for each State, organisation or person it asks, numbered next in the row.
   * @throws Invalid for a meeting, item, decision, organisation or person that is not there, a State that takes no part,
   *   somebody without address, and a due date that has passed
   */
  async create(actor: Actor, input: NewAction): Promise<CreatedAction> {
    demand(canManageActions(actor));
    return this.db.tx(async () => {
      const place = await this.placeOf(actor, input);
      const meetingDay = await this.meetingDay(actor, place.meetingId);
      this.demandDue(input.dueOn, meetingDay);
      const { asked, leftOut } = await this.lines.asked(input, meetingDay ?? this.clock.today());
      const { title, description, dueOn, priority, responsibleKind: kind } = input;
      const audience = input.audience ?? (await this.firstAudience(place.meetingId));
      const topicId = await this.topics.placed({ ...place, topicId: input.topicId });
      const group =
        kind === 'group'
          ? { responsibleKind: 'person' as const, groupId: input.groupId }
          : { responsibleKind: kind, groupId: null };
      const action = await this.insert(actor, {
        title,
        description,
        dueOn,
        priority,
        audience,
        topicId,
        ...place,
        ...group,
      });
      await this.lines.insert(action, asked);
      await this.makeFindable(action);
      const without = leftOut.length ? { leftOut } : {};
      await this.events.record('action.created', action.id, actor, { ref: referenceOf(action.number), ...without });
      return { id: action.id, number: action.number, silentStates: await this.lines.silentStates(asked) };
    });
  }

  /** @throws Conflict with both texts when somebody else changed it since `input.version` */
  async change(actor: Actor, id: string, { version, ...wanted }: ActionChange): Promise<void> {
    demand(canManageActions(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(actor, id));
      const input = { ...wanted, priority: wanted.priority ?? before.priority };
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: textsOf(before), yours: textsOf(input), version: before.version });
      }
      this.demandGroup(input.audience, before.meetingId);
      const isOther = input.topicId && input.topicId !== before.topicId;
      if (isOther) await this.topics.ofSeries(before.meetingId, input.topicId!);
      if (input.dueOn !== before.dueOn) {
        this.demandDue(input.dueOn, await this.meetingDay(actor, before.meetingId));
      }
      await this.db.update(ActionItem, { id, version }, { ...input, updatedAt: this.clock.instant() });
      if (input.dueOn !== before.dueOn) await this.moveDue(id, input.dueOn);
      await this.makeFindable({ ...before, ...input });
      await this.events.record('action.changed', id, actor, { changes: changesOf(before, input) });
    });
  }

  /** The same for some of the fields. */
  async patch(actor: Actor, id: string, input: ActionPatch): Promise<void> {
    demand(canManageActions(actor));
    const before = found(await this.finder.one(actor, id));
    await this.change(actor, id, { ...textsOf(before), ...input });
  }

  /** @throws Conflict once somebody has reported */
  async remove(actor: Actor, id: string): Promise<void> {
    demand(canManageActions(actor));
    await this.db.tx(async () => {
      const action = found(await this.finder.one(actor, id));
      if (!isUntouched(await this.progress.ofAction(actor, id))) throw new Conflict('actions.action.refused.reported');
      await this.db.repo(ActionItem).delete({ id });
      const highest = Number(await this.settings.get(highestDeleted));
      if (action.number > highest) await this.settings.set(highestDeleted, String(action.number));
      await this.search.remove('action', id);
      const { number, title } = action;
      await this.events.record('action.removed', id, actor, { ref: referenceOf(number), title });
    });
  }

  /** The next free number; whoever else takes it at the same moment keeps it. */
  private async insert(actor: Actor, facts: Partial<ActionItem>): Promise<ActionItem> {
    const now = this.clock.instant();
    const row = await this.db.row<{ n: number | null }>(sql`SELECT MAX(number) AS n FROM action_item`);
    let number = Math.max(Number(row?.n ?? 0), Number(await this.settings.get(highestDeleted)));
    for (let tries = 1; ; tries += 1) {
      number += 1;
      const own = { id: newId(), number, createdBy: actor.name, createdAt: now, updatedAt: now, version: 1 };
      const action = this.db.repo(ActionItem).create({ ...facts, ...own });
      try {
        await this.db.repo(ActionItem).insert(action);
        return action;
      } catch (error) {
        if (!isDuplicate(error) || tries === mostTries) throw error;
      }
    }
  }

  /** Meeting, item and decision that it comes from; a decision tells the others. */
  private async placeOf(actor: Actor, { decisionId, ...given }: NewAction) {
    const decision = decisionId ? await this.decisions.one(actor, decisionId) : undefined;
    const meetingId = given.meetingId ?? decision?.meetingId ?? null;
    const itemId = given.itemId ?? decision?.itemId ?? null;
    if (decisionId && decision?.meetingId !== meetingId) {
      throw new Invalid({ decisionId: { key: 'actions.action.invalid.decision' } });
    }
    if (meetingId && !(await this.meetings.one(actor, meetingId))) {
      throw new Invalid({ meetingId: { key: 'actions.action.invalid.meeting' } });
    }
    await this.demandItem(meetingId, itemId);
    return { meetingId, itemId, decisionId };
  }

  private async demandItem(meetingId: string | null, itemId: string | null) {
    if (!itemId) return;
    const item = await this.db.row(sql`
      SELECT id FROM agenda_item WHERE id = ${itemId} AND meeting_id = ${meetingId ?? ''}`);
    if (!item) throw new Invalid({ itemId: { key: 'actions.action.invalid.item' } });
  }

  /** The day of the meeting, where it is held; null: of no meeting. */
  private async meetingDay(actor: Actor, meetingId: string | null): Promise<string | null> {
    const meeting = meetingId ? await this.meetings.one(actor, meetingId) : undefined;
    return meeting?.startWall.slice(0, 10) ?? null;
  }

  private demandDue(dueOn: string | null, meetingDay: string | null) {
    const fault = dueFault(dueOn, meetingDay, this.clock.today());
    if (fault) throw new Invalid({ dueOn: fault });
  }

  private demandGroup(audience: Audience, meetingId: string | null) {
    if (audience === 'group' && !meetingId) {
      throw new Invalid({ audience: { key: 'actions.action.invalid.groupOfMeeting' } });
    }
  }

  /** As the published minutes of the meeting; the organisers' before that; without a meeting the network's. */
  private async firstAudience(meetingId: string | null): Promise<Audience> {
    if (!meetingId) return 'network';
    const minutes = await this.db.row<{ audience: string }>(sql`
      SELECT audience FROM minutes WHERE meeting_id = ${meetingId} AND published_number > 0`);
    return asOfMinutes(minutes?.audience ?? 'organisers');
  }

  /** A later date that was agreed for one alone stays, as long as it is the later one. */
  private async moveDue(id: string, dueOn: string | null) {
    const overtaken = sql`(has_own_due = 0 OR due_on <= ${sortDueOf(dueOn)})`;
    await this.db.run(sql`
      UPDATE action_progress SET due_on = ${dueOn}, sort_due = ${sortDueOf(dueOn)}, has_own_due = 0, reminded_at = NULL,
        chased_on = ${this.clock.today()}
      WHERE action_id = ${id} AND ${overtaken}`);
  }

  private async makeAllFindable(ids: string[]) {
    const rows = await this.db.rows<Findable>(sql`
      SELECT id, number, title, description, created_at AS createdAt FROM action_item WHERE id IN (${join(ids)})`);
    for (const row of rows) await this.makeFindable(row);
  }

  private makeFindable({ id, number, title, description, createdAt }: Findable) {
    const heading = `${referenceOf(number)} ${title}`;
    const dated = createdAt.slice(0, 10);
    return this.search.put('action', id, { title: heading, body: description ?? '', url: `/actions/${id}`, dated });
  }
}

/** What was added, and the States in which nobody can be reminded of it. */
export interface CreatedAction {
  id: string;
  number: number;
  silentStates: string[];
}

type Findable = Pick<ActionRow, 'id' | 'number' | 'title' | 'description' | 'createdAt'>;

type Texts = Pick<ActionRow, 'title' | 'description' | 'dueOn' | 'priority' | 'audience'> & { topicId?: string | null };

const textsOf = ({ title, description, dueOn, priority, audience }: Texts): Texts => ({
  title,
  description,
  dueOn,
  priority,
  audience,
});
