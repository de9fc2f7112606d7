import { canReadComment } from './comment.policy.js';

const readers = {
  organiser: { isOrganiser: true, bodies: [] },
  state: { isOrganiser: false, bodies: ['state'] },
  commission: { isOrganiser: false, bodies: ['commission'] },
  partner: { isOrganiser: false, bodies: [] },
};
const grid: [keyof typeof readers, boolean, boolean][] = [
  ['organiser', true, true],
  ['state', true, true],
  ['commission', false, true],
  ['partner', false, true],
];

describe.each(grid)('%s', (who, ofState, ofOthers) => {
  it('reads what States say', () =>
    expect(canReadComment(readers[who], { isOwn: false, isOfState: true })).toBe(ofState));
  it('reads what others say', () =>
    expect(canReadComment(readers[who], { isOwn: false, isOfState: false })).toBe(ofOthers));
  it('reads their own', () => expect(canReadComment(readers[who], { isOwn: true, isOfState: true })).toBe(true));
});
