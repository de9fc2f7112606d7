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
  async refuseAfterClosed({ seriesId, number }: MeetingRow): Promise<void> {
    if (seriesId === null || number === null) return;
    const [later] = await this.meetings.some(
      system,
      sql`m.series_id = ${seriesId} AND m.number > ${number} AND EXISTS (SELECT 1 FROM minutes later_mi
        WHERE later_mi.meeting_id = m.id AND later_mi.status IN ('adopted', 'published'))`,
    );
    if (!later) return;
    throw new Conflict('meetings.minutes.refused.laterClosed', {}, { name: `${referenceOf(later)} ${later.title}` });
  }

  /** Later meetings build on what this one decided. @throws Conflict that names the first later one of the year */
  async refuseAfterLater({ seriesId, number, startWall }: MeetingRow): Promise<void> {
    if (seriesId === null || number === null) return;
    const year = startWall.slice(0, 4);
    const [later] = await this.meetings.some(
      system,
      sql`m.series_id = ${seriesId} AND m.number > ${number} AND m.start_wall LIKE ${`${year}-%`}
        AND m.status <> 'cancelled'`,
    );
    if (!later) return;
    const name = `${referenceOf(later)} ${later.title}`;
    throw new Conflict('meetings.minutes.circulation.refused.later', {}, { name });
  }
}
