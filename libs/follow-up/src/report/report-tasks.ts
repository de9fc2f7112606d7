import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { system, type Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { HomePanels, type Task } from '@samrad/platform/views';
import { AskedFinder, AskedLink, type AskedRow } from '@samrad/preparation';
import { ReportCallService } from './asking/report-call.service.js';
import { ReportPeople } from './asking/report-people.js';
import { ReportFinder, type ReportRow } from './report.finder.js';
import { speakersOf } from './report.rules.js';

/** What waits on the first page of those who have an account: a report to write, a report to clear. */
@Injectable()
export class ReportTasks implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly meetings: MeetingFinder,
    private readonly finder: ReportFinder,
    private readonly calls: ReportCallService,
    private readonly people: ReportPeople,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
  ) {}

  onModuleInit(): void {
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!actor.personId) return [];
    const asked = (await this.asked.of('state_report', actor.personId)).slice(0, mostLookedAt);
    const tasks = await Promise.all(asked.map((row) => this.taskOf(row)));
    return tasks.filter((task) => task !== null);
  }

  private async taskOf(asked: AskedRow): Promise<Task | null> {
    const known = await this.known(asked);
    if (!known || known.report.isCleared || !(await this.isWanted(asked, known))) return null;
    const { meeting, report, phase } = known;
    const key = `followUp.home.${report.hasText ? 'clear' : 'write'}`;
    const tone = phase === 'late' ? ('danger' as const) : ('warning' as const);
    return { key, count: 1, href: this.link.pathOf(asked), tone, params: { title: meeting.title } };
  }

  /** While reports are taken. */
  private async known({ aboutId, stateCode }: AskedRow) {
    const call = found(await this.finder.call(aboutId));
    const [meeting, report] = await Promise.all([
      this.meetings.one(system, call.meetingId),
      this.finder.report(call.id, stateCode!),
    ]);
    const phase = await this.calls.phase(call, found(meeting));
    return phase === 'open' || phase === 'late' ? { meeting: found(meeting), report: found(report), phase } : null;
  }

  private async isWanted({ personId, stateCode }: AskedRow, { meeting, report }: Known): Promise<boolean> {
    const people = await this.people.ofState(meeting, stateCode!);
    const wanted = report.hasText ? speakersOf(people) : people;
    return wanted.some((one) => one.personId === personId);
  }
}

interface Known {
  meeting: MeetingRow;
  report: ReportRow;
}

/** The newest calls: older ones are over. */
const mostLookedAt = 5;
