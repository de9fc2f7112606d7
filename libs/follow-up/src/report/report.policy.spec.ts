import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { canAskForReports, canReadReport, canReadReports, reportReaderOf } from './report.policy.js';

const as = (more: Partial<Actor>): Actor => ({ ...anonymous, accountId: 'a', personId: 'p', ...more });
const people: Record<string, { actor: Actor; takesPart: boolean }> = {
  organiser: { actor: system, takesPart: false },
  ownExpert: { actor: as({ roles: ['expert'], stateCodes: ['FI'] }), takesPart: true },
  ownContact: { actor: as({ roles: ['state_contact'], stateCodes: ['FI'] }), takesPart: false },
  ownOutsider: { actor: as({ roles: ['expert'], stateCodes: ['FI'] }), takesPart: false },
  other: { actor: as({ roles: ['expert'], stateCodes: ['SE'] }), takesPart: true },
  outsider: { actor: as({ stateCodes: ['SE'] }), takesPart: false },
  visitor: { actor: anonymous, takesPart: false },
};

describe('who reads the report of Finland', () => {
  it.each([
    ['organiser', true, true, true],
    ['ownExpert', true, true, true],
    ['ownContact', true, true, true],
    ['ownOutsider', false, false, false],
    ['other', false, true, true],
    ['outsider', false, false, false],
    ['visitor', false, false, false],
  ])('%s: a draft %s, a cleared one %s, anything at all %s', (name, ...[draft, cleared, any]) => {
    const { actor, takesPart } = people[name]!;
    const reader = reportReaderOf(actor, takesPart);
    expect(canReadReport(reader, { stateCode: 'FI', isCleared: false })).toBe(draft);
    expect(canReadReport(reader, { stateCode: 'FI', isCleared: true })).toBe(cleared);
    expect(canReadReports(reader)).toBe(any);
    expect(canAskForReports(actor)).toBe(name === 'organiser');
  });
});
