import { exemptionIn, narrowest } from './session.rules.js';

describe('what holds items of several sessions', () => {
  it.each([
    ['nothing', [], null],
    ['only what is open', ['open', 'open'], null],
    ['one closed item among open ones', ['open', 'invited'], 'invited'],
    ['items of two closed sessions', ['states', 'commission', 'open'], 'states'],
  ] as const)('%s', (_what, accesses, access) => expect(narrowest(accesses)).toBe(access));
});

describe('what exempts it', () => {
  const open = { access: 'open', exemption: null } as const;
  const partners = { access: 'invited', exemption: '14' } as const;
  const states = { access: 'states', exemption: '20' } as const;
  it.each([
    ['nothing, when all of it is open', [open], null],
    ['what the narrowest session says', [partners, states, open], '20'],
    ['what another says, when that one names none', [{ ...states, exemption: null }, partners], '14'],
  ] as const)('%s', (_what, sessions, exemption) => expect(exemptionIn(sessions)).toBe(exemption));
});
