import { Injectable } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { languages, type Language } from '@samrad/platform/i18n';
import { formatDay, Views } from '@samrad/platform/views';
import { outside } from '../../agenda/agenda.dto.js';
import { AgendaService } from '../../agenda/agenda.service.js';
import { isAgendaOpen } from '../../agenda/agenda.rules.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { referenceOf } from '../../meeting/meeting.rules.js';
import { CirculationFinder, type CirculationRow } from '../circulation/circulation.finder.js';

/** Puts “Adoption of the minutes” on the next agenda of the series, by itself. */
@Injectable()
export class AdoptionItem {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly circulations: CirculationFinder,
    private readonly meetings: MeetingFinder,
    private readonly agenda: AgendaService,
    private readonly views: Views,
  ) {}

  /** A meeting was planned, or will not take place: does its series have minutes that wait for an item? */
  async placeFor(meetingId: string): Promise<void> {
    const meeting = await this.meetings.one(system, meetingId);
    if (meeting?.seriesId) await this.place(meeting.seriesId);
  }

  /** Each round that waits gets its item once, at the first later meeting whose agenda is open. */
  async place(seriesId: string): Promise<void> {
    await this.db.tx(async () => {
      for (const round of await this.circulations.waitingIn(seriesId)) await this.placeOne(seriesId, round);
    });
  }

  /** The next meeting is not to adopt the text after all: the item goes, unless somebody has worked on it. */
  async withdraw(minutesId: string): Promise<void> {
    for (const { itemId } of await this.placed(minutesId)) {
      if (await this.isWorkedOn(itemId)) continue;
      await this.agenda.remove(system, itemId);
      await this.db.run(sql`UPDATE minutes_circulation SET item_id = NULL WHERE item_id = ${itemId}`);
    }
  }

  /** A round after another adopts at the item that is there already. */
  private async takeOver({ id, minutesId }: CirculationRow): Promise<boolean> {
    const [there] = await this.placed(minutesId);
    if (!there) return false;
    await this.db.run(sql`UPDATE minutes_circulation SET item_id = ${there.itemId} WHERE id = ${id}`);
    return true;
  }

  /** Items of earlier rounds that are on the agenda of a meeting to come. */
  private placed(minutesId: string): Promise<{ itemId: string }[]> {
    return this.db.rows(sql`
      SELECT DISTINCT i.id AS itemId FROM minutes_circulation c JOIN agenda_item i ON i.id = c.item_id
      JOIN meeting m ON m.id = i.meeting_id WHERE c.minutes_id = ${minutesId}
        AND m.status IN ('draft', 'called') AND m.start_at > ${this.clock.instant()}`);
  }

  /** Changed, with a presenter or a paper, minuted or decided. */
  private async isWorkedOn(itemId: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT id FROM agenda_item WHERE id = ${itemId} AND version > 1
      UNION ALL SELECT id FROM meeting_document WHERE item_id = ${itemId}
      UNION ALL SELECT id FROM agenda_presenter WHERE item_id = ${itemId}
      UNION ALL SELECT id FROM minutes_section WHERE item_id = ${itemId}
      UNION ALL SELECT id FROM decision WHERE item_id = ${itemId}`);
    return row !== undefined;
  }

  private async placeOne(seriesId: string, round: CirculationRow) {
    if (await this.takeOver(round)) return;
    const from = await this.meetings.one(system, round.meetingId);
    const later = await this.meetings.some(
      system,
      sql`m.series_id = ${seriesId} AND m.start_at > ${from!.startAt}
      AND m.start_at > ${this.clock.instant()} AND m.status IN ('draft', 'called')`,
    );
    const target = later.find(({ status }) => isAgendaOpen(status));
    if (!target) return;
    const item = { ...outside, type: 'decision' as const, minutes: 5, presenters: [], topicCode: null, note: null };
    const itemId = await this.agenda.add(system, target.id, { ...item, title: this.titleFor(target, from!) });
    await this.db.run(sql`UPDATE minutes_circulation SET item_id = ${itemId} WHERE id = ${round.id}`);
  }

  /** In the first language of the meeting that is one of ours. */
  private titleFor(target: MeetingRow, { title, startWall, ...rest }: MeetingRow): string {
    const spoken = target.languages.split(',').find((one) => (languages as readonly string[]).includes(one));
    const lang = (spoken ?? 'en') as Language;
    const name = referenceOf(rest) ?? title;
    const day = formatDay(startWall, lang);
    return this.views.i18n.t(lang, 'meetings.minutes.circulation.itemTitle', { name, day }).slice(0, 200);
  }
}
