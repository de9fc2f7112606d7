import { simpleParser } from 'mailparser';
import { MeetingFinder, MeetingLife, SeriesService } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid, NotFound } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { PlanningModule } from '../planning.module.js';
import { FixedDateService } from './fixed-date.service.js';
import { YearPage } from './page/year-page.js';
import { suggestionsOf, warningsByPlace } from './page/year-view.js';
import { YearFinder } from './year.finder.js';
import { YearService } from './year.service.js';

let world: MeetingsWorld;
let seriesId: string;
beforeEach(async () => {
  world = await openMeetings({}, [PlanningModule]);
  const names = { nameEn: 'Return', nameNb: 'Retur', nameNn: 'Retur' };
  const series = { code: 'REG', ...names, groupId: world.groupId, nextNumber: 42 };
  seriesId = await world.get(SeriesService).create(system, series);
});
afterEach(() => world.close());

const years = () => world.get(YearService);
const plan = (year = 2027) => ({ seriesId, year });
const places = (year = 2027) => world.get(YearFinder).places(seriesId, year);
const at = (day: string, title = `Meeting of ${day}`) => ({
  title,
  start: `${day}T09:00`,
  end: `${day}T15:00`,
  zone: 'Europe/Oslo',
  place: 'Oslo',
});
const place = (day: string, year = 2027) => years().place(system, plan(year), at(day));

describe('placing', () => {
  it('keeps places in order of time, and refuses what does not fit', async () => {
    await place('2027-09-15');
    await place('2027-02-10');
    expect((await places()).map(({ startWall }) => startWall)).toEqual(['2027-02-10T09:00', '2027-09-15T09:00']);
    await expect(place('2028-02-10')).rejects.toThrow(Invalid);
    const backwards = { ...at('2027-03-10'), end: '2027-03-10T08:00' };
    await expect(years().place(system, plan(), backwards)).rejects.toThrow(Invalid);
    await expect(years().place(system, { seriesId: 'none', year: 2027 }, at('2027-03-10'))).rejects.toThrow(NotFound);
    await expect(years().place(anonymous, plan(), at('2027-03-10'))).rejects.toThrow(Forbidden);
  });

  it('shows both texts to whoever saves second, and removes', async () => {
    const id = await place('2027-02-10');
    const { version } = (await world.get(YearFinder).place(id))!;
    await years().change(system, id, { ...at('2027-02-11', 'First'), version });
    const second = years().change(system, id, { ...at('2027-02-12', 'Second'), version });
    await expect(second).rejects.toMatchObject({ texts: { theirs: { title: 'First' }, yours: { title: 'Second' } } });
    await years().remove(system, id);
    expect(await places()).toEqual([]);
  });
});

describe('making draft meetings', () => {
  it('numbers them in order of time, in the group of the series, and once', async () => {
    await place('2027-09-15');
    await place('2027-02-10');
    expect(await years().makeDrafts(system, plan())).toBe(2);
    expect(await years().makeDrafts(system, plan())).toBe(0);
    const rows = await places();
    expect(rows.map((row) => [row.meetingNumber, row.meetingStatus])).toEqual([
      [42, 'draft'],
      [43, 'draft'],
    ]);
    const meeting = await world.get(MeetingFinder).one(system, rows[0]!.meetingId!);
    expect(meeting).toMatchObject({ groupId: world.groupId, startWall: '2027-02-10T09:00', place: 'Oslo' });
    expect(await world.mails()).toEqual([]);
  });

  it('leaves the meeting to say when it is: the place is changed and removed no more', async () => {
    const id = await place('2027-02-10');
    await years().makeDrafts(system, plan());
    await expect(years().change(system, id, { ...at('2027-02-11'), version: 2 })).rejects.toThrow(Conflict);
    await expect(years().remove(system, id)).rejects.toThrow(Conflict);
  });

  it('frees the days of a meeting that is cancelled', async () => {
    await place('2027-02-10');
    await years().makeDrafts(system, plan());
    const [row] = await places();
    await world.get(MeetingLife).cancel(system, row!.meetingId!, { reason: 'Too few' });
    expect(await places()).toEqual([]);
  });
});

