import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Conflict } from '@samrad/platform/errors';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { referenceOf } from '../../meeting/meeting.rules.js';
import { DecisionFinder } from '../../decision/decision.finder.js';
import { undecided } from '../../decision/decision.rules.js';
import { MinutesFinder } from '../minutes.finder.js';

/** What must be settled before minutes are closed: adopted, or published for the first time. */
@Injectable()
export class MinutesClosing {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly decisions: DecisionFinder,
    private readonly meetings: MeetingFinder,
  ) {}

  /** @throws Conflict that lists the items for decision without one */
  async refuseUndecided(actor: Actor, meeting: { id: string; startWall: string; endWall: string }): Promise<void> {
    const items = await this.finder.items(meeting);
    const open = undecided(items, await this.decisions.ofMeeting(actor, meeting.id));
    if (!open.length) return;
    const listed = open.map(({ number, title }) => (number === null ? title : `${number}. ${title}`)).join('; ');
    throw new Conflict('meetings.decision.refused.undecided', {}, { items: listed });
  }

  /**
   * Only the newest minutes of a series are open: what a later meeting closed followed up what this one left.
   * @throws Conflict that names the first later meeting whose minutes are closed
   */
  async refuseAfterClosed(meeting: MeetingRow): Promise<void> {
    const refusal = await this.closedLater(meeting);
    if (refusal) throw refusal;
  }

  /** Why closed minutes stay closed: later meetings of the year, or of the series, build on them. Null: they need not. */
  async whyNotReopen(meeting: MeetingRow): Promise<Conflict | null> {
    return (await this.laterOfYear(meeting)) ?? (await this.closedLater(meeting));
  }

  /** Names the first later meeting of the series whose minutes are closed. */
  private async closedLater({ seriesId, number }: MeetingRow): Promise<Conflict | null> {
    if (seriesId === null || number === null) return null;
    const [later] = await this.meetings.some(
      system,
      sql`m.series_id = ${seriesId} AND m.number > ${number} AND EXISTS (SELECT 1 FROM minutes later_mi
        WHERE later_mi.meeting_id = m.id AND later_mi.status IN ('adopted', 'published'))`,
    );
    return later ? new Conflict('meetings.minutes.refused.laterClosed', {}, { name: nameOf(later) }) : null;
  }

  /** Later meetings build on what this one decided. Names the first later one of the year. */
  private async laterOfYear({ seriesId, number, startWall }: MeetingRow): Promise<Conflict | null> {
    if (seriesId === null || number === null) return null;
    const year = startWall.slice(0, 4);
    const [later] = await this.meetings.some(
      system,
      sql`m.series_id = ${seriesId} AND m.number > ${number} AND m.start_wall LIKE ${`${year}-%`}
        AND m.status <> 'cancelled'`,
    );
    return later ? new Conflict('meetings.minutes.circulation.refused.later', {}, { name: nameOf(later) }) : null;
  }
}

const nameOf = (meeting: MeetingRow): string => `${referenceOf(meeting)} ${meeting.title}`;
