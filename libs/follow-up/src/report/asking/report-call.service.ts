import { Injectable } from '@nestjs/common';
import { AgendaFinder, MeetingFinder, MinutesFinder, type MeetingRow } from '@samrad/meetings';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedFinder, AskedPeople, AskedReminders, type ToAsk } from '@samrad/preparation';
import type { ReportCallChange, ReportCallInput, TopicInput } from '../report.dto.js';
import { ReportCall, ReportTopic, StateReport } from '../report.entity.js';
import { ReportFinder, type ReportCallRow } from '../report.finder.js';
import { canAskForReports } from '../report.policy.js';
import { mayAsk, phaseOf, type Phase } from '../report.rules.js';
import { ReportLetters } from './report-letters.js';
import { ReportPeople } from './report-people.js';

/** Asks States to report before a meeting. */
@Injectable()
export class ReportCallService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly agenda: AgendaFinder,
    private readonly minutes: MinutesFinder,
    private readonly finder: ReportFinder,
    private readonly people: ReportPeople,
    private readonly asked: AskedPeople,
    private readonly askedFinder: AskedFinder,
    private readonly letters: ReportLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  /**
   * Everybody who works on the report of one of the States gets one mail with their personal link.
   * @returns how many. @throws Conflict when reports are asked for already or the meeting has begun, Invalid for a day
   *   that is past, States that do not take part or have nobody to write to, and topics that are not there
   */
  async open(actor: Actor, meetingId: string, input: ReportCallInput): Promise<number> {
    demand(canAskForReports(actor));
    this.refusePast(input.respondBy);
    return this.db.tx(async () => {
      const meeting = await this.askable(actor, meetingId);
      const people = await this.reachable(meeting, input.states);
      const topics = await this.titled(meeting, input.topics);
      const { message, respondBy, mostLetters } = input;
      const id = newId();
      await this.insert(actor, { id, meetingId, message, respondBy, mostLetters });
      for (const [place, topic] of topics.entries()) {
        await this.db.insert(ReportTopic, { id: newId(), callId: id, place, ...topic });
      }
      for (const stateCode of new Set(input.states)) {
        await this.db.insert(StateReport, { id: newId(), callId: id, stateCode });
      }
      await this.ask(meeting, { id, people });
      await this.reminders.schedule({ about: 'state_report', id, respondBy });
      await this.events.record('report_call.opened', id, actor, { count: people.length });
      return people.length;
    });
  }

  /** @throws Conflict when somebody else changed it since `version` */
  async change(actor: Actor, meetingId: string, { version, ...input }: ReportCallChange): Promise<void> {
    demand(canAskForReports(actor));
    this.refusePast(input.respondBy);
    await this.db.tx(async () => {
      await this.askable(actor, meetingId);
      const { id } = found(await this.finder.callOf(meetingId));
      await this.db.update(ReportCall, { id, version }, { ...input, updatedAt: this.clock.instant() });
      await this.reminders.schedule({ about: 'state_report', id, respondBy: input.respondBy });
      await this.events.record('report_call.changed', id, actor, { day: input.respondBy });
    });
  }

  /** Those who have joined since: a mail to each. @returns how many */
  async askMore(actor: Actor, meetingId: string): Promise<number> {
    demand(canAskForReports(actor));
    return this.db.tx(async () => {
      const meeting = await this.askable(actor, meetingId);
      const call = found(await this.finder.callOf(meetingId));
      const people = await this.unasked(meeting, call);
      if (!people.length) return 0;
      await this.ask(meeting, { id: call.id, people });
      await this.events.record('report_call.asked', call.id, actor, { count: people.length });
      return people.length;
    });
  }

  /** Who works on a report now and has no link yet. */
  async unasked(meeting: MeetingRow, { id }: ReportCallRow): Promise<ToAsk[]> {
    const [people, asked, reports] = await Promise.all([
      this.people.of(meeting),
      this.askedFinder.all('state_report', id),
      this.finder.reports(id),
    ]);
    const known = new Set(asked.map(({ personId }) => personId));
    const own = reports.flatMap(({ stateCode }) => people.get(stateCode) ?? []);
    return withAddress(own).filter(({ personId }) => !known.has(personId));
  }

  /** What can be done with reports now. */
  async phase(call: ReportCallRow, meeting: MeetingRow): Promise<Phase> {
    const minutes = await this.minutes.ofMeeting(system, meeting.id);
    const times = { now: this.clock.instant(), today: this.clock.today(meeting.zone) };
    return phaseOf(call, meeting, { ...times, minutes: minutes?.status ?? null });
  }

  private async ask(meeting: MeetingRow, { id, people }: { id: string; people: ToAsk[] }) {
    const rows = await this.asked.enter('state_report', id, people);
    const call = found(await this.finder.call(id));
    await this.letters.ask({ call, meeting, topics: await this.finder.topics(call) }, rows);
  }

  private async askable(actor: Actor, meetingId: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    if (!mayAsk(meeting, this.clock.instant())) throw new Conflict('followUp.report.refused.begun');
    return meeting;
  }

  private refusePast(respondBy: string) {
    if (respondBy < this.clock.today()) throw new Invalid({ respondBy: { key: 'preparation.asked.invalid.pastDay' } });
  }

  private async reachable(meeting: MeetingRow, states: readonly string[]): Promise<ToAsk[]> {
    const people = await this.people.of(meeting);
    const own = [...new Set(states)].map((code) => ({ code, people: withAddress(people.get(code) ?? []) }));
    const without = own.filter((state) => !state.people.length).map(({ code }) => code);
    if (without.length) {
      throw new Invalid({ states: { key: 'followUp.report.invalid.nobody', params: { states: without.join(', ') } } });
    }
    const all = own.flatMap((state) => state.people);
    return all.filter(({ personId }, at) => all.findIndex((one) => one.personId === personId) === at);
  }

  /** Items of the agenda give their title, in the meeting's first language. */
  private async titled(meeting: MeetingRow, topics: readonly TopicInput[]) {
    const [language] = meeting.languages.split(',');
    const { lines } = await this.agenda.unplaced(meeting.id);
    return topics.map(({ itemId, titles }) => {
      const item = lines.find(({ id }) => id === itemId);
      if (itemId !== null && !item) throw new Invalid({ items: { key: 'followUp.report.invalid.noItem' } });
      if (item) return { itemId, titles: { [language!]: item.title, ...titles } };
      if (!titles[language!]) throw new Invalid({ [`topics-${language}`]: { key: 'platform.invalid.missing' } });
      return { itemId, titles };
    });
  }

  private async insert(actor: Actor, facts: Omit<ReportCallRow, 'version'>) {
    const now = this.clock.instant();
    try {
      await this.db.insert(ReportCall, { ...facts, createdBy: actor.name, createdAt: now, updatedAt: now });
    } catch (error) {
      throw isDuplicate(error) ? new Conflict('followUp.report.refused.asked') : error;
    }
  }
}

const withAddress = (people: readonly { personId: string; stateCode: string; address: string | null }[]): ToAsk[] =>
  people.flatMap(({ personId, stateCode, address }) => (address ? [{ personId, stateCode, address }] : []));
