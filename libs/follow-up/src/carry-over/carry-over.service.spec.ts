import { AgendaFinder, AgendaPublisher, AgendaService, MeetingLife, MinutesFinder } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Events } from '@samrad/platform/events';
import { AdoptionService } from '../../../meetings/src/minutes/adoption/adoption.service.js';
import { CirculationService } from '../../../meetings/src/minutes/circulation/circulation.service.js';
import { openSeries, type Outcome, type SeriesWorld } from '../../../../test/support/series.js';
import type { ItemInput } from '../../../meetings/src/agenda/agenda.dto.js';
import { CarryOverService } from './carry-over.service.js';

const followUp = 'Follow-up of actions';
let world: SeriesWorld;
let first: string;

beforeEach(async () => {
  world = await openSeries();
  first = await world.meet('2026-12');
});
afterEach(() => world.close());

const agenda = () => world.get(AgendaService);
const item = (title: string, more: Partial<ItemInput> = {}): ItemInput => ({
  ...{
    title,
    type: 'discussion',
    minutes: 30,
    presenters: [],
    topicCode: null,
    note: null,
    within: null,
    isSub: false,
  },
  ...more,
});
const again = async (meetingId: string) => {
  const carryOver = world.get(CarryOverService);
  for (const step of ['into', 'from'] as const) await carryOver[step](meetingId);
  await carryOver.past();
};
const minutes = async (meetingId: string) => (await world.get(MinutesFinder).ofMeeting(system, meetingId))!;
const reopen = async (meetingId: string) => {
  await world.get(AdoptionService).reopen(system, meetingId, (await minutes(meetingId)).version);
  await world.work();
};
const told = async (meetingId: string, kind: string) =>
  (await world.get(Events).history('minutes', meetingId))
    .filter((event) => event.kind === kind)
    .map(({ data }) => data);
async function change(itemId: string, more: object) {
  const meetingId = (await world.get(AgendaFinder).item(itemId))!.meetingId;
  const row = (await world.get(AgendaFinder).items(meetingId)).find(({ id }) => id === itemId)!;
  const input = { ...item(row.title), topicId: row.topicId, version: row.version, ...more };
  await agenda().change(system, itemId, input as never);
}

describe('the follow-up of actions', () => {
  it('comes onto the agenda of each meeting that has one before it, without anybody doing anything', async () => {
    expect(await world.agenda(first)).toEqual([]);
    const second = await world.meet('2027-02');
    expect(await world.agenda(second)).toEqual([followUp]);
  });

  it('is called so in the languages of the meeting', async () => {
    const second = await world.meet('2027-02', { languages: ['nb', 'en', 'fr'] });
    expect(await world.agenda(second)).toEqual([`Oppfølging siden sist / ${followUp}`]);
  });

  it('comes to no meeting outside a series, and to none that has begun', async () => {
    const free = await world.meet('2027-02', { seriesId: null });
    expect(await world.agenda(free)).toEqual([]);
    world.clock.at = '2027-03-01T08:00:00.000Z';
    const past = await world.plan({
      seriesId: world.seriesId,
      start: '2027-02-20T09:00',
      end: '2027-02-20T10:00',
      answerBy: null,
    });
    await world.work();
    expect(await world.agenda(past)).toEqual([]);
  });

  it('is never doubled, keeps another name, and does not come back once it was taken away', async () => {
    const second = await world.meet('2027-02');
    const id = await world.item(second, followUp);
    await change(id, { title: 'What we promised' });
    await again(second);
    expect(await world.agenda(second)).toEqual(['What we promised']);
    await agenda().remove(system, id);
    await again(second);
    await again(first);
    expect(await world.agenda(second)).toEqual([]);
  });

  it('leaves a published agenda as it was: it is one more change of the draft', async () => {
    const second = await world.meet('2027-02');
    await agenda().remove(system, await world.item(second, followUp));
    await agenda().add(system, second, item('Welcome'));
    await world.get(AgendaPublisher).publish(system, second);
    await world.topic('Figures');
    await agenda().add(system, first, item('Any other business'));
    await world.hold(first);
    await world.finalise(first);
    expect(await world.agenda(second)).toEqual(['Welcome', 'Figures']);
    const published = (await world.get(AgendaFinder).version(second))!;
    expect(published.number).toBe(1);
    expect(published.snapshot.items.map(({ title }) => title)).toEqual(['Welcome']);
  });
});

