import {
  AgendaService,
  MeetingFinder,
  MinutesFinder,
  MinutesPublisher,
  MinutesService,
  SectionService,
} from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedFinder, AskedReminders } from '@samrad/preparation';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { calledWith, pass } from '../../../../test/support/told.js';
import { FollowUpModule } from '../follow-up.module.js';
import { ReportCallService } from './asking/report-call.service.js';
import { ReportFinder } from './report.finder.js';
import { markOf } from './report.rules.js';
import { ReportService } from './report.service.js';
import { TourDeTable } from './showing/tour.js';

type Name = keyof MeetingsWorld['people'];

let world: MeetingsWorld;
let meetingId: string;
beforeEach(async () => {
  world = await openMeetings({}, [FollowUpModule]);
  meetingId = await calledWith(world, ['kari', 'samuel', 'maria']);
});
afterEach(() => world.close());

const calls = () => world.get(ReportCallService);
const service = () => world.get(ReportService);
const finder = () => world.get(ReportFinder);
const input = {
  ...{ message: 'Short, please', respondBy: '2026-12-01', mostLetters: 200, states: ['NO', 'SE'] },
  topics: [
    { itemId: null, titles: { en: 'Returns' } },
    { itemId: null, titles: { en: 'Counselling' } },
  ],
};
const open = (more: object = {}) => calls().open(system, meetingId, { ...input, ...more });
const callOf = async () => (await finder().callOf(meetingId))!;
const topics = async () => finder().topics(await callOf());
const askedOf = async (name: Name) => {
  const all = await world.get(AskedFinder).all('state_report', (await callOf()).id);
  return all.find(({ personId }) => personId === world.people[name])!;
};
const reportOf = async (state: string) => (await finder().report((await callOf()).id, state))!;
const write = async (name: Name, texts: (string | null)[], numbers: number[] = [0, 0]) => {
  const all = await topics();
  const sent = texts.map((text, at) => ({ topicId: all[at]!.id, number: numbers[at]!, text }));
  return service().save(await askedOf(name), sent);
};
const clear = async (name: Name, state: string) =>
  service().clear(await askedOf(name), markOf((await reportOf(state)).texts));
/** About reports; invitations have mails of their own. */
const mailed = async () =>
  (await world.mails())
    .map(({ toAddress, subject }) => [toAddress.split('@')[0], subject])
    .filter(([, subject]) => /(rapport|report) (fra|frå|from)/i.test(subject!));

describe('asking for reports', () => {
  it('writes to everybody who works for a State that takes part, once, in their language', async () => {
    expect(await open()).toBe(3);
    expect((await mailed()).sort()).toEqual([
      ['kari', 'Rapport fra Norge: Return and reintegration'],
      ['maria', 'Report from Sweden: Return and reintegration'],
      ['samuel', 'Rapport frå Noreg: Return and reintegration'],
    ]);
    expect(
      (await finder().reports((await callOf()).id)).map(({ stateCode, standing }) => [stateCode, standing]),
    ).toEqual([
      ['NO', 'missing'],
      ['SE', 'missing'],
    ]);
    await expect(open()).rejects.toThrow(Conflict);
  });

  it('refuses a day that is past, a State that takes no part, an item that is not there, and a meeting that has begun', async () => {
    await expect(open({ respondBy: '2026-11-01' })).rejects.toThrow(Invalid);
    await expect(open({ states: ['DE'] })).rejects.toThrow(Invalid);
    await expect(open({ topics: [{ itemId: 'x', titles: {} }] })).rejects.toThrow(Invalid);
    await expect(open({ topics: [{ itemId: null, titles: { nb: 'Retur' } }] })).rejects.toThrow(Invalid);
    await expect(calls().open(anonymous, meetingId, input)).rejects.toThrow(Forbidden);
    world.clock.at = '2026-12-10T12:00:00.000Z';
    await expect(open({ respondBy: '2026-12-24' })).rejects.toThrow(Conflict);
  });

  it('reminds two days before where something is missing, and who speaks for a State where it is not cleared', async () => {
    await open();
    await write('samuel', ['Many', null]);
    await world.mails();
    world.clock.at = '2026-11-29T08:00:01.000Z';
    await pass(world, 1);
    expect((await mailed()).sort()).toEqual([
      ['kari', 'Til klarering: rapport fra Norge: Return and reintegration'],
      ['maria', 'Reminder: report from Sweden: Return and reintegration'],
      ['samuel', 'Til klarering: rapport frå Noreg: Return and reintegration'],
    ]);
    await pass(world, 3600);
    const { id } = await callOf();
    expect(await world.get(AskedReminders).remind(system, 'state_report', id)).toBe(0);
    expect(await mailed()).toEqual([]);
  });
});

