import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Forbidden, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { actorWith, openNetwork, organiser, type NetworkWorld } from '../../../../../test/support/network.js';
import { personInput } from '../person.dto.js';
import { PersonService } from '../person.service.js';
import { currentVersion } from './consent.rules.js';
import { Consents } from './consents.service.js';

let world: NetworkWorld;
let consents: Consents;
let personId: string;
let self: Actor;
const newsletter = () => ({ personId, purpose: 'newsletter' as const, way: 'mail_link' as const });

beforeAll(async () => {
  world = await openNetwork();
  consents = world.get(Consents);
  const input = personInput.parse({ givenName: 'Ada', familyName: 'Berg', emails: 'ada@example.org' });
  personId = await world.get(PersonService).create(organiser, input);
  self = { ...anonymous, personId, name: 'Ada Berg' };
});
afterAll(() => world.close());

describe('consents', () => {
  it('count as no until somebody says yes', async () => {
    expect(await consents.has(personId, 'newsletter')).toBe(false);
    expect((await consents.of(personId)).every(({ isGiven, last }) => !isGiven && last === null)).toBe(true);
  });

  it('keep text, time and way, and every change of mind', async () => {
    expect(await consents.record(self, { ...newsletter(), isGiven: true })).toBe(true);
    expect(await consents.has(personId, 'newsletter')).toBe(true);
    expect(await consents.has(personId, 'photo')).toBe(false);
    world.clock.at = '2026-11-24T08:00:00.000Z';
    await consents.record(self, { ...newsletter(), isGiven: false });
    expect(await consents.has(personId, 'newsletter')).toBe(false);
    const rows = await consents.history(personId);
    const textVersion = currentVersion('newsletter');
    expect(rows).toEqual([
      expect.objectContaining({ isGiven: false, at: '2026-11-24T08:00:00.000Z', recordedBy: 'Ada Berg' }),
      expect.objectContaining({ isGiven: true, at: '2026-11-23T08:00:00.000Z', textVersion, way: 'mail_link' }),
    ]);
  });

  it('note the same said twice once', async () => {
    expect(await consents.record(self, { ...newsletter(), isGiven: false })).toBe(false);
    expect(await consents.history(personId)).toHaveLength(2);
  });

  it('tell the history what was agreed to', async () => {
    const [last] = await world.get(Events).history('person', personId);
    expect(last).toMatchObject({ kind: 'person.consent_withdrawn', actorName: 'Ada Berg' });
    expect(last!.data).toMatchObject({ purpose: 'newsletter', way: 'mail_link' });
  });

  it('are noted from paper by organisers, under their name, with the day of the paper', async () => {
    const paper = { personId, purpose: 'photo' as const, isGiven: true, way: 'paper' as const };
    await consents.record(organiser, { ...paper, at: '2026-11-01T12:00:00.000Z' });
    expect(await consents.has(personId, 'photo')).toBe(true);
    const ahead = { ...paper, isGiven: false, at: '2027-01-01T00:00:00.000Z' };
    await expect(consents.record(organiser, ahead)).rejects.toThrow(Invalid);
  });

  it('are nobody else’s to give, and only to a text that was shown', async () => {
    const yes = { ...newsletter(), isGiven: true };
    await expect(consents.record(actorWith('expert'), yes)).rejects.toThrow(Forbidden);
    await expect(consents.record(organiser, yes)).rejects.toThrow(Forbidden);
    await expect(consents.record(self, { ...yes, textVersion: 'invented' })).rejects.toThrow(Invalid);
  });

  it('can be asked for many persons at once', async () => {
    expect([...(await consents.havingOf([personId, 'unknown'], 'photo'))]).toEqual([personId]);
    const rows = await world.db.rows(sql`SELECT id FROM consent WHERE person_id = ${personId}`);
    expect(rows).toHaveLength(3);
  });
});
