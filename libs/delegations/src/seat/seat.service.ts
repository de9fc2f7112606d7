import { Injectable } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, join, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { SeatsInput } from './seat.dto.js';
import { MeetingSeats, Seat } from './seat.entity.js';
import { SeatFinder } from './seat.finder.js';
import { SeatMails } from './seat-mails.js';
import { canSetSeats } from './seat.policy.js';
import { allot, newsFor, type Held, type Invited } from './seat.rules.js';

/** Seats of each State: as many as the meeting gives, in the order of the answers; the others wait. */
@Injectable()
export class SeatService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: SeatFinder,
    private readonly meetings: MeetingFinder,
    private readonly mails: SeatMails,
    private readonly events: Events,
  ) {}

  /** Sets how many each State has, and gives or takes back seats at once. @throws Conflict when somebody else set it first */
  async set(actor: Actor, meetingId: string, { perState, version }: SeatsInput): Promise<void> {
    demand(canSetSeats(actor));
    await this.db.tx(async () => {
      found(await this.meetings.one(actor, meetingId));
      const before = await this.finder.setting(meetingId);
      if (before.version !== version) throw new Conflict();
      if (before.perState === perState) return;
      await this.store(meetingId, { perState, version });
      await this.events.record('meeting.seats_set', meetingId, actor, { count: perState ?? 0 });
      await this.allot(meetingId);
    });
  }

  /**
   * Writes down who sits and who waits after the answers as they are now, and tells whom it concerns. Doing it twice does
   * nothing the second time; after the end and in a cancelled meeting nothing moves.
   */
  async allot(meetingId: string): Promise<void> {
    const { version } = await this.finder.setting(meetingId);
    if (version === 0) return;
    await this.db.tx(async () => {
      await this.db.run(sql`UPDATE meeting SET version = version WHERE id = ${meetingId}`);
      const meeting = await this.meetings.one(system, meetingId);
      if (!meeting || meeting.status !== 'called' || meeting.endAt <= this.clock.instant()) return;
      const { perState } = await this.finder.setting(meetingId);
      const people = await this.finder.people(meetingId);
      const places = perState === null ? new Map<string, Held>() : allot(people, perState);
      await this.clear(meetingId, places);
      for (const one of people) await this.place(meetingId, one, places.get(one.invitationId));
      if (perState !== null) await this.tell(meetingId, people, places);
    });
  }

  /** The substitute sits where the other sat, or waits where the other waited. Inside a transaction. */
  async handOver(fromInvitationId: string, toInvitationId: string): Promise<void> {
    const taken = await this.db.row(sql`SELECT id FROM seat WHERE invitation_id = ${toInvitationId}`);
    if (taken) return;
    await this.db.run(sql`
      UPDATE seat SET invitation_id = ${toInvitationId} WHERE invitation_id = ${fromInvitationId}`);
  }

  /** The substitute comes not after all: the seat is the other's again, before whatever place they had. Inside a transaction. */
  async handBack(fromInvitationId: string, toInvitationId: string): Promise<void> {
    const seat = await this.db.row(
      sql`SELECT id FROM seat WHERE invitation_id = ${fromInvitationId} AND status = 'seated'`,
    );
    if (!seat) return;
    await this.db.run(sql`DELETE FROM seat WHERE invitation_id = ${toInvitationId}`);
    await this.handOver(fromInvitationId, toInvitationId);
  }

  private async store(id: string, { perState, version }: SeatsInput): Promise<void> {
    if (version > 0) return this.db.update(MeetingSeats, { id, version }, { perState });
    try {
      await this.db.repo(MeetingSeats).insert({ id, perState });
    } catch (error) {
      if (isDuplicate(error)) throw new Conflict();
      throw error;
    }
  }

  private async clear(meetingId: string, places: ReadonlyMap<string, Held>): Promise<void> {
    const kept = [...places.keys()];
    const others = kept.length ? sql`AND invitation_id NOT IN (${join(kept)})` : sql``;
    await this.db.run(sql`DELETE FROM seat WHERE meeting_id = ${meetingId} ${others}`);
  }

  private async place(meetingId: string, { invitationId, stateCode, held }: Invited, place?: Held): Promise<void> {
    if (!place || held?.status === place.status) return;
    if (held) await this.db.repo(Seat).update({ invitationId }, { status: place.status });
    else await this.db.repo(Seat).insert({ id: newId(), meetingId, invitationId, stateCode, ...place });
  }

  private async tell(meetingId: string, people: readonly Invited[], places: ReadonlyMap<string, Held>) {
    const news = people
      .map(({ invitationId, held }) => ({ invitationId, kind: newsFor(held, places.get(invitationId)) }))
      .filter((one): one is { invitationId: string; kind: 'seat' | 'waiting' } => one.kind !== null);
    await this.mails.tell(meetingId, news);
  }
}
