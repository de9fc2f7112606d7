import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import { MeetingIndex } from '../meeting/meeting-index.js';
import { AgendaVersion } from './agenda.entity.js';
import { AgendaFinder } from './agenda.finder.js';
import { canEditAgenda } from './agenda.policy.js';
import { isAgendaOpen } from './agenda.rules.js';
import { changesBetween } from './change/change.rules.js';
import type { AgendaChange, AgendaSnapshot } from './agenda.types.js';

/** Freezes the draft of an agenda as a numbered version that readers see. */
@Injectable()
export class AgendaPublisher {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: AgendaFinder,
    private readonly meetings: MeetingFinder,
    private readonly index: MeetingIndex,
    private readonly events: Events,
  ) {}

  /**
   * Recorded as `agenda.published` `{ number, changes }` with the meeting as subject.
   * @param tell whether those who are called get a mail about it, after the pause for further changes
   * @returns the number of the version
   * @throws Conflict when there is no item, a closed session names no exemption, nothing has changed since the last version, or the meeting is over
   */
  async publish(actor: Actor, meetingId: string, { tell }: { tell: boolean } = { tell: false }): Promise<number> {
    demand(canEditAgenda(actor));
    try {
      return await this.db.tx(async () => {
        const number = await this.store(actor, meetingId);
        if (tell) await this.announce(actor, meetingId, number);
        return number;
      });
    } catch (error) {
      if (isDuplicate(error)) throw new Conflict('platform.error.changed');
      throw error;
    }
  }

  /** What publishing now would tell the readers; null when there is no version yet. */
  async pending(meeting: MeetingRow): Promise<AgendaChange[] | null> {
    const last = await this.finder.version(meeting.id);
    return last ? changesBetween(last.snapshot, await this.snapshot(meeting)) : null;
  }

  private async store(actor: Actor, meetingId: string): Promise<number> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    if (!isAgendaOpen(meeting.status)) throw new Conflict('meetings.agenda.refused.closed');
    const snapshot = await this.snapshot(meeting);
    if (!snapshot.items.length) throw new Conflict('meetings.agenda.refused.empty');
    refuseUnexempted(snapshot);
    const last = await this.finder.version(meetingId);
    if (last && isSame(last.snapshot, snapshot)) throw new Conflict('meetings.agenda.refused.unchanged');
    const number = (last?.number ?? 0) + 1;
    const changes = last ? changesBetween(last.snapshot, snapshot) : [];
    await this.db.repo(AgendaVersion).insert({
      id: newId(),
      meetingId,
      number,
      publishedAt: this.clock.instant(),
      publishedBy: actor.name,
      snapshot,
      changes,
    });
    await this.index.put(meetingId);
    await this.events.record('agenda.published', meetingId, actor, { number, changes });
    return number;
  }

  private async announce(actor: Actor, meetingId: string, number: number): Promise<void> {
    await this.db.run(sql`UPDATE meeting SET agenda_to_tell = ${number} WHERE id = ${meetingId} AND status = 'called'`);
    await this.events.record('meeting.agenda_to_tell', meetingId, actor, { number });
  }

  private async snapshot({ id, startWall, endWall, zone }: MeetingRow): Promise<AgendaSnapshot> {
    const lines = await this.finder.draft({ id, startWall, endWall });
    return { startWall, endWall, zone, items: lines.map(({ version: _, ...line }) => line) };
  }
}

/** What is closed names what keeps it from the public, as documents and minutes do. */
function refuseUnexempted({ items }: AgendaSnapshot): void {
  const { session } = items.find((one) => isClosed(one) && !one.session!.exemption) ?? {};
  if (session) throw new Conflict('meetings.agenda.refused.exemption', {}, { title: session.title });
}

const isClosed = ({ session }: AgendaSnapshot['items'][0]): boolean => session !== null && session.access !== 'open';

/** Key order does not matter: MariaDB keeps JSON as written, other drivers need not. */
const isSame = (a: AgendaSnapshot, b: AgendaSnapshot): boolean => text(a) === text(b);
const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => left.localeCompare(right)))
      : part,
  );
