import { needsOf, nextRespondBy, planOf, standingOf, type AskedItem, type Item } from './confirmation.rules.js';

const zone = 'Europe/Oslo';
const person = (personId: string) => ({ personId, stateCode: null });
const state = (stateCode: string) => ({ personId: null, stateCode });
const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  title: id,
  start: '2026-12-10T09:00',
  end: '2026-12-10T09:30',
  presenters: [person('kari')],
  ...more,
});
const row = (itemId: string, personId: string, more: Partial<AskedItem> = {}): AskedItem => ({
  ...{ id: `${itemId}-${personId}`, itemId, personId, stateCode: null, answer: null, answeredAt: null, zone },
  ...{ startWall: '2026-12-10T09:00', endWall: '2026-12-10T09:30' },
  ...more,
});
const speakers = [
  { personId: 'maria', stateCode: 'SE' },
  { personId: 'nils', stateCode: 'SE' },
];

it('asks the person who presents, and everybody who speaks for a presenting State', () => {
  const needs = needsOf([item('a', { presenters: [person('kari'), state('SE')] })], speakers);
  expect(needs.map(({ personId, stateCode }) => [personId, stateCode])).toEqual([
    ['kari', null],
    ['maria', 'SE'],
    ['nils', 'SE'],
  ]);
});

it('asks somebody who presents and speaks for the State only once', () => {
  const needs = needsOf([item('a', { presenters: [state('SE'), person('maria')] })], speakers);
  expect(needs.filter(({ personId }) => personId === 'maria')).toMatchObject([{ stateCode: null }]);
});

it('asks again for another time, zone or part, and leaves those alone who know it', () => {
  const needs = needsOf([item('a'), item('b', { start: '2026-12-10T09:30', end: '2026-12-10T10:00' })], []);
  const plan = planOf(needs, [row('a', 'kari'), row('b', 'kari'), row('a', 'samuel')], zone);
  expect(plan.fresh).toEqual([]);
  expect(plan.changed.map(({ need }) => need.itemId)).toEqual(['b']);
  expect(plan.gone.map(({ personId }) => personId)).toEqual(['samuel']);
  expect(planOf(needs, [row('a', 'kari', { zone: 'Europe/Helsinki' })], zone).changed).toHaveLength(1);
});

it('lets the last answer for a State count, and none that was given for another time', () => {
  const one = item('a', { presenters: [state('SE')] });
  const said = (personId: string, answer: 'yes' | 'no', at: string) =>
    row('a', personId, { stateCode: 'SE', answer, answeredAt: at });
  const rows = [said('maria', 'yes', '2026-12-01T10:00:00.000Z'), said('nils', 'no', '2026-12-02T10:00:00.000Z')];
  const standing = (given: AskedItem[]) => standingOf(one, one.presenters[0]!, { rows: given, zone }).standing;
  expect(standing(rows)).toBe('no');
  expect(standing(rows.map((given) => ({ ...given, startWall: '2026-12-10T08:00' })))).toBe('changed');
  expect(standing([row('a', 'maria', { stateCode: 'SE' })])).toBe('waiting');
  expect(standing([])).toBe('unasked');
});

it('gives those asked again the day that was set, or a few days, but not beyond the meeting', () => {
  const days = { today: '2026-12-01', meetingDay: '2026-12-10' };
  expect(nextRespondBy('2026-12-03', days)).toBe('2026-12-03');
  expect(nextRespondBy('2026-11-20', days)).toBe('2026-12-06');
  expect(nextRespondBy('2026-11-20', { ...days, today: '2026-12-08' })).toBe('2026-12-10');
});
