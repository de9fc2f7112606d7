import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import type { ItemChange, ItemInput, PresenterInput, Within } from './agenda.dto.js';
import { AgendaItem, AgendaPresenter } from './agenda.entity.js';
import { AgendaFinder, type ItemRow } from './agenda.finder.js';
import { canEditAgenda } from './agenda.policy.js';
import type { Carried } from './carried/carried.types.js';
import { SessionFinder } from './session/session.finder.js';
import { isAgendaOpen, isSameSet, movedBy, placeFor } from './agenda.rules.js';

type Facts = Pick<ItemInput, 'title' | 'type' | 'minutes' | 'topicCode' | 'note' | 'isSub' | 'topicId'>;
/** An item that comes by itself. */
export type CarriedItem = ItemInput & { carried: Carried };
type Belonging = Pick<ItemRow, 'sessionId' | 'groupId' | 'carried'>;

/** Builds the draft of an agenda. Readers see nothing of it before it is published (`AgendaPublisher`). */
@Injectable()
export class AgendaService {
  constructor(
    private readonly db: Db,
    private readonly finder: AgendaFinder,
    private readonly meetings: MeetingFinder,
    private readonly sessions: SessionFinder,
    private readonly events: Events,
    private readonly persons: PersonFinder,
  ) {}

  /** Puts an item at the end, or behind the last one of its session or group. @returns its id. @throws NotFound, Invalid, Conflict when the agenda is closed */
  async add(actor: Actor, meetingId: string, input: ItemInput): Promise<string> {
    const [id] = await this.addAll(actor, meetingId, [input]);
    return id!;
  }

  /**
   * Several at the end, in order: a template, or the items of another meeting. What comes by itself stands together.
   * @returns their ids
   */
  async addAll(actor: Actor, meetingId: string, inputs: (ItemInput | CarriedItem)[]): Promise<string[]> {
    return this.work(actor, meetingId, async (meeting) => {
      const order: (Belonging & { id: string })[] = await this.finder.items(meetingId);
      const ids: string[] = [];
      for (const input of inputs) {
        const id = newId();
        await this.refuseUnknownTopic(input.topicCode);
        await this.refuseForeignTopic(meeting, input.topicId ?? null);
        const belonging = { ...(await this.belonging(meetingId, input.within)), carried: carriedOf(input) };
        const place = placeFor(order, belonging);
        await this.db
          .repo(AgendaItem)
          .insert({ id, meetingId, place: order.length, ...columnsOf(input), ...belonging, version: 1 });
        await this.storePresenters(id, input.presenters);
        order.splice(place, 0, { id, ...belonging });
        ids.push(id);
      }
      await this.storeOrder(order.map(({ id }) => id));
      await this.events.record('agenda.item_added', meetingId, actor, {
        titles: inputs.map(({ title }) => title).join(', '),
      });
      return ids;
    });
  }

  /** @throws NotFound, Invalid, Conflict with both texts when somebody else saved first */
  async change(actor: Actor, id: string, { version, ...input }: ItemChange): Promise<void> {
    await this.workOn(actor, id, async (item, meeting) => {
      if (item.version !== version) throw stale(item, input);
      await this.refuseUnknownTopic(input.topicCode);
      if (input.topicId !== item.topicId) await this.refuseForeignTopic(meeting, input.topicId);
      const belonging = await this.belonging(item.meetingId, input.within);
      await this.db.update(AgendaItem, { id, version }, { ...columnsOf(input), ...belonging });
      await this.storePresenters(id, input.presenters);
      if (input.documents) await this.storeDocuments(item, input.documents);
      await this.events.record('agenda.item_changed', item.meetingId, actor, { title: input.title });
    });
  }

