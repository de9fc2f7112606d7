import { changedIn } from './attendance.dto.js';
import { byState, countsOf, presenceOf, presences, storedOf } from './attendance.rules.js';

it.each([...presences])('stores %s and reads it back', (presence) => {
  const { isPresent, mode } = storedOf(presence);
  expect(presenceOf(isPresent, mode)).toBe(presence);
  expect(presenceOf(Number(isPresent), mode)).toBe(presence);
});

const rows = [
  { stateCode: 'NO', presence: 'on_site' },
  { stateCode: 'NO', presence: 'absent' },
  { stateCode: 'SE', presence: 'online' },
  { stateCode: 'FI', presence: null },
  { stateCode: null, presence: 'on_site' },
] as const;

it('counts persons and the States that are there', () => {
  expect(countsOf(rows)).toEqual({ onSite: 2, online: 1, absent: 1, open: 1, present: 3, states: 2 });
});

it('groups by State in the order given, those without one last', () => {
  expect(byState(rows, ['FI', 'NO', 'SE']).map((group) => [group.stateCode, group.rows.length])).toEqual([
    ['FI', 1],
    ['NO', 2],
    ['SE', 1],
    [null, 1],
  ]);
});

it('takes from the form only what was changed on the page', () => {
  const body = { 'presence-a': 'online', 'was-a': 'online', 'presence-b': 'absent', 'was-b': '', 'presence-c': '' };
  expect(changedIn({ ...body, 'was-c': 'online', _csrf: 'x' })).toEqual([
    { personId: 'b', presence: 'absent' },
    { personId: 'c', presence: '' },
  ]);
});
