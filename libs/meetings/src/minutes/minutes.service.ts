import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { emptyRichText } from '@samrad/platform/richtext';
import type { AgendaLine } from '../agenda/agenda.types.js';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { isPastDraft } from '../meeting/meeting.rules.js';
import { MinutesClosing } from './adoption/closing.js';
import { Minutes, MinutesSection } from './minutes.entity.js';
import { MinutesFinder } from './minutes.finder.js';
import { canWriteMinutes } from './minutes.policy.js';
import { inAgendaOrder, isWritable, withoutSection } from './minutes.rules.js';

/** Begins the minutes of a meeting and keeps their sections in step with the agenda. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly db: Db,
    private readonly finder: MinutesFinder,
    private readonly meetings: MeetingFinder,
    private readonly life: MeetingLife,
    private readonly closing: MinutesClosing,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * One section for each item of the agenda, breaks left out; recorded as `minutes.started` with the meeting as
   * subject. A draft that has begun becomes held. Does nothing when there are minutes already.
   * @returns the id of the minutes. @throws NotFound, Conflict while nobody is called, when it is cancelled, and
   *   when minutes of a later meeting of the series are closed, naming it
   */
  async start(actor: Actor, meetingId: string): Promise<string> {
    demand(canWriteMinutes(actor));
    try {
      return await this.db.tx(() => this.begin(actor, meetingId));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return found(await this.finder.ofMeeting(actor, meetingId)).id;
    }
  }

  /**
   * Gives sections to the items that have none and puts all in the order of the agenda.
   * @returns how many were added
   */
  async addMissing(actor: Actor, meetingId: string): Promise<number> {
    demand(canWriteMinutes(actor));
    return this.db.tx(async () => {
      const meeting = await this.writable(actor, meetingId);
      const minutes = found(await this.finder.ofMeeting(actor, meetingId));
      const items = await this.finder.items(meeting);
      const missing = withoutSection(items, await this.finder.sections(minutes.id));
      await this.addSections(minutes.id, missing);
      await this.order(minutes.id, items);
      if (missing.length) {
        await this.events.record('minutes.items_added', meetingId, actor, { count: missing.length });
      }
      return missing.length;
    });
  }

  private async begin(actor: Actor, meetingId: string): Promise<string> {
    await this.holdPastDraft(actor, meetingId);
    const meeting = await this.writable(actor, meetingId);
    const before = await this.finder.ofMeeting(actor, meetingId);
    if (before) return before.id;
    await this.closing.refuseAfterClosed(meeting);
    const id = newId();
    const { audience } = meeting;
    await this.db.repo(Minutes).insert({ id, meetingId, status: 'draft', audience, publishedNumber: 0, version: 1 });
    await this.addSections(id, withoutSection(await this.finder.items(meeting), []));
    await this.events.record('minutes.started', meetingId, actor);
    return id;
  }

  /** Minutes say that the meeting took place. */
  private async holdPastDraft(actor: Actor, meetingId: string) {
    const meeting = await this.meetings.one(actor, meetingId);
    if (meeting && isPastDraft(meeting, this.clock.instant())) await this.life.hold(actor, meetingId);
  }

  private async writable(actor: Actor, meetingId: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    if (!isWritable(meeting.status)) throw new Conflict('meetings.minutes.refused.notHeld');
    return meeting;
  }

  private async addSections(minutesId: string, items: AgendaLine[]) {
    for (const [place, { id: itemId, title }] of items.entries()) {
      const section = {
        id: newId(),
        minutesId,
        itemId,
        place: 1000 + place,
        title,
        content: emptyRichText(),
        version: 1,
      };
      await this.db.repo(MinutesSection).insert(section);
    }
  }

  private async order(minutesId: string, items: AgendaLine[]) {
    const sections = inAgendaOrder(await this.finder.sections(minutesId), items);
    for (const [place, { id }] of sections.entries()) {
      await this.db.run(sql`UPDATE minutes_section SET place = ${place} WHERE id = ${id}`);
    }
  }
}
