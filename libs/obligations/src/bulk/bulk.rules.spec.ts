import { chosenIn, refusalBefore } from './bulk.rules.js';

describe('a line that is chosen', () => {
  it.each([
    ['0193-abc:3', { id: '0193-abc', version: 3 }],
    ['0193-abc:0', null],
    ['0193-abc', null],
    [':3', null],
    ['a:b:3', null],
    [`${'x'.repeat(37)}:3`, null],
  ])('%s', (text, chosen) => expect(chosenIn(text)).toEqual(chosen));

  const line = { version: 3, isFinished: 0, personId: 'eero' };
  it.each([
    ['as it was shown', line, 'extend', 3, null, null],
    ['that is gone', undefined, 'extend', 3, null, 'gone'],
    ['that somebody changed', line, 'close', 2, null, 'stale'],
    ['that is finished', { ...line, isFinished: 1 }, 'close', 3, null, 'finished'],
    ['of the person', line, 'reassign', 3, 'eero', null],
    ['of another person', line, 'reassign', 3, 'aino', 'ofOther'],
    ['of a State', { ...line, personId: null }, 'reassign', 3, 'aino', 'ofOther'],
  ] as const)('%s', (...[, shown, verb, version, fromPersonId, refusal]) => {
    expect(refusalBefore(shown, { verb, version, fromPersonId })).toBe(refusal);
  });
});
