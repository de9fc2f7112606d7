import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox } from '@samrad/platform/mail';
import { canStep } from '@samrad/platform/pure';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { AdoptionItem } from '../adoption/adoption-item.js';
import { MinutesClosing } from '../adoption/closing.js';
import { MinutesRecord } from '../minutes-record.js';
import { Minutes } from '../minutes.entity.js';
import { MinutesFinder, type MinutesRow } from '../minutes.finder.js';
import { isPublishable, next } from '../minutes.rules.js';
import { CirculationLetters } from './circulation-letters.js';
import { CirculationReminder } from './circulation-reminder.js';
import { CircleFinder, type Reached } from './circle.js';
import type { NewCirculation } from './circulation.dto.js';
import { Circulation, CirculationRecipient } from './circulation.entity.js';
import { CirculationFinder, type CirculationRow } from './circulation.finder.js';
import { canCirculate } from './circulation.policy.js';
import { deadlineOf, reminderOf } from './circulation.rules.js';

export const closing = 'minutes.comments_close';
export const reminding = 'minutes.comments_remind';

/** What sending round did. */
export interface SentRound {
  number: number;
  closesOn: string;
  told: number;
}

/** Sends minutes round for comments, and takes them back. */
@Injectable()
export class CirculationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly minutes: MinutesFinder,
    private readonly record: MinutesRecord,
    private readonly circle: CircleFinder,
    private readonly undecided: MinutesClosing,
    private readonly item: AdoptionItem,
    private readonly letters: CirculationLetters,
    private readonly rounds: CirculationFinder,
    private readonly reminder: CirculationReminder,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  /**
   * Freezes the draft, mails it round and sets the closing date. A round that goes on is replaced by the revised text; its
   * comments stay. Recorded as `minutes.circulated` `{ number, closesOn, told }`.
   * @throws NotFound, Conflict when items are undecided, nobody would get it, the meeting has not begun, the minutes are
   *   adopted or published, or somebody else changed them first
   */
  async send(actor: Actor, meetingId: string, input: NewCirculation): Promise<SentRound> {
    demand(canCirculate(actor));
    try {
      return await this.db.tx(() => this.store(actor, meetingId, input));
    } catch (error) {
      if (isDuplicate(error)) throw new Conflict();
      throw error;
    }
  }

  /** Makes it a draft again and tells those who were asked; recorded as `minutes.recalled`. @throws NotFound, Conflict when it is not going round */
  async recall(actor: Actor, meetingId: string, version: number): Promise<void> {
    demand(canCirculate(actor));
    await this.db.tx(async () => {
      const minutes = found(await this.minutes.ofMeeting(actor, meetingId));
      if (minutes.status !== 'circulated') throw new Conflict('meetings.minutes.circulation.refused.notRound');
      await this.db.update(Minutes, { id: minutes.id, version }, { status: 'draft' });
      const round = await this.rounds.going(minutes.id);
      await this.end(minutes.id, 'recalled', actor.name);
      await this.item.withdraw(minutes.id);
      if (round) await this.reminder.tell('recalled', round);
      await this.events.record('minutes.recalled', meetingId, actor);
    });
  }

  /** Ends the round that goes on, if any. Part of a larger step: joins its transaction. */
  async end(minutesId: string, outcome: string, by: string): Promise<void> {
    await this.db.run(sql`UPDATE minutes_circulation
      SET outcome = ${outcome}, settled_at = ${this.clock.instant()}, settled_by = ${by}, version = version + 1
      WHERE minutes_id = ${minutesId} AND outcome IS NULL`);
  }

  private async store(actor: Actor, meetingId: string, input: NewCirculation): Promise<SentRound> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    const minutes = found(await this.minutes.ofMeeting(actor, meetingId));
    await this.refuse(actor, meeting, minutes);
    const reached = (await this.circle.of(meeting, input.circle)).filter(({ address }) => address !== null);
    if (!reached.length) throw new Conflict('meetings.minutes.circulation.refused.nobody');
    await this.db.update(Minutes, { id: minutes.id, version: input.version }, { status: 'circulated' });
    await this.end(minutes.id, 'replaced', actor.name);
    const round = await this.freeze(actor, meeting, { minutes, input });
    await this.mail(meeting, round, reached);
    await this.plan(meeting, round);
    const { number, closesOn } = round;
    await this.events.record('minutes.circulated', meetingId, actor, { number, closesOn, told: reached.length });
    return { number, closesOn, told: reached.length };
  }

  private async refuse(actor: Actor, meeting: MeetingRow, minutes: MinutesRow) {
    if (!canStep(next, minutes.status, 'circulated')) throw new Conflict('meetings.minutes.circulation.refused.status');
    if (!isPublishable(meeting, this.clock.instant())) throw new Conflict('meetings.minutes.circulation.refused.early');
    await this.undecided.refuseUndecided(actor, meeting);
  }

  private async freeze(actor: Actor, meeting: MeetingRow, { minutes, input }: Sent) {
    const last = await this.db.row<{ number: number | null }>(sql`
      SELECT MAX(number) AS number FROM minutes_circulation WHERE minutes_id = ${minutes.id}`);
    const { closesOn, closesAt } = deadlineOf(this.clock.today(meeting.zone), input.workingDays, meeting.zone);
    const round = {
      ...{ id: newId(), minutesId: minutes.id, number: Number(last?.number ?? 0) + 1, circle: input.circle },
      ...{ procedureKind: input.procedure, closesOn, closesAt, note: input.note, version: 1 },
      ...{ sentBy: actor.name, sentAt: this.clock.instant() },
      snapshot: await this.record.compose(actor, meeting, minutes),
    };
    await this.db.repo(Circulation).insert(round);
    return round;
  }

  private async mail(meeting: MeetingRow, round: Frozen, reached: Reached[]) {
    const kind = round.number > 1 ? 'revised' : 'circulated';
    const letters = [];
    for (const person of reached) {
      const id = newId();
      const { personId, stateCode } = person;
      const row = { id, circulationId: round.id, personId, stateCode, linkHash: this.letters.hashOf(id) };
      await this.db.repo(CirculationRecipient).insert(row);
      letters.push(this.letters.for(kind, { ...person, id }, { ...round, meetingId: meeting.id }));
    }
    await this.outbox.queueAll(letters);
  }

  private async plan(meeting: MeetingRow, { id, minutesId, procedureKind, closesOn, closesAt }: Frozen) {
    await this.jobs.later(closing, { id }, closesAt);
    const reminder = reminderOf(closesOn, meeting.zone, this.clock.instant());
    if (reminder) await this.jobs.later(reminding, { id }, reminder);
    if (procedureKind !== 'meeting') await this.item.withdraw(minutesId);
    else if (meeting.seriesId) await this.item.place(meeting.seriesId);
  }
}

interface Sent {
  minutes: MinutesRow;
  input: NewCirculation;
}

type Frozen = Pick<
  CirculationRow,
  'id' | 'minutesId' | 'number' | 'circle' | 'procedureKind' | 'closesOn' | 'closesAt' | 'note' | 'snapshot'
>;
