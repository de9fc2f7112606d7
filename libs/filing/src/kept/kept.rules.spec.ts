import { stepOf } from './kept.rules.js';

const edited = { isEdited: true, paperHash: 'now' };
const untouched = { isEdited: false, paperHash: 'now' };

describe('writing a document anew', () => {
  it.each([
    { does: 'adds it the first time', kept: null, step: 'add' },
    { does: 'does nothing when it would say the same', kept: untouched, step: 'same' },
    {
      does: 'makes a version when it says something else',
      kept: { ...untouched, paperHash: 'before' },
      step: 'replace',
    },
    { does: 'asks when somebody edited it', kept: edited, step: 'ask' },
    {
      does: 'makes a version above an edited one when that was confirmed',
      kept: edited,
      isConfirmed: true,
      step: 'replace',
    },
  ])('$does', ({ kept, isConfirmed = false, step }) => {
    expect(stepOf(kept, 'now', isConfirmed)).toBe(step);
  });
});
