import { keptUntil, needsAfter, type Needs, type NeedsSent } from './need.rules.js';

const sent = (more: Partial<NeedsSent> = {}): NeedsSent => ({
  ...{ diet: null, access: null, needs: 'hidden', forget: false },
  ...more,
});
const before: Needs = { diet: 'Vegetarian', access: null };

describe('what is kept of diet and access needs', () => {
  it.each<[string, Needs | null, Partial<NeedsSent>, string, Needs | null]>([
    ['what is written', null, { diet: 'Halal' }, 'accepted', { diet: 'Halal', access: null }],
    ['nothing of nothing', null, {}, 'accepted', null],
    ['what was written before, when the form did not show it', before, {}, 'accepted', before],
    ['both, when only one is new', before, { access: 'Ramp' }, 'accepted', { diet: 'Vegetarian', access: 'Ramp' }],
    ['the new instead of the old', before, { diet: 'Vegan' }, 'accepted', { diet: 'Vegan', access: null }],
    ['nothing when it is to be forgotten', before, { forget: true }, 'accepted', null],
    ['nothing when a form that showed it comes back blank', before, { needs: 'shown' }, 'accepted', null],
    ['nothing of somebody who does not come', before, { access: 'Ramp' }, 'declined', null],
    ['nothing of somebody who sends a substitute', before, {}, 'delegated', null],
    ['what a person who may come has written', before, {}, 'tentative', before],
  ])('%s', (...[, noted, more, status, kept]) => {
    expect(needsAfter(noted, sent(more), status)).toEqual(kept);
  });

  it('lasts so many days after the meeting', () => {
    expect(keptUntil('2026-12-10T14:00:00.000Z', 14)).toBe('2026-12-24T14:00:00.000Z');
  });
});
