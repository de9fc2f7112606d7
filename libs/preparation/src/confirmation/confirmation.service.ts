import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedPeople, type ToAsk } from '../asked/asked-people.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import type { Asking, ConfirmationInput } from './confirmation.dto.js';
import { PresenterConfirmation } from './confirmation.entity.js';
import { ConfirmationFinder, type Basis } from './confirmation.finder.js';
import { ConfirmationLetters } from './confirmation-letters.js';
import { canAskPresenters } from './confirmation.policy.js';
import { needsOf, nextRespondBy, planOf, type Need } from './confirmation.rules.js';

/** Presenters may be asked while the meeting has a time ahead. */
export const isAskable = ({ status, endAt }: MeetingRow, now: string): boolean =>
  (status === 'draft' || status === 'called') && endAt > now;

/** Asks presenters whether they present, and records what they say. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly persons: PersonFinder,
    private readonly finder: ConfirmationFinder,
    private readonly people: AskedPeople,
    private readonly letters: ConfirmationLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  /**
   * Asks everybody who was not asked, and again whose time or part has changed: one mail to each with all their items.
   * Whoever presents nothing any more is not asked any more.
   * @returns how many mails. @throws Conflict when the meeting has no time ahead, Invalid for a day that is past
   */
  async ask(actor: Actor, meetingId: string, { respondBy, wantsDraft }: Asking): Promise<number> {
    demand(canAskPresenters(actor));
    if (respondBy < this.clock.today()) throw new Invalid({ respondBy: { key: 'preparation.asked.invalid.pastDay' } });
    return this.db.tx(async () => {
      const meeting = found(await this.meetings.one(actor, meetingId));
      if (!isAskable(meeting, this.clock.instant())) throw new Conflict('preparation.confirmation.refused.over');
      const basis = await this.finder.basis(meeting, wantsDraft);
      const { plan, to } = await this.pending(meeting, basis);
      for (const { id } of plan.gone) await this.db.run(sql`DELETE FROM presenter_confirmation WHERE id = ${id}`);
      if (!to.length) return 0;
      const asked = await this.people.enter('presenter', meetingId, to);
      for (const { need, row } of plan.changed) await this.again(row.id, need, { zone: meeting.zone, respondBy });
      const known = plan.fresh.filter(({ personId }) => asked.some((one) => one.personId === personId));
      await this.insert(known, asked, { zone: meeting.zone, respondBy });
      await this.letters.ask(meeting, {
        basis,
        people: asked,
        changed: new Set(plan.changed.map(({ row }) => row.id)),
      });
      await this.reminders.schedule({ about: 'presenter', id: meetingId, respondBy });
      await this.events.record('meeting.presenters_asked', meetingId, actor, { count: asked.length });
      return asked.length;
    });
  }

  /** A new agenda was published: who was asked about another time is asked again, and who is new to it. */
  async askAgain(meetingId: string): Promise<void> {
    const rows = await this.finder.ofMeeting(meetingId);
    const meeting = rows.length ? await this.meetings.one(system, meetingId) : undefined;
    if (!meeting || !isAskable(meeting, this.clock.instant())) return;
    const set = rows
      .map((row) => row.respondBy)
      .sort()
      .at(-1)!;
    const days = { today: this.clock.today(), meetingDay: meeting.startWall.slice(0, 10) };
    await this.ask(system, meetingId, { respondBy: nextRespondBy(set, days), wantsDraft: false });
  }

  /** What asking now would do, to whom a mail would go, and who has no address. */
  async pending({ id, zone, groupId }: MeetingRow, { items }: Basis) {
    const [rows, speakers] = await Promise.all([this.finder.ofMeeting(id), this.people.speakers(groupId)]);
    const needs = needsOf(items, speakers);
    const plan = planOf(needs, rows, zone);
    const open = [...plan.fresh, ...plan.changed.map(({ need }) => need)];
    const known = await this.persons.byIds([...new Set(open.map(({ personId }) => personId))]);
    const contacts = known.filter(({ restrictedAt }) => restrictedAt === null);
    const stateOf = (personId: string) => open.find((need) => need.personId === personId)!.stateCode;
    const to = contacts.flatMap(({ personId, address }): ToAsk[] =>
      address ? [{ personId, address, stateCode: stateOf(personId) }] : [],
    );
    return { plan, to, rows, withoutAddress: contacts.filter(({ address }) => !address) };
  }

  /** @throws Conflict when an item was taken away or got another time meanwhile */
  async answer(asked: AskedRow, { answers }: ConfirmationInput): Promise<void> {
    await this.db.tx(async () => {
      const meeting = found(await this.meetings.one(system, asked.aboutId));
      if (!isAskable(meeting, this.clock.instant())) throw new Conflict('preparation.confirmation.refused.over');
      const rows = new Map((await this.finder.ofAsked(asked.id)).map((row) => [row.id, row]));
      if (answers.some(({ id }) => !rows.has(id))) throw new Conflict('preparation.confirmation.refused.changed');
      await this.people.answered(asked.id);
      for (const { id, answer, title, needs } of answers) {
        await this.db.run(sql`UPDATE presenter_confirmation SET answer = ${answer}, talk_title = ${title},
          needs = ${needs}, answered_at = ${this.clock.instant()} WHERE id = ${id}`);
      }
      const { personId, name } = asked;
      const data = { name, answers: answers.map(({ answer }) => answer).join(', ') };
      await this.events.record('presenter.answered', asked.id, { ...anonymous, personId, name }, data);
    });
  }

  private async again(id: string, { start, end, stateCode }: Need, { zone, respondBy }: Terms): Promise<void> {
    await this.db.run(sql`UPDATE presenter_confirmation SET start_wall = ${start}, end_wall = ${end}, zone = ${zone},
      state_code = ${stateCode}, respond_by = ${respondBy}, answer = NULL, answered_at = NULL WHERE id = ${id}`);
  }

  private async insert(needs: readonly Need[], asked: readonly AskedRow[], terms: Terms): Promise<void> {
    for (const { itemId, personId, stateCode, start, end } of needs) {
      const { id: askedId } = asked.find((one) => one.personId === personId)!;
      const row = { id: newId(), askedId, itemId, stateCode, startWall: start, endWall: end, ...terms };
      await this.db.repo(PresenterConfirmation).insert(row);
    }
  }
}

interface Terms {
  zone: string;
  respondBy: string;
}
