import { isStale, whyNotDecide, wordsOf } from './substitute.rules.js';

describe('a proposed substitute', () => {
  it.each([
    ['waits to be decided', 'proposed', 'delegated', false, null],
    ['is withdrawn by another answer', 'proposed', 'accepted', false, 'answeredAgain'],
    ['is withdrawn when the meeting was moved', 'proposed', 'needs_action', false, 'answeredAgain'],
    ['is withdrawn when the person was taken off the list', 'proposed', 'delegated', true, 'answeredAgain'],
    ['is confirmed once', 'confirmed', 'delegated', false, 'decided'],
    ['is refused once', 'refused', 'needs_action', false, 'decided'],
    ['is not decided after it was withdrawn', 'withdrawn', 'delegated', false, 'decided'],
  ] as const)('%s', (...[, status, principalStatus, isRemoved, reason]) => {
    const proposal = { status, principalStatus, isRemoved };
    expect(whyNotDecide(proposal)).toBe(reason);
    expect(isStale(proposal)).toBe(reason === 'answeredAgain');
  });

  it('stands in the answer with what was said', () => {
    expect(wordsOf('On leave', 'Maria Lindqvist')).toBe('On leave\nMaria Lindqvist');
    expect(wordsOf(null, 'Maria Lindqvist')).toBe('Maria Lindqvist');
  });
});