  /**
   * Its documents stay with the meeting.
   * @throws Conflict when it is closed and something hangs on it, which would be open to more people without it
   */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.workOn(actor, id, async (item) => {
      await this.refuseToOpen(item);
      await this.db.run(sql`UPDATE meeting_document SET item_id = NULL WHERE item_id = ${id}`);
      await this.db.run(sql`DELETE FROM agenda_item WHERE id = ${id}`);
      const ids = (await this.finder.items(item.meetingId)).map((one) => one.id);
      await this.storeOrder(ids);
      await this.events.record('agenda.item_removed', item.meetingId, actor, { title: item.title });
    });
  }

  async move(actor: Actor, id: string, direction: 'up' | 'down'): Promise<void> {
    await this.workOn(actor, id, async (item) => {
      const ids = (await this.finder.items(item.meetingId)).map((one) => one.id);
      await this.storeOrder(movedBy(ids, id, direction));
      await this.events.record('agenda.reordered', item.meetingId, actor, { title: item.title });
    });
  }

  /** @param ids every item once. @throws Conflict when items came or went meanwhile */
  async reorder(actor: Actor, meetingId: string, ids: string[]): Promise<void> {
    await this.work(actor, meetingId, async () => {
      const before = (await this.finder.items(meetingId)).map((item) => item.id);
      if (!isSameSet(before, ids)) throw new Conflict('meetings.agenda.refused.order');
      await this.storeOrder(ids);
      await this.events.record('agenda.reordered', meetingId, actor);
    });
  }

  /** Runs `work` if the actor may and the agenda is open. */
  private work<T>(actor: Actor, meetingId: string, work: (meeting: MeetingRow) => Promise<T>): Promise<T> {
    demand(canEditAgenda(actor));
    return this.db.tx(async () => {
      const meeting = found(await this.meetings.one(actor, meetingId));
      if (!isAgendaOpen(meeting.status)) throw new Conflict('meetings.agenda.refused.closed');
      return work(meeting);
    });
  }

  private workOn<T>(
    actor: Actor,
    itemId: string,
    work: (item: ItemRow, meeting: MeetingRow) => Promise<T>,
  ): Promise<T> {
    demand(canEditAgenda(actor));
    return this.db.tx(async () => {
      const item = found(await this.finder.item(itemId));
      return this.work(actor, item.meetingId, (meeting) => work(item, meeting));
    });
  }

  private async storeOrder(ids: string[]) {
    for (const [place, id] of ids.entries()) {
      await this.db.run(sql`UPDATE agenda_item SET place = ${place} WHERE id = ${id} AND place <> ${place}`);
    }
  }

  /** Who presents it already may stay, whatever became of them. */
  private async storePresenters(itemId: string, presenters: PresenterInput[]) {
    const before = await this.db.rows<{ id: string }>(sql`
      SELECT person_id AS id FROM agenda_presenter WHERE item_id = ${itemId} AND person_id IS NOT NULL`);
    const persons = presenters.flatMap((one) => ('personId' in one ? [one.personId] : []));
    await this.persons.askable(
      persons.filter((personId) => !before.some(({ id }) => id === personId)),
      'presenters',
    );
    await this.db.run(sql`DELETE FROM agenda_presenter WHERE item_id = ${itemId}`);
    const unique = new Map(presenters.map((one) => [JSON.stringify(one), one]));
    for (const [place, one] of [...unique.values()].entries()) {
      const [personId, stateCode] = 'personId' in one ? [one.personId, null] : [null, one.stateCode];
      await this.refuseUnknownPresenter(personId, stateCode);
      await this.db.repo(AgendaPresenter).insert({ id: newId(), itemId, place, personId, stateCode });
    }
  }

  private async storeDocuments({ id, meetingId }: ItemRow, documents: string[]) {
    await this.db.run(sql`UPDATE meeting_document SET item_id = NULL WHERE item_id = ${id}`);
    for (const [place, documentId] of documents.entries()) {
      await this.db.run(sql`
        UPDATE meeting_document SET item_id = ${id}, place = ${place}
        WHERE meeting_id = ${meetingId} AND document_id = ${documentId}`);
    }
  }

  /** The session and group that an item is put under. @throws Invalid for one that is not of the meeting */
  private async belonging(meetingId: string, within: Within): Promise<Omit<Belonging, 'carried'>> {
    if (!within) return { sessionId: null, groupId: null };
    const sessions = await this.sessions.of(meetingId);
    const groupId = 'groupId' in within ? within.groupId : null;
    const session = sessions.find(({ id, groups }) =>
      'sessionId' in within ? id === within.sessionId : groups.some((group) => group.id === groupId),
    );
    if (!session) throw new Invalid({ within: { key: 'meetings.agenda.invalid.within' } });
    return { sessionId: session.id, groupId };
  }

  private async refuseToOpen({ id, sessionId }: ItemRow) {
    if (!sessionId || (await this.sessions.one(sessionId))?.access === 'open') return;
    const hanging = await this.db.row(sql`
      SELECT item_id FROM meeting_document WHERE item_id = ${id}
      UNION SELECT item_id FROM minutes_section WHERE item_id = ${id}
      UNION SELECT item_id FROM decision WHERE item_id = ${id}`);
    if (hanging) throw new Conflict('meetings.agenda.refused.closedItem');
  }

  private async refuseUnknownPresenter(personId: string | null, stateCode: string | null) {
    const row = personId
      ? await this.db.row(sql`SELECT id FROM person WHERE id = ${personId}`)
      : await this.db.row(sql`SELECT code FROM state WHERE code = ${stateCode}`);
    if (!row) throw new Invalid({ presenters: { key: 'meetings.agenda.invalid.presenter' } });
  }

  private async refuseForeignTopic({ seriesId }: MeetingRow, id: string | null) {
    if (id === null) return;
    const ofSeries = sql`SELECT id FROM series_topic WHERE id = ${id} AND series_id = ${seriesId ?? ''}`;
    if (!(await this.db.row(ofSeries))) throw new Invalid({ topicId: { key: 'meetings.agenda.invalid.topicId' } });
  }

  private async refuseUnknownTopic(code: string | null) {
    if (code === null || (await this.db.row(sql`SELECT code FROM topic WHERE code = ${code}`))) return;
    throw new Invalid({ topicCode: { key: 'platform.invalid.format' } });
  }
}

const carriedOf = (input: ItemInput | CarriedItem): Carried | null => ('carried' in input ? input.carried : null);

/** As they are kept: a buffer is a break that is marked. */
const columnsOf = ({ title, type, minutes, topicCode, note, isSub, topicId = null }: Facts) => ({
  ...{ title, minutes, topicCode, note, isSub, topicId },
  type: type === 'buffer' ? ('break' as const) : type,
  isBuffer: type === 'buffer',
});

const compared = ['title', 'type', 'minutes', 'note'] as const;

function stale(theirs: ItemRow, yours: Facts): Conflict {
  const of = (item: Facts | ItemRow) => Object.fromEntries(compared.map((field) => [field, String(item[field] ?? '')]));
  return new Conflict('platform.error.changed', { theirs: of(theirs), yours: of(yours), version: theirs.version });
}