describe('the report of a State', () => {
  beforeEach(async () => {
    await open();
    await world.mails();
  });

  it('is one for all its people, and keeps every version', async () => {
    await write('kari', ['Many', 'Little']);
    await write('samuel', ['More', 'Little'], [1, 1]);
    const { texts } = await reportOf('NO');
    const said = texts.map(({ text, number, savedBy }) => [text, number, savedBy]).sort();
    expect(said).toEqual([
      ['Little', 1, 'Kari Nordmann'],
      ['More', 2, 'Samuel Tesfay'],
    ]);
    const first = texts.find(({ number }) => number === 2)!;
    expect(await finder().textAt(first.reportId, { topicId: first.topicId, number: 1 })).toBe('Many');
    expect((await reportOf('SE')).texts).toEqual([]);
  });

  it('gives both texts and who saved the other one when a save is stale, and saves nothing', async () => {
    await write('kari', ['Many', null]);
    const stale = write('samuel', ['Few', 'New'], [0, 0]);
    const [topic] = await topics();
    await expect(stale).rejects.toMatchObject({
      key: 'followUp.report.refused.stale',
      params: { name: 'Kari Nordmann' },
      texts: { theirs: { [`text-${topic!.id}`]: 'Many' }, yours: { [`text-${topic!.id}`]: 'Few' } },
    });
    expect((await reportOf('NO')).texts).toHaveLength(1);
    expect(await write('samuel', [null, 'New'], [0, 0])).toEqual({ saved: 1, isLate: false });
  });

  it('refuses words beyond the limit, and takes late ones until the meeting begins', async () => {
    await expect(write('maria', ['x'.repeat(201), null])).rejects.toThrow(Invalid);
    world.clock.at = '2026-12-02T08:00:00.000Z';
    expect(await write('maria', ['Late', null])).toEqual({ saved: 1, isLate: true });
    expect(await reportOf('SE')).toMatchObject({ isLate: true, standing: 'written' });
    world.clock.at = '2026-12-10T08:00:01.000Z';
    await expect(write('kari', ['Too late', null])).rejects.toThrow(Conflict);
    expect((await write('maria', ['Corrected', null], [1, 0])).saved).toBe(1);
  });

  it('is cleared by who speaks for the State, as it was read, and takes no words then until that is taken back', async () => {
    await expect(clear('maria', 'SE')).rejects.toThrow(Conflict);
    await write('maria', ['Many', null]);
    const mark = markOf((await reportOf('SE')).texts);
    await write('maria', ['More', null], [1, 0]);
    await expect(service().clear(await askedOf('maria'), mark)).rejects.toThrow(Conflict);
    await clear('maria', 'SE');
    await expect(write('maria', ['Most', null], [2, 0])).rejects.toThrow(Conflict);
    await service().takeBack(await askedOf('maria'));
    await expect(service().takeBack(await askedOf('maria'))).rejects.toThrow(Conflict);
    expect((await write('maria', ['Most', null], [2, 0])).saved).toBe(1);
    const events = await world.get(Events).history('report_call', (await callOf()).id);
    expect(events.map(({ kind, actorName }) => `${kind} ${actorName}`).slice(0, 3)).toEqual([
      'report_call.saved Maria Lindqvist',
      'report_call.taken_back Maria Lindqvist',
      'report_call.cleared Maria Lindqvist',
    ]);
  });

  it('goes with the minutes once cleared, and stays as it is when they are closed', async () => {
    await write('maria', ['Many', null]);
    await write('kari', ['Draft', null]);
    await clear('maria', 'SE');
    const item = { title: 'Item', type: 'information', minutes: 30, topicCode: null, note: null, presenters: [] };
    await world.get(AgendaService).add(system, meetingId, { ...item, within: null, isSub: false } as never);
    world.clock.at = '2026-12-11T08:00:00.000Z';
    const minutesId = await world.get(MinutesService).start(system, meetingId);
    const [section] = await world.get(MinutesFinder).sections(minutesId);
    await world.get(SectionService).save(system, section!.id, { markdown: 'Said', version: 1 });
    const { version } = (await world.get(MinutesFinder).ofMeeting(system, meetingId))!;
    const edition = { audience: 'network' as const, note: null, tell: false, version };
    await world.get(MinutesPublisher).publish(system, meetingId, edition as never);
    const published = (await world.get(MinutesFinder).version(minutesId))!;
    expect(published.snapshot.annexes).toEqual([
      {
        key: 'followUp.report.annex',
        parts: [{ stateCode: 'SE', entries: [{ titles: { en: 'Returns' }, text: 'Many', access: 'open' }] }],
      },
    ]);
    await expect(service().takeBack(await askedOf('maria'))).rejects.toThrow(Conflict);
    await expect(clear('kari', 'NO')).rejects.toThrow(Conflict);
  });

  it('is read by other States only once cleared', async () => {
    await write('maria', ['Many', null]);
    const kari = {
      ...anonymous,
      accountId: 'k',
      personId: world.people.kari,
      stateCodes: ['NO'],
      groupIds: [world.groupId],
    };
    const read = async () => {
      const meeting = (await world.get(MeetingFinder).one(kari, meetingId))!;
      return (await world.get(TourDeTable).of(kari, meeting))!.reports.map(({ stateCode }) => stateCode);
    };
    expect(await read()).toEqual(['NO']);
    await clear('maria', 'SE');
    expect(await read()).toEqual(['NO', 'SE']);
  });
});
