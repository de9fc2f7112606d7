import { Injectable } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedPeople, type AskedRow } from '@samrad/preparation';
import { ReportCallService } from './asking/report-call.service.js';
import { ReportPeople } from './asking/report-people.js';
import { ReportText, StateReport } from './report.entity.js';
import { ReportFinder, type ReportCallRow, type ReportRow } from './report.finder.js';
import { judge, markOf, mayClear, mayTakeBack, mayWrite, speakersOf, type Phase, type Sent } from './report.rules.js';

/** The report that somebody works on by their personal link. */
export interface OwnReport {
  call: ReportCallRow;
  meeting: MeetingRow;
  report: ReportRow;
  phase: Phase;
  /** Clears the report. */
  speaks: boolean;
}

/** What the people of a State do with its report. Everybody who was asked for the State writes; who speaks for it clears. */
@Injectable()
export class ReportService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly finder: ReportFinder,
    private readonly calls: ReportCallService,
    private readonly people: ReportPeople,
    private readonly asked: AskedPeople,
    private readonly events: Events,
  ) {}

  /** @throws NotFound for somebody who does not work for that State any more */
  async own({ aboutId, personId, stateCode }: AskedRow): Promise<OwnReport> {
    const call = found(await this.finder.call(aboutId));
    const [meeting, report] = await Promise.all([
      this.meetings.one(system, call.meetingId),
      this.finder.report(call.id, stateCode!),
    ]);
    const people = await this.people.ofState(found(meeting), stateCode!);
    found(people.find((one) => one.personId === personId));
    const speaks = speakersOf(people).some((one) => one.personId === personId);
    return { call, meeting: meeting!, report: found(report), phase: await this.calls.phase(call, meeting!), speaks };
  }

  /**
   * Saves the texts that say something else than before; what only a colleague changed stays as it is.
   * @param texts of the topics that the person sees
   * @returns whether something came late. @throws Conflict with both texts when a colleague saved first, or when the report
   *   takes no words now; Invalid for texts that are too long
   */
  async save(asked: AskedRow, texts: readonly Sent[]): Promise<{ saved: number; isLate: boolean }> {
    return this.db.tx(async () => {
      const { call, report, phase } = await this.own(asked);
      this.refuseLong(call, texts);
      const wanted = await this.wanted(report, texts);
      if (!wanted.length) return { saved: 0, isLate: false };
      if (!mayWrite(phase, report))
        throw new Conflict(`followUp.report.refused.${report.isCleared ? 'cleared' : phase}`);
      const isLate = phase !== 'open';
      for (const text of wanted) await this.insert(asked, report, { ...text, isLate });
      await this.touch(report);
      await this.asked.answered(asked.id);
      await this.record('saved', asked, { count: wanted.length });
      return { saved: wanted.length, isLate };
    });
  }

  /**
   * From now on those who take part read it, and it goes into the annex to the minutes.
   * @param mark see `markOf`: the texts that were seen
   * @throws Forbidden for those who do not speak for the State; Conflict when the texts are others now
   */
  async clear(asked: AskedRow, mark: string): Promise<void> {
    await this.db.tx(async () => {
      const { report, phase, speaks } = await this.own(asked);
      demand(speaks);
      if (!mayClear(phase, report))
        throw new Conflict(`followUp.report.refused.${phase === 'closed' ? phase : 'clear'}`);
      if (markOf(report.texts) !== mark) throw new Conflict('followUp.report.refused.unseen');
      const { id, version } = report;
      await this.db.update(StateReport, { id, version }, { clearedAt: this.clock.instant(), clearedBy: asked.name });
      await this.record('cleared', asked);
    });
  }

  /** Until the minutes are closed. */
  async takeBack(asked: AskedRow): Promise<void> {
    await this.db.tx(async () => {
      const { report, phase, speaks } = await this.own(asked);
      demand(speaks);
      if (!mayTakeBack(phase, report))
        throw new Conflict(`followUp.report.refused.${phase === 'closed' ? phase : 'back'}`);
      const { id, version } = report;
      await this.db.update(StateReport, { id, version }, { clearedAt: null, clearedBy: null });
      await this.record('taken_back', asked);
    });
  }

  private refuseLong({ mostLetters: maximum }: ReportCallRow, texts: readonly Sent[]): void {
    const long = texts.filter(({ text }) => (text?.length ?? 0) > maximum);
    const fault = { key: 'platform.invalid.tooLong', params: { maximum } };
    if (long.length) throw new Invalid(Object.fromEntries(long.map(({ topicId }) => [`text-${topicId}`, fault])));
  }

  private async wanted(report: ReportRow, texts: readonly Sent[]): Promise<Sent[]> {
    const judged = await Promise.all(texts.map((sent) => this.judged(report, sent)));
    const stale = judged.filter(({ verdict }) => verdict === 'stale');
    if (stale.length) throw conflictOf(stale);
    return judged
      .filter(({ verdict }) => verdict === 'save')
      .map(({ sent, kept }) => ({ ...sent, number: kept?.number ?? 0 }));
  }

  private async judged(report: ReportRow, sent: Sent) {
    const kept = report.texts.find(({ topicId }) => topicId === sent.topicId);
    const base = sent.number === (kept?.number ?? 0) ? null : await this.finder.textAt(report.id, sent);
    return { sent, kept, verdict: judge(sent, kept, base) };
  }

  private async insert(asked: AskedRow, report: ReportRow, { isLate, ...text }: Sent & { isLate: boolean }) {
    const facts = { id: newId(), reportId: report.id, topicId: text.topicId, number: text.number + 1, text: text.text };
    try {
      await this.db.insert(ReportText, { ...facts, isLate, savedBy: asked.name, savedAt: this.clock.instant() });
    } catch (error) {
      throw isDuplicate(error) ? new Conflict() : error;
    }
  }

  /** Whoever clears at this moment clears these words, or none. */
  private async touch({ id }: ReportRow): Promise<void> {
    const changed = await this.db.run(sql`
      UPDATE state_report SET version = version + 1 WHERE id = ${id} AND cleared_at IS NULL`);
    if (changed !== 1) throw new Conflict('followUp.report.refused.cleared');
  }

  private async record(what: string, { aboutId, personId, name, stateCode }: AskedRow, more: object = {}) {
    const data = { ...more, state: stateCode };
    await this.events.record(`report_call.${what}`, aboutId, { ...anonymous, personId, name }, data);
  }
}

type Judged = { sent: Sent; kept: { text: string | null; savedBy: string; savedAt: string } | undefined };

/** Both texts of each topic, and who saved theirs. */
function conflictOf(stale: readonly Judged[]): Conflict {
  const texts = (of: (one: Judged) => string | null) =>
    Object.fromEntries(stale.map((one) => [`text-${one.sent.topicId}`, of(one) ?? '']));
  const theirs = texts(({ kept }) => kept?.text ?? null);
  const yours = texts(({ sent }) => sent.text);
  const { savedBy: name, savedAt: at } = stale[0]!.kept!;
  return new Conflict('followUp.report.refused.stale', { theirs, yours }, { name, at });
}
