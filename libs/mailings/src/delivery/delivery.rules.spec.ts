import { describe, expect, it } from '@jest/globals';
import { judge, standingOf, type Candidate } from './delivery.rules.js';

const one = (more: Partial<Candidate> = {}): Candidate => ({
  ...{ personId: 'p', subscriptionId: null, name: 'P', address: 'p@example.org', ownLanguage: 'en' },
  ...{ hasLeft: false, isSuppressed: false, isFailing: false, isUnwilling: false },
  ...more,
});
const around = { languageOf: () => 'en' as const, keyOf: (address: string) => address.toLowerCase() };

describe('who gets a mail', () => {
  it.each([
    [{}, null],
    [{ address: null }, 'no_address'],
    [{ hasLeft: true, address: null }, 'left'],
    [{ isSuppressed: true, isFailing: true }, 'suppressed'],
    [{ isFailing: true }, 'bounced'],
    [{ isUnwilling: true, isSuppressed: true }, 'no_consent'],
  ] as const)('%j: %s', (more, reason) => {
    expect(judge([one(more)], around)[0]!.reason).toBe(reason);
  });

  it('reaches an address once, however it is written', () => {
    const judged = judge([one(), one({ personId: 'q', address: 'P@Example.org' })], around);
    expect(judged.map(({ reason }) => reason)).toEqual([null, 'twice']);
  });

  it('does not let somebody who gets nothing take the place of another with the same address', () => {
    const judged = judge([one({ hasLeft: true }), one({ personId: 'q' })], around);
    expect(judged.map(({ reason }) => reason)).toEqual(['left', null]);
  });

  it('leaves out whoever it is not written for', () => {
    expect(judge([one()], { ...around, languageOf: () => null })[0]!.reason).toBe('no_language');
  });
});

it.each([
  { status: 'waiting', mailStatus: null, bouncedAt: null, standing: 'waiting' },
  { status: 'handed_over', mailStatus: 'queued', bouncedAt: null, standing: 'queued' },
  { status: 'handed_over', mailStatus: 'sending', bouncedAt: null, standing: 'queued' },
  { status: 'handed_over', mailStatus: 'sent', bouncedAt: null, standing: 'sent' },
  { status: 'handed_over', mailStatus: 'kept', bouncedAt: null, standing: 'kept' },
  { status: 'handed_over', mailStatus: 'failed', bouncedAt: null, standing: 'failed' },
  { status: 'handed_over', mailStatus: 'failed', bouncedAt: '2026-11-23T08:00:00.000Z', standing: 'bounced' },
  { status: 'cancelled', mailStatus: 'failed', bouncedAt: null, standing: 'cancelled' },
] as const)('$status, the message $mailStatus: $standing', ({ standing, ...row }) => {
  expect(standingOf(row)).toBe(standing);
});