describe('over three meetings', () => {
  let second: string;
  const topics: Record<string, string> = {};

  /** The first meeting has every topic on its agenda. */
  beforeEach(async () => {
    for (const title of ['Figures', 'Guidelines', 'Database', 'Counselling']) topics[title] = await world.topic(title);
    topics['Tour'] = await world.topic('Tour', true);
    second = await world.meet('2027-02');
    const items = Object.entries(topics).map(([title, topicId]) => item(title, { topicId }));
    await agenda().addAll(system, first, items);
  });

  const marks: Record<string, Outcome> = {
    ...{ Figures: 'discussed', Guidelines: 'not_discussed', Database: 'skipped', Tour: 'discussed' },
  };

  it('topics go forward by the rule when the minutes are finalised', async () => {
    await world.hold(first, { ...marks, Counselling: 'discussed' });
    expect(await world.agenda(second)).toEqual([followUp]);
    await world.act('Write the text', { topicId: topics['Counselling'], meetingId: first });
    await world.finalise(first);
    // Discussed with nothing left: stays. Skipped: rests. The rest goes forward, in the order of the series.
    expect(await world.agenda(second)).toEqual([followUp, 'Guidelines', 'Counselling', 'Tour']);
    expect(await told(first, 'minutes.carried_over')).toEqual([
      { meeting: 'REG 2', titles: 'Guidelines, Counselling, Tour' },
    ]);
    await again(first);
    await again(second);
    expect(await world.agenda(second)).toHaveLength(4);
  });

  it('a skipped topic comes back at the meeting after, and a done action is carried no more', async () => {
    await world.hold(first, { ...marks, Counselling: 'discussed' });
    const action = await world.act('Write the text', { topicId: topics['Counselling'], meetingId: first });
    await world.finalise(first);
    const third = await world.meet('2027-05');
    expect(await world.agenda(third)).toEqual([followUp]);
    await world.hold(second, { Guidelines: 'discussed', Counselling: 'discussed', Tour: 'discussed' });
    await world.finish(action);
    await world.finalise(second);
    expect(await world.agenda(third)).toEqual([followUp, 'Database', 'Tour']);
  });

  it('an unmarked topic counts as not discussed', async () => {
    await world.hold(first, { Figures: 'discussed', Guidelines: 'discussed', Database: 'discussed' });
    await world.finalise(first);
    expect(await world.agenda(second)).toEqual([followUp, 'Counselling', 'Tour']);
  });

  it('a meeting planned after the minutes were finalised takes what waits', async () => {
    await world.get(MeetingLife).cancel(system, second, { reason: 'Strike' });
    await world.hold(first, marks);
    await world.finalise(first);
    const third = await world.meet('2027-05');
    expect(await world.agenda(third)).toEqual([followUp, 'Guidelines', 'Counselling', 'Tour']);
  });

  it('what had gone to a meeting that is cancelled goes to the one after', async () => {
    await world.hold(first, marks);
    await world.finalise(first);
    const third = await world.meet('2027-05');
    expect(await world.agenda(third)).toEqual([followUp]);
    await world.get(MeetingLife).cancel(system, second, { reason: 'Strike' });
    await world.work();
    expect(await world.agenda(third)).toEqual([followUp, 'Guidelines', 'Counselling', 'Tour']);
  });

  it('a topic that somebody put on the next agenda by hand, or took from it, does not come by itself', async () => {
    await agenda().add(system, second, item('The guidelines', { topicId: topics['Guidelines'] }));
    await world.hold(first, marks);
    await world.finalise(first);
    expect(await world.agenda(second)).toEqual([followUp, 'Counselling', 'Tour', 'The guidelines']);
    await agenda().remove(system, await world.item(second, 'Tour'));
    await again(first);
    expect(await world.agenda(second)).toEqual([followUp, 'Counselling', 'The guidelines']);
  });

  it('reopening takes back what nobody has touched, and says what stays', async () => {
    await agenda().add(system, second, item('Welcome'));
    await world.hold(first, marks);
    await world.finalise(first);
    await change(await world.item(second, 'Guidelines'), { title: 'Guidelines, part two' });
    await reopen(first);
    expect(await world.agenda(second)).toEqual([followUp, 'Guidelines, part two', 'Welcome']);
    expect(await told(first, 'minutes.taken_back')).toEqual([{ meeting: 'REG 2', titles: 'Counselling, Tour' }]);
    expect(await told(first, 'minutes.kept_there')).toEqual([{ meeting: 'REG 2', titles: 'Guidelines, part two' }]);
    await world.finalise(first);
    expect(await world.agenda(second)).toEqual([followUp, 'Guidelines, part two', 'Counselling', 'Tour', 'Welcome']);
  });

  it('what stands in a published agenda stays when the minutes are reopened', async () => {
    await world.hold(first, marks);
    await world.finalise(first);
    await world.get(AgendaPublisher).publish(system, second);
    await reopen(first);
    expect(await world.agenda(second)).toEqual([followUp, 'Guidelines', 'Counselling', 'Tour']);
  });

  it('an older one is not opened or reopened while a later one is closed, which is named', async () => {
    await world.hold(first, marks);
    await world.finalise(first);
    await world.hold(second);
    await world.finalise(second);
    await expect(reopen(first)).rejects.toMatchObject({
      key: 'meetings.minutes.refused.laterClosed',
      params: { name: 'REG 2 Meeting in 2027-02' },
    });
    const third = await world.meet('2027-05');
    await world.hold(third);
    await world.finalise(third);
    await reopen(third);
    expect((await minutes(third)).status).toBe('draft');
    await expect(reopen(second)).rejects.toMatchObject({ key: 'meetings.minutes.circulation.refused.later' });
  });

  it('minutes of an older one are not begun while those of a later one are closed', async () => {
    await world.hold(second);
    await world.finalise(second);
    await expect(world.hold(first)).rejects.toMatchObject({ key: 'meetings.minutes.refused.laterClosed' });
  });
});

it('topics go forward when minutes go round for adoption, and come back when they are recalled', async () => {
  const topicId = await world.topic('Figures');
  const second = await world.meet('2027-02');
  await agenda().add(system, first, item('Figures', { topicId }));
  await world.hold(first, { Figures: 'not_discussed' });
  const send = { circle: 'group', procedure: 'meeting', workingDays: 5, note: null };
  const { version } = await minutes(first);
  await world.get(CirculationService).send(system, first, { ...send, version } as never);
  await world.work();
  expect(await world.agenda(second)).toEqual([followUp, 'Figures', expect.stringContaining('Adoption')]);
  await world.get(CirculationService).recall(system, first, (await minutes(first)).version);
  await world.work();
  expect(await world.agenda(second)).toEqual([followUp]);
});
