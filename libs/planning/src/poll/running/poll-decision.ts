import { Injectable } from '@nestjs/common';
import { MeetingService } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { VoteLetters } from '../../vote/vote-letters.js';
import type { SlotChoice } from '../poll.dto.js';
import { Poll } from '../poll.entity.js';
import { PollFinder, type PollRow, type SlotRow } from '../poll.finder.js';
import { canRunPolls } from '../poll.policy.js';
import { mayBecome, tallyOf } from '../poll.rules.js';

/** Choosing the date: the poll becomes a meeting. */
@Injectable()
export class PollDecision {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: PollFinder,
    private readonly meetings: MeetingService,
    private readonly letters: VoteLetters,
    private readonly events: Events,
  ) {}

  /**
   * Makes a draft meeting of the chosen time, in the poll's series and group, and tells those asked. What they answered
   * stays with the poll as what can be expected; it is no answer to the invitation.
   * @returns the meeting's id
   * @throws Invalid for a time that is past, and for one that every key person refused unless that is confirmed
   */
  async choose(actor: Actor, id: string, { slotId, isConfirmed, version }: SlotChoice): Promise<string> {
    demand(canRunPolls(actor));
    return this.db.tx(async () => {
      const poll = found(await this.finder.one(id));
      if (!mayBecome(poll.status, 'decided')) throw new Conflict(`planning.poll.refused.${poll.status}`);
      const slots = await this.finder.slots(id);
      const slot = slots.find((one) => one.id === slotId);
      if (!slot) throw new Invalid({ slotId: { key: 'planning.poll.invalid.unknownSlot' } });
      if (slot.startAt <= this.clock.instant())
        throw new Invalid({ slotId: { key: 'planning.poll.invalid.pastSlot' } });
      if (!isConfirmed && (await this.isRefused(poll, slot))) {
        throw new Invalid({ isConfirmed: { key: 'planning.poll.invalid.refusedByKeys' } });
      }
      const meetingId = await this.meetings.plan(actor, meetingOf(poll, slot));
      const decided = { status: 'decided' as const, chosenSlotId: slotId, meetingId };
      await this.db.update(Poll, { id, version }, { ...decided, updatedAt: this.clock.instant() });
      await this.letters.send({ ...poll, ...decided }, 'decided', await this.finder.toTell(id));
      await this.events.record('poll.decided', id, actor, { start: slot.startWall });
      return meetingId;
    });
  }

  private async isRefused({ id }: PollRow, slot: SlotRow): Promise<boolean> {
    const [voters, votes] = await Promise.all([this.finder.asked(id), this.finder.votes(id)]);
    return tallyOf([slot], voters, votes)[0]!.isRefusedByAllKeys;
  }
}

const meetingOf = (poll: PollRow, slot: SlotRow) => ({
  title: poll.title,
  description: poll.description,
  seriesId: poll.seriesId,
  number: null,
  start: slot.startWall,
  end: slot.endWall,
  zone: slot.zone,
  place: poll.place,
  videoUrl: poll.videoUrl,
  hostStateCode: null,
  languages: ['en' as const],
  groupId: poll.groupId,
  chairId: null,
  secretaryId: null,
  answerBy: null,
  audience: poll.groupId ? ('group' as const) : ('organisers' as const),
});
