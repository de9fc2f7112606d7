import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LostLink, MeetingFinder } from '@samrad/meetings';
import { system, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedFinder, AskedLink, AskedReminders, type AskedRow } from '@samrad/preparation';
import { ReportCallService } from './asking/report-call.service.js';
import { ReportLetters } from './asking/report-letters.js';
import { ReportPeople } from './asking/report-people.js';
import { ReportFinder, type ReportCallRow } from './report.finder.js';
import { speakersOf } from './report.rules.js';

/** What calls for reports do by themselves: remind where something is missing, and send lost links anew. */
@Injectable()
export class ReportJobs implements OnModuleInit {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ReportFinder,
    private readonly calls: ReportCallService,
    private readonly people: ReportPeople,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
    private readonly lost: LostLink,
    private readonly letters: ReportLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.reminders.offer('state_report', {
      respondBy: (id) => this.respondBy(id),
      waiting: (id) => this.waiting(id),
      send: (actor, id, people) => this.send(actor, id, people),
    });
    this.lost.offer(({ personId }) => this.linksOf(personId));
  }

  /** Late reports are taken too, so reminding goes on until the meeting begins. */
  private async respondBy(id: string): Promise<string | null> {
    const { call, phase } = await this.known(id);
    return phase === 'open' || phase === 'late' ? call!.respondBy : null;
  }

  /** Everybody of a State that has written nothing; who speaks for it where the report is written and not cleared. */
  private async waiting(id: string): Promise<AskedRow[]> {
    const { call, meeting } = await this.known(id);
    if (!call || !meeting) return [];
    const [asked, reports] = await Promise.all([this.asked.all('state_report', id), this.finder.reports(id)]);
    const waiting = reports.filter(({ isCleared }) => !isCleared);
    const wanted = await Promise.all(
      waiting.map(async ({ stateCode, hasText }) => {
        const people = await this.people.ofState(meeting, stateCode);
        return (hasText ? speakersOf(people) : people).map(({ personId }) => `${stateCode} ${personId}`);
      }),
    );
    const all = new Set(wanted.flat());
    return asked.filter(({ stateCode, personId }) => all.has(`${stateCode} ${personId}`));
  }

  private async send(actor: Actor, id: string, people: AskedRow[]): Promise<void> {
    const { call, meeting } = await this.known(id);
    if (!call || !meeting) return;
    const written = new Set(
      (await this.finder.reports(id)).filter(({ hasText }) => hasText).map((one) => one.stateCode),
    );
    const asking = { call, meeting, topics: await this.finder.topics(call) };
    await this.letters.remind(asking, people, (one) => (written.has(one.stateCode ?? '') ? 'clear' : 'reminder'));
    await this.events.record('report_call.reminded', id, actor, { count: people.length });
  }

  private async linksOf(personId: string) {
    const rows = await this.asked.of('state_report', personId);
    const links = await Promise.all(
      rows.map(async (row) => {
        const { meeting, phase } = await this.known(row.aboutId);
        return meeting && phase !== 'closed' ? [{ text: meeting.title, href: this.link.urlOf(row) }] : [];
      }),
    );
    return links.flat();
  }

  private async known(id: string) {
    const call: ReportCallRow | undefined = await this.finder.call(id);
    const meeting = call && (await this.meetings.one(system, call.meetingId));
    return { call, meeting, phase: call ? await this.calls.phase(call, found(meeting)) : 'closed' };
  }
}
