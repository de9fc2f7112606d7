import { narrowest } from './session.rules.js';

describe('what holds items of several sessions', () => {
  it.each([
    ['nothing', [], null],
    ['only what is open', ['open', 'open'], null],
    ['one closed item among open ones', ['open', 'invited'], 'invited'],
    ['items of two closed sessions', ['states', 'commission', 'open'], 'states'],
  ] as const)('%s', (_what, accesses, access) => expect(narrowest(accesses)).toBe(access));
});
