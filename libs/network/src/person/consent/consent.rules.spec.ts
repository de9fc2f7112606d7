import { describe, expect, it } from '@jest/globals';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { actorWith } from '../../../../../test/support/network.js';
import { canRecordConsent, canSeeConsents } from './consent.policy.js';
import { consentPurposes, consentWays, currentVersion, holds, isSame, isVersion } from './consent.rules.js';

const today = currentVersion('newsletter');

it('knows a text of today for every purpose', () => {
  for (const purpose of consentPurposes) expect(isVersion(purpose, currentVersion(purpose))).toBe(true);
  expect(isVersion('newsletter', 'invented')).toBe(false);
});

it.each([
  ['nothing said', undefined, false],
  ['given', { isGiven: true, textVersion: today }, true],
  ['withdrawn', { isGiven: false, textVersion: today }, false],
  ['given to a text that no longer holds', { isGiven: true, textVersion: '1999' }, false],
])('%s: counts as yes? %#', (_, latest, expected) => expect(holds('newsletter', latest)).toBe(expected));

it.each([
  { what: 'a first yes', latest: undefined, isGiven: true, same: false },
  { what: 'a first no', latest: undefined, isGiven: false, same: true },
  { what: 'yes again', latest: { isGiven: true, textVersion: today }, isGiven: true, same: true },
  { what: 'yes to a newer text', latest: { isGiven: true, textVersion: '1999' }, isGiven: true, same: false },
  { what: 'no after yes', latest: { isGiven: true, textVersion: today }, isGiven: false, same: false },
  { what: 'no again', latest: { isGiven: false, textVersion: '1999' }, isGiven: false, same: true },
])('$what is nothing new? $same', ({ latest, isGiven, same }) =>
  expect(isSame(latest, { isGiven, textVersion: today })).toBe(same),
);

describe('who notes a consent', () => {
  const self: Actor = { ...anonymous, personId: 'p1', name: 'P' };
  const grid: [string, Actor, Record<(typeof consentWays)[number], boolean>][] = [
    ['the person', self, { application: true, own_page: true, mail_link: true, paper: false }],
    ['coordinator', actorWith('coordinator'), { application: true, own_page: false, mail_link: false, paper: true }],
    ['another member', actorWith('expert'), { application: false, own_page: false, mail_link: false, paper: false }],
    ['a visitor', anonymous, { application: false, own_page: false, mail_link: false, paper: false }],
  ];
  it.each(grid)('%s', (_, actor, may) => {
    for (const way of consentWays) expect(canRecordConsent(actor, { personId: 'p1', way })).toBe(may[way]);
  });

  it('shows them to the person and to organisers', () => {
    const may = [self, actorWith('secretariat'), actorWith('expert'), anonymous];
    expect(may.map((actor) => canSeeConsents(actor, 'p1'))).toEqual([true, true, false, false]);
  });
});
