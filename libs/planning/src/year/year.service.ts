import { Injectable } from '@nestjs/common';
import { InvitationService, MeetingService, SeriesFinder } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { instantOf } from '@samrad/platform/pure';
import type { PlaceChange, PlaceInput } from './year.dto.js';
import { PlannedMeeting } from './year.entity.js';
import { YearFinder, type PlaceRow } from './year.finder.js';
import { canPlanYears } from './year.policy.js';
import { nextYear } from './year.rules.js';

/** A series and a year. */
export interface PlanOf {
  seriesId: string;
  year: number;
}

/** The plan of a year: places that become meetings of the series. */
@Injectable()
export class YearService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: YearFinder,
    private readonly series: SeriesFinder,
    private readonly meetings: MeetingService,
    private readonly invitations: InvitationService,
    private readonly events: Events,
  ) {}

  /** Places a meeting. @returns its id. @throws NotFound for an unknown series, Invalid for times that do not fit */
  async place(actor: Actor, { seriesId, year }: PlanOf, input: PlaceInput): Promise<string> {
    demand(canPlanYears(actor));
    const facts = checked(input, year);
    return this.db.tx(async () => {
      found(await this.series.one(seriesId));
      const id = await this.insert({ seriesId, year }, facts);
      await this.events.record('series.meeting_placed', seriesId, actor, { year, title: facts.title });
      return id;
    });
  }

  /** @throws Conflict when it has become a meeting (that one is changed instead), or somebody else saved first */
  async change(actor: Actor, id: string, { version, ...input }: PlaceChange): Promise<void> {
    demand(canPlanYears(actor));
    await this.db.tx(async () => {
      const before = await this.free(id);
      if (before.version !== version) {
        throw new Conflict(undefined, {
          theirs: textsOf(before),
          yours: textsOf(checked(input)),
          version: before.version,
        });
      }
      const facts = checked(input, before.year);
      await this.db.update(PlannedMeeting, { id, version }, { ...facts, updatedAt: this.clock.instant() });
      await this.events.record('series.plan_changed', before.seriesId, actor, {
        year: before.year,
        title: facts.title,
      });
    });
  }

  /** @throws Conflict when it has become a meeting */
  async remove(actor: Actor, id: string): Promise<PlaceRow> {
    demand(canPlanYears(actor));
    return this.db.tx(async () => {
      const place = await this.free(id);
      await this.db.run(sql`DELETE FROM planned_meeting WHERE id = ${id}`);
      await this.events.record('series.plan_changed', place.seriesId, actor, { year: place.year, title: place.title });
      return place;
    });
  }

  /** Makes a draft meeting of every place that has none. @returns how many */
  async makeDrafts(actor: Actor, { seriesId, year }: PlanOf): Promise<number> {
    demand(canPlanYears(actor));
    return this.db.tx(async () => {
      const { groupId } = found(await this.series.one(seriesId));
      const places = (await this.finder.places(seriesId, year)).filter(({ meetingId }) => meetingId === null);
      for (const place of places) await this.makeDraft(actor, place, groupId);
      return places.length;
    });
  }

  /** Asks the group of the series to keep the days of the year's draft meetings free. @returns how many mails */
  async saveTheDates(actor: Actor, { seriesId, year }: PlanOf): Promise<number> {
    demand(canPlanYears(actor));
    return this.db.tx(async () => {
      await this.makeDrafts(actor, { seriesId, year });
      const now = this.clock.instant();
      const drafts = (await this.finder.places(seriesId, year)).filter(
        ({ meetingStatus, startWall, zone }) => meetingStatus === 'draft' && instantOf(startWall, zone) > now,
      );
      let sent = 0;
      for (const { meetingId } of drafts) sent += await this.invitations.hold(actor, meetingId!);
      return sent;
    });
  }

  /** Copies the plan of the year before, to the same weekdays. @returns how many; none when there is a plan already */
  async copyLastYear(actor: Actor, { seriesId, year }: PlanOf): Promise<number> {
    demand(canPlanYears(actor));
    return this.db.tx(async () => {
      found(await this.series.one(seriesId));
      if ((await this.finder.places(seriesId, year)).length) throw new Conflict('planning.year.refused.notEmpty');
      const last = await this.finder.places(seriesId, year - 1);
      for (const { title, startWall, endWall, zone, place } of last) {
        const moved = { startWall: later(startWall), endWall: later(endWall), zone };
        await this.insert({ seriesId, year }, { title, place, ...moved });
      }
      if (last.length) await this.events.record('series.plan_copied', seriesId, actor, { year, count: last.length });
      return last.length;
    });
  }

  private async makeDraft(actor: Actor, place: PlaceRow, groupId: string | null): Promise<void> {
    const meetingId = await this.meetings.plan(actor, {
      ...{ title: place.title, description: null, seriesId: place.seriesId, number: null, zone: place.zone },
      ...{ start: place.startWall, end: place.endWall, place: place.place, videoUrl: null, hostStateCode: null },
      ...{ languages: ['en'], groupId, chairId: null, secretaryId: null, answerBy: null },
      audience: groupId ? 'group' : 'organisers',
    });
    const { id, version } = place;
    await this.db.update(PlannedMeeting, { id, version }, { meetingId, updatedAt: this.clock.instant() });
  }

  private async free(id: string): Promise<PlaceRow> {
    const place = found(await this.finder.place(id));
    if (place.meetingId) throw new Conflict('planning.year.refused.isMeeting');
    return place;
  }

  private async insert(plan: PlanOf, facts: ReturnType<typeof checked>): Promise<string> {
    const id = newId();
    const now = this.clock.instant();
    await this.db.repo(PlannedMeeting).insert({ id, ...plan, ...facts, createdAt: now, updatedAt: now });
    return id;
  }
}

/** @throws Invalid unless the times exist, follow each other and lie in the year */
function checked({ start, end, ...rest }: PlaceInput, year?: number) {
  const faults: Record<string, { key: string }> = {};
  if (!exists(start, rest.zone)) faults.start = { key: 'planning.poll.invalid.gap' };
  if (!exists(end, rest.zone)) faults.end = { key: 'planning.poll.invalid.gap' };
  if (end <= start) faults.end = { key: 'planning.year.invalid.endBeforeStart' };
  if (year && Number(start.slice(0, 4)) !== year) faults.start = { key: 'planning.year.invalid.otherYear' };
  if (Object.keys(faults).length) throw new Invalid(faults);
  return { ...rest, startWall: start, endWall: end };
}

function exists(wall: string, zone: string): boolean {
  try {
    return Boolean(instantOf(wall, zone));
  } catch {
    return false;
  }
}

const later = (wall: string): string => nextYear(wall.slice(0, 10)) + wall.slice(10);

const textsOf = ({
  title,
  startWall,
  endWall,
  place,
}: {
  title: string;
  startWall: string;
  endWall: string;
  place: string | null;
}) => ({
  title,
  start: startWall,
  end: endWall,
  place: place ?? '',
});