it('a save-the-date makes drafts of all places and asks the group, once, for every one that lies ahead', async () => {
  await place('2026-12-10', 2026);
  await place('2026-03-12', 2026);
  const sent = await years().saveTheDates(system, plan(2026));
  const mails = await world.mails();
  expect([sent, mails.length]).toEqual([3, 3]);
  const [past, ahead] = await places(2026);
  expect(past!.meetingStatus).toBe('draft');
  const { uid } = (await world.get(MeetingFinder).one(system, ahead!.meetingId!))!;
  for (const { raw } of mails) {
    const { attachments } = await simpleParser(Buffer.from(raw, 'latin1'));
    const calendar = attachments.find(({ contentType }) => contentType === 'text/calendar')!.content.toString();
    expect(calendar).toContain('STATUS:TENTATIVE');
    expect(calendar).toContain(uid);
  }
  expect(await years().saveTheDates(system, plan(2026))).toBe(0);
});

it('copies last year’s plan to the same weekdays, once', async () => {
  await place('2026-12-10', 2026);
  await place('2026-03-12', 2026);
  expect(await years().copyLastYear(system, plan())).toBe(2);
  expect((await places()).map(({ startWall, meetingId }) => [startWall, meetingId])).toEqual([
    ['2027-03-11T09:00', null],
    ['2027-12-09T09:00', null],
  ]);
  await expect(years().copyLastYear(system, plan())).rejects.toThrow(Conflict);
  expect(await years().copyLastYear(system, plan(2031))).toBe(0);
});

describe('what a place is set against', () => {
  const warnings = async () => {
    const series = { id: seriesId, groupId: world.groupId };
    const facts = await world.get(YearPage).facts(series as never, 2027);
    const byPlace = warningsByPlace(facts);
    return {
      kinds: facts.places.map(({ id }) => byPlace.get(id)!.map(({ kind }) => kind)),
      free: suggestionsOf(facts),
    };
  };
  const ncp = (startsOn: string, endsOn: string | null = null) =>
    world.get(FixedDateService).add(system, { kind: 'ncp_meeting', title: 'NCP', startsOn, endsOn, place: null });

  it('are other meetings of the series and its group, fixed dates and holidays', async () => {
    await place('2027-04-15');
    await place('2027-05-17');
    await place('2027-09-15');
    await ncp('2027-04-13', '2027-04-14');
    await ncp('2027-11-09');
    await world.plan({ start: '2027-09-13T09:00', end: '2027-09-13T15:00', answerBy: null });
    const { kinds, free } = await warnings();
    expect(kinds).toEqual([['withNcp'], ['holiday', 'holiday', 'holiday'], ['near']]);
    expect(free.map(({ from }) => from)).toEqual(['2027-11-09']);
  });

  it('do not count a place’s own meeting against it', async () => {
    await place('2027-09-15');
    await years().makeDrafts(system, plan());
    expect((await warnings()).kinds).toEqual([[]]);
  });

  it('can be changed and removed, and end no earlier than they begin', async () => {
    const dates = world.get(FixedDateService);
    const id = await ncp('2027-04-13');
    const facts = { kind: 'other' as const, title: 'Conference', startsOn: '2027-04-13', place: 'Oslo' };
    await expect(dates.change(system, id, { ...facts, endsOn: '2027-04-12', version: 1 })).rejects.toThrow(Invalid);
    await dates.change(system, id, { ...facts, endsOn: null, version: 1 });
    await expect(dates.change(system, id, { ...facts, endsOn: null, version: 1 })).rejects.toThrow(Conflict);
    expect(await world.get(YearFinder).fixed(2027)).toMatchObject([{ kind: 'other', endsOn: '2027-04-13' }]);
    await dates.remove(system, id);
    expect(await world.get(YearFinder).fixed(2027)).toEqual([]);
  });
});
