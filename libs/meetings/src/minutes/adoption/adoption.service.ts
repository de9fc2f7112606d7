import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canStep } from '@samrad/platform/pure';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { CirculationFinder, type CirculationRow } from '../circulation/circulation.finder.js';
import { canCirculate } from '../circulation/circulation.policy.js';
import { settledBySilence } from '../circulation/circulation.rules.js';
import { CirculationReminder } from '../circulation/circulation-reminder.js';
import { CirculationService } from '../circulation/circulation.service.js';
import { CommentFinder } from '../comments/comment.finder.js';
import { MinutesRecord } from '../minutes-record.js';
import { Minutes, MinutesVersion, type AdoptedWay } from '../minutes.entity.js';
import { MinutesFinder, type MinutesRow } from '../minutes.finder.js';
import { next } from '../minutes.rules.js';
import type { MinutesSnapshot } from '../minutes.types.js';
import { MinutesClosing } from './closing.js';

/** Adopts minutes, and takes adoption back. */
@Injectable()
export class AdoptionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly minutes: MinutesFinder,
    private readonly record: MinutesRecord,
    private readonly circulations: CirculationFinder,
    private readonly rounds: CirculationService,
    private readonly comments: CommentFinder,
    private readonly letters: CirculationReminder,
    private readonly closing: MinutesClosing,
    private readonly events: Events,
  ) {}

  /**
   * Comments on a round have closed. With the silence procedure the text that went round is adopted, unless somebody
   * objected: then it is a draft again. Everybody it went round to is told. Nothing when the round is over.
   */
  async closeComments(id: string): Promise<void> {
    await this.db.tx(async () => {
      const round = await this.circulations.one(system, id);
      if (!round || round.outcome !== null || round.procedureKind !== 'silence') return;
      if (round.closesAt > this.clock.instant()) return;
      const minutes = await this.minutes.ofMeeting(system, round.meetingId);
      if (minutes?.status !== 'circulated') return;
      const outcome = settledBySilence(await this.comments.of(system, id));
      if (outcome === 'adopted') await this.adopted(system, minutes, { way: 'silence', snapshot: round.snapshot });
      else await this.objected(minutes, round);
      await this.letters.tell(outcome, round);
    });
  }

  /**
   * The next meeting adopted the minutes, as they are written now. Recorded as `minutes.adopted_at_meeting`.
   * @throws NotFound, Conflict when they are not going round for that, items are undecided, or somebody else was first
   */
  async adopt(actor: Actor, meetingId: string, version: number): Promise<void> {
    demand(canCirculate(actor));
    await this.db.tx(async () => {
      const meeting = found(await this.meetings.one(actor, meetingId));
      const minutes = found(await this.minutes.ofMeeting(actor, meetingId));
      if (minutes.version !== version) throw new Conflict();
      const [round] = await this.circulations.ofMeeting(actor, meetingId);
      if (!round || !canStep(next, minutes.status, 'adopted') || round.procedureKind !== 'meeting') {
        throw new Conflict('meetings.minutes.circulation.refused.notAtMeeting');
      }
      await this.refuseEarly(round);
      await this.closing.refuseUndecided(actor, meeting);
      const snapshot = await this.record.compose(actor, meeting, minutes);
      await this.adopted(actor, minutes, { way: 'meeting', snapshot });
      await this.letters.tell('adopted', round);
    });
  }

  /**
   * Makes adopted or published minutes a draft again; recorded as `minutes.reopened`. What is published stays readable,
   * and the text that was adopted stays a version of its own.
   * @throws NotFound, Conflict that names the later meeting of the year, or the one of the series whose minutes are closed;
   *   or when they are not closed
   */
  async reopen(actor: Actor, meetingId: string, version: number): Promise<void> {
    demand(canCirculate(actor));
    await this.db.tx(async () => {
      const minutes = found(await this.minutes.ofMeeting(actor, meetingId));
      if (!['adopted', 'published'].includes(minutes.status)) {
        throw new Conflict('meetings.minutes.circulation.refused.notClosed');
      }
      const meeting = found(await this.meetings.one(actor, meetingId));
      const refusal = await this.closing.whyNotReopen(meeting);
      if (refusal) throw refusal;
      const patch = { status: 'draft', adoptedAt: null, adoptedWay: null, adoptedBy: null, adoptedNumber: null };
      await this.db.update(Minutes, { id: minutes.id, version }, patch);
      await this.events.record('minutes.reopened', meetingId, actor);
    });
  }

  /** @throws Conflict while comments are open, and before the meeting that is to adopt them has begun, naming it */
  private async refuseEarly({ closesAt, itemId }: CirculationRow): Promise<void> {
    const now = this.clock.instant();
    if (closesAt > now) throw new Conflict('meetings.minutes.circulation.refused.commentsOpen');
    const ahead = await this.db.row<{ title: string }>(sql`
      SELECT m.title FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
      WHERE i.id = ${itemId} AND m.start_at > ${now} AND m.status <> 'cancelled'`);
    if (ahead) throw new Conflict('meetings.minutes.circulation.refused.meetingAhead', {}, { title: ahead.title });
  }

  private async adopted(actor: Actor, minutes: MinutesRow, text: AdoptedText) {
    const { id, meetingId, version } = minutes;
    const number = await this.keep(actor, minutes, text);
    const adoption = { adoptedAt: this.clock.instant(), adoptedWay: text.way, adoptedBy: actor.name };
    await this.db.update(Minutes, { id, version }, { status: 'adopted', ...adoption, adoptedNumber: number });
    await this.rounds.end(id, 'adopted', actor.name);
    const kind = text.way === 'silence' ? 'minutes.adopted_by_silence' : 'minutes.adopted_at_meeting';
    await this.events.record(kind, meetingId, actor, { number });
  }

  /** The text as adopted becomes a version of the record by itself, whether or not it is ever published. */
  private async keep(actor: Actor, { id }: MinutesRow, { way, snapshot }: AdoptedText): Promise<number> {
    const number = await this.minutes.nextNumber(id);
    await this.db.repo(MinutesVersion).insert({
      ...{ id: newId(), minutesId: id, number, adoptedNumber: number, adoptedWay: way, snapshot },
      ...{ publishedBy: actor.name, publishedAt: this.clock.instant(), audience: 'organisers' },
    });
    return number;
  }

  private async objected({ id, version, meetingId }: MinutesRow, { number }: CirculationRow) {
    await this.db.update(Minutes, { id, version }, { status: 'draft' });
    await this.rounds.end(id, 'objected', system.name);
    await this.events.record('minutes.objected', meetingId, system, { number });
  }
}

interface AdoptedText {
  way: AdoptedWay;
  snapshot: MinutesSnapshot;
}
