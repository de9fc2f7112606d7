import { Injectable } from '@nestjs/common';
import { agendaLinesFor, agendaReaderOf, MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { stateName } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import { ReportFinder, type ReportCallRow, type ReportRow, type TopicRow } from '../report.finder.js';
import { canReadReport, canReadReports, reportReaderOf } from '../report.policy.js';
import { titleIn } from '../report.rules.js';

/** The tour de table as one reader may see it. */
export interface Tour {
  call: ReportCallRow;
  topics: TopicRow[];
  /** In order of code; texts on other topics are left out. */
  reports: ReportRow[];
}

/** The tour de table builds itself from what States have reported. */
@Injectable()
export class TourDeTable {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ReportFinder,
  ) {}

  /** @param meeting as the actor sees it. @returns null when no reports are asked for, or there is nothing for the actor */
  async of(actor: Actor, meeting: MeetingRow): Promise<Tour | null> {
    const call = await this.finder.callOf(meeting.id);
    if (!call) return null;
    const agenda = agendaReaderOf(actor, meeting);
    const reader = reportReaderOf(actor, agenda.takesPart);
    if (!canReadReports(reader)) return null;
    const [all, reports] = await Promise.all([this.finder.topics(call), this.finder.reports(call.id)]);
    const topics = agendaLinesFor(agenda, all);
    const read = reports.filter((report) => canReadReport(reader, report)).map((report) => onTopics(report, topics));
    return { call, topics, reports: read };
  }

  /** Topics that somebody may see who works on the report of a State: being asked is taking part. */
  async topicsFor(actor: Actor, call: ReportCallRow): Promise<TopicRow[]> {
    const meeting = await this.meetings.one(actor, call.meetingId);
    const reader = agendaReaderOf(actor, meeting ?? { groupId: null, isInvited: false });
    return agendaLinesFor({ ...reader, takesPart: true }, await this.finder.topics(call));
  }
}

const onTopics = (report: ReportRow, topics: readonly TopicRow[]): ReportRow => ({
  ...report,
  texts: report.texts.filter(({ topicId }) => topics.some(({ id }) => id === topicId)),
});

/** What one State says, in the order of the topics and with their titles. */
export const saidBy = ({ texts }: ReportRow, topics: readonly TopicRow[], lang: Language) =>
  topics.flatMap(({ id, titles }) => {
    const said = texts.find(({ topicId, text }) => topicId === id && text !== null);
    return said ? [{ ...said, text: said.text!, title: titleIn(titles, lang) }] : [];
  });

/** States in the order of the reader's alphabet. */
export const byName = <R extends { stateCode: string }>(reports: readonly R[], lang: Language): R[] => {
  const compare = new Intl.Collator(lang).compare;
  return [...reports].sort((a, b) => compare(stateName(a.stateCode, lang), stateName(b.stateCode, lang)));
};
