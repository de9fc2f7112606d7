import { isDouble, isStale, whoIs, whyNotConfirm, whyNotDecide } from './substitute.rules.js';

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
    const proposal = { status, principalStatus, isRemoved, isClosed: false };
    expect(whyNotDecide(proposal)).toBe(reason);
    expect(isStale(proposal)).toBe(reason === 'answeredAgain');
  });

  it('is not confirmed for somebody who is invited already', () => {
    const proposal = {
      status: 'proposed',
      principalStatus: 'delegated',
      isRemoved: false,
      isClosed: false,
      isInvited: true,
    } as const;
    expect(whyNotConfirm(proposal)).toBe('alreadyInvited');
    expect(whyNotDecide(proposal)).toBeNull();
    expect(whyNotConfirm({ ...proposal, isInvited: false })).toBeNull();
  });

  it.each([
    ['who come both', {}, true],
    ['who wait to hear', { principalStatus: 'tentative' }, true],
    ['when the person does not come', { principalStatus: 'delegated' }, false],
    ['when the person was taken off the list', { isRemoved: true }, false],
    ['when the substitute was taken off the list', { isStandInRemoved: true }, false],
    ['when nobody was invited instead', { standInId: null }, false],
    ['once the meeting is off', { meetingStatus: 'cancelled' }, false],
  ])('is a double of those %s: %j', (_, change, isBoth) => {
    const status = { status: 'confirmed', principalStatus: 'accepted', meetingStatus: 'called' } as const;
    const both = { ...status, isRemoved: false, isClosed: false, standInId: '1', isStandInRemoved: false };
    expect(isDouble({ ...both, ...change })).toBe(isBoth);
  });

  it('is nothing to decide about once the meeting is over or off', () => {
    const proposal = { status: 'proposed', principalStatus: 'delegated', isRemoved: false, isClosed: true } as const;
    expect(whyNotDecide(proposal)).toBe('closed');
    expect(isStale(proposal)).toBe(false);
  });

  it('is whom the register knows by the address, not the name that was typed', () => {
    expect(whoIs({ name: 'Pieter Post', registeredName: 'Aino Virtanen' })).toBe('Aino Virtanen');
    expect(whoIs({ name: 'Pieter Post', registeredName: null })).toBe('Pieter Post');
  });
});
