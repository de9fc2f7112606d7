import { decidersOf } from './deciders.rules.js';

const aDecider = (personId: string, more: object = {}) => ({
  ...{ personId, isContact: true, isSecretariat: false, stateCodes: ['SE'] },
  ...more,
});

describe('who is told that a substitute waits', () => {
  const office = aDecider('office', { isContact: false, isSecretariat: true, stateCodes: ['NO'] });
  const all = [aDecider('se'), aDecider('fi', { stateCodes: ['FI'] }), office];
  const ids = (stateCode: string | null, principalId = 'somebody') =>
    decidersOf({ stateCode, principalId }, all).map(({ personId }) => personId);

  it('is the contact of the State', () => expect(ids('SE')).toEqual(['se']));
  it('is the secretariat where the State has no contact', () => expect(ids('DE')).toEqual(['office']));
  it('is the secretariat for those who stand for no State', () => expect(ids(null)).toEqual(['office']));
  it('is the secretariat when the contact is the one who does not come', () =>
    expect(ids('SE', 'se')).toEqual(['office']));
});
