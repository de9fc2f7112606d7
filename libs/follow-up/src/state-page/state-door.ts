import { Injectable } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { PersonalDoor, type Actor, type Ctx } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { AskedLink, type AskedRow } from '@samrad/preparation';
import type { TopicRow } from '../report/report.finder.js';
import { ReportService, type OwnReport } from '../report/report.service.js';
import { TourDeTable } from '../report/showing/tour.js';
import { LinkActors } from './link-actors.js';

/** Everything that the holder of a link works with. */
export interface StateSession extends OwnReport {
  asked: AskedRow;
  /** What the link lets them do elsewhere. */
  actor: Actor;
  /** Topics that they may see. */
  topics: TopicRow[];
  /** The meeting as they see it; null when they see only that they are asked to report. */
  seen: MeetingRow | null;
}

/** The door that the personal link of a State's page opens. */
@Injectable()
export class StateDoor {
  constructor(
    private readonly door: PersonalDoor,
    private readonly link: AskedLink,
    private readonly reports: ReportService,
    private readonly tours: TourDeTable,
    private readonly actors: LinkActors,
    private readonly meetings: MeetingFinder,
  ) {}

  /** @throws NotFound for a link that opens nothing (any more), TooMany after many of them */
  async open(ctx: Ctx, token: string): Promise<StateSession> {
    return this.behind(await this.door.open(ctx, this.lock(token)));
  }

  /** For what is sent by form. @throws the same, and TooMany after many changes */
  async enter(ctx: Ctx, token: string): Promise<StateSession> {
    return this.behind(await this.door.enter(ctx, this.lock(token)));
  }

  private lock(token: string) {
    return this.link.lock('state_report', token);
  }

  private async behind(asked: AskedRow): Promise<StateSession> {
    const own = await this.reports.own(asked).catch((error: unknown) => {
      throw error instanceof NotFound ? new NotFound('preparation.asked.unknownLink') : error;
    });
    const actor = await this.actors.of(asked, own.speaks);
    const [topics, seen] = await Promise.all([
      this.tours.topicsFor(actor, own.call),
      this.meetings.one(actor, own.meeting.id),
    ]);
    return { ...own, asked, actor, topics, seen: seen ?? null };
  }
}
