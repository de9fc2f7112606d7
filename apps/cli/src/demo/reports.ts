import type { INestApplicationContext } from '@nestjs/common';
import { ReportCallService, ReportFinder, reportMarkOf, ReportPeople, ReportService } from '@samrad/follow-up';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { AskedFinder } from '@samrad/preparation';

const titles = ['Voluntary returns this year', 'Counselling before return'];

interface Written {
  /** On each topic. */
  texts: (string | null)[];
  isCleared: boolean;
}

const reports: Record<string, Written> = {
  SE: {
    texts: [
      '1,240 persons returned voluntarily by October, a fifth more than last year.\nMost went to Iraq and Uzbekistan.',
      'Counselling is offered from the first interview. A pilot with calls after return began in August.',
    ],
    isCleared: true,
  },
  DE: {
    texts: ['Figures for the third quarter come in December. So far they are at the level of last year.', null],
    isCleared: true,
  },
  PL: {
    texts: ['Assisted returns have doubled since the new regulation.', 'Two counsellors were hired in Warsaw.'],
    isCleared: false,
  },
};

/** Reports that States write before the next meeting: some are cleared, one waits, the others are missing. */
export async function seedReports(app: INestApplicationContext): Promise<void> {
  const group = await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`);
  const meetings = await app.get(MeetingFinder).some(system, sql`m.status = 'called' AND m.group_id = ${group!.id}`);
  const next = meetings.find(({ startAt }) => startAt > app.get(Clock).instant());
  if (!next) return;
  await ask(app, next);
  for (const [code, report] of Object.entries(reports)) await write(app, next.id, { code, ...report });
}

async function ask(app: INestApplicationContext, meeting: MeetingRow): Promise<void> {
  const people = await app.get(ReportPeople).of(meeting);
  await app.get(ReportCallService).open(system, meeting.id, {
    message: 'Two or three sentences on each topic are enough.',
    respondBy: addDays(app.get(Clock).today(), 6),
    mostLetters: 1500,
    states: [...people].filter(([, all]) => all.some(({ address }) => address)).map(([code]) => code),
    topics: titles.map((title) => ({ itemId: null, titles: { en: title } })),
  });
}

async function write(
  app: INestApplicationContext,
  meetingId: string,
  { code, texts, isCleared }: Written & { code: string },
): Promise<void> {
  const [finder, service] = [app.get(ReportFinder), app.get(ReportService)];
  const call = (await finder.callOf(meetingId))!;
  const asked = (await app.get(AskedFinder).all('state_report', call.id)).find(({ stateCode }) => stateCode === code);
  if (!asked) return;
  const topics = await finder.topics(call);
  const said = texts.map((text, at) => ({ topicId: topics[at]!.id, number: 0, text }));
  await service.save(asked, said);
  const { report, speaks } = await service.own(asked);
  if (isCleared && speaks) await service.clear(asked, reportMarkOf(report.texts));
}
