import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingIndex } from './meeting-index.js';
import type { Cancellation, Postponement } from './meeting.dto.js';
import { Meeting, type MeetingStatus } from './meeting.entity.js';
import { MeetingFinder, type MeetingRow } from './meeting.finder.js';
import { canRunMeeting } from './meeting.policy.js';
import { answerByFault, hasWhere, mayBecome, mayCancel, momentsOf, type Times } from './meeting.rules.js';

/** The steps of a meeting's life, each once, each recorded. */
@Injectable()
export class MeetingLife {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: MeetingFinder,
    private readonly events: Events,
    private readonly index: MeetingIndex,
  ) {}

  /**
   * Draft → called; from now on those it is for can see it. Part of sending the invitations: joins their transaction.
   * Does nothing when the meeting is called already.
   * @throws Invalid without place and link or with an end that has passed, Conflict when it cannot be called any more
   */
  async call(actor: Actor, id: string): Promise<void> {
    await this.step(actor, id, async (meeting) => {
      if (meeting.status === 'called') return;
      this.demandStep(meeting, 'called');
      if (!hasWhere(meeting)) throw new Invalid({ place: { key: 'meetings.meeting.invalid.where' } });
      const now = this.clock.instant();
      if (meeting.endAt <= now) throw new Invalid({ start: { key: 'meetings.meeting.invalid.past' } });
      await this.store(meeting, { status: 'called', calledAt: meeting.calledAt ?? now });
      await this.events.record('meeting.called', id, actor);
    });
  }

  /** Called → held, or a draft that people came to all the same, once it has begun. @throws Conflict before that, or from another status */
  async hold(actor: Actor, id: string): Promise<void> {
    await this.step(actor, id, async (meeting) => {
      this.demandStep(meeting, 'held');
      if (meeting.startAt > this.clock.instant()) throw new Conflict('meetings.meeting.refused.notBegun');
      await this.store(meeting, { status: 'held' });
      await this.events.record('meeting.held', id, actor);
    });
  }

  /** Held (or called or a draft, and begun) → minutes published. Does nothing the second time. */
  async minutesPublished(actor: Actor, id: string): Promise<void> {
    await this.step(actor, id, async (meeting) => {
      if (meeting.status === 'minutes_published') return;
      if (meeting.status === 'called' || meeting.status === 'draft') {
        await this.hold(actor, id);
        return this.minutesPublished(actor, id);
      }
      this.demandStep(meeting, 'minutes_published');
      await this.store(meeting, { status: 'minutes_published' });
      await this.events.record('meeting.minutes_published', id, actor);
    });
  }

  /** SEQUENCE rises; recorded as `meeting.cancelled` `{ reason, sequence, wasCalled }`. @throws Conflict when it is over */
  async cancel(actor: Actor, id: string, { reason }: Cancellation): Promise<void> {
    await this.step(actor, id, async (meeting) => {
      this.demandStep(meeting, 'cancelled');
      if (!mayCancel(meeting, this.clock.instant())) throw new Conflict('meetings.meeting.refused.ended');
      const sequence = meeting.sequence + 1;
      await this.store(meeting, { status: 'cancelled', statusReason: reason, sequence });
      const data = { reason, sequence, wasCalled: meeting.calledAt !== null };
      await this.events.record('meeting.cancelled', id, actor, data);
    });
  }

  /**
   * Puts a called meeting off. Without a new time it waits as `postponed` (recorded as `meeting.postponed`
   * `{ reason, sequence }`); with one it is called for that time (`meeting.rescheduled` `{ reason, fields, sequence,
   * before, after }`), also when it waited.
   */
  async postpone(actor: Actor, id: string, { reason, start, end, zone }: Postponement): Promise<void> {
    await this.step(actor, id, async (meeting) => {
      if (start && end) return this.move(actor, meeting, { reason, startWall: start, endWall: end, zone });
      if (start || end) throw new Invalid({ [start ? 'end' : 'start']: { key: 'platform.invalid.missing' } });
      this.demandStep(meeting, 'postponed');
      const sequence = meeting.sequence + 1;
      await this.store(meeting, { status: 'postponed', statusReason: reason, sequence, significantSequence: sequence });
      await this.events.record('meeting.postponed', id, actor, { reason, sequence });
    });
  }

  private async move(
    actor: Actor,
    meeting: MeetingRow,
    { reason, ...to }: { reason: string; startWall: string; endWall: string; zone: string | null },
  ) {
    if (meeting.status !== 'called') this.demandStep(meeting, 'called');
    if (meeting.calledAt === null) throw new Conflict('meetings.meeting.refused.draft');
    const after: Times = { ...to, zone: to.zone ?? meeting.zone };
    const { moments, faults } = momentsOf(after);
    if (!moments) throw new Invalid(faults);
    if (moments.startAt <= this.clock.instant()) throw new Invalid({ start: { key: 'meetings.meeting.invalid.past' } });
    const late = Object.keys(answerByFault(meeting.answerBy, after.startWall)).length > 0;
    const sequence = meeting.sequence + 1;
    const kept = { statusReason: reason, sequence, significantSequence: sequence };
    await this.store(meeting, { ...after, ...moments, ...kept, status: 'called', ...(late && { answerBy: null }) });
    const before: Times = { startWall: meeting.startWall, endWall: meeting.endWall, zone: meeting.zone };
    const data = { reason, fields: ['startWall', 'endWall'], sequence, before, after };
    await this.events.record('meeting.rescheduled', meeting.id, actor, data);
  }

  private step(actor: Actor, id: string, work: (meeting: MeetingRow) => Promise<void>): Promise<void> {
    demand(canRunMeeting(actor));
    return this.db.tx(async () => work(found(await this.finder.one(actor, id))));
  }

  private demandStep(meeting: MeetingRow, to: MeetingStatus) {
    if (!mayBecome(meeting.status, to)) throw new Conflict(`meetings.meeting.refused.${meeting.status}`);
  }

  private async store({ id, version }: MeetingRow, patch: Partial<Meeting>) {
    await this.db.update(Meeting, { id, version }, { ...patch, updatedAt: this.clock.instant() });
    await this.index.put(id);
  }
}
