import { Conflict, Forbidden, type Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { sql } from '@samrad/platform/database';
import { check } from '@samrad/platform/views';
import { Search } from '@samrad/platform/search';
import { actorWith, openNetwork, organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { PersonService } from '../person/person.service.js';
import { ReferenceData } from '../reference.js';
import { stateName } from './known-states.js';
import { stateChange } from './state.dto.js';
import { StateFinder } from './state.finder.js';
import { StateNames } from './state-names.js';
import { StateService } from './state.service.js';

let world: NetworkWorld;

beforeAll(async () => {
  world = await openNetwork();
});
afterAll(() => world.close());

const one = async (code: string) => (await world.get(StateFinder).one(code))!;
const change = async (code: string, more: object) => {
  const { nameEn, nameNb, nameNn, periods, version } = await one(code);
  const input = check(stateChange, { nameEn, nameNb, nameNn, periods, version, ...more });
  await world.get(StateService).change(organiser, code, input);
};
const observer = { kind: 'observer', validFrom: '2025-06-24', validTo: '2026-06-30', note: null };
const member = { kind: 'member', validFrom: '2026-07-01', validTo: null, note: 'Accession' };

describe('a State', () => {
  it('gets new names and periods, which the next start keeps', async () => {
    await change('AL', { nameEn: 'Republic of Albania', periods: [observer, member] });
    await world.get(ReferenceData).load();
    const state = await one('AL');
    expect(state).toMatchObject({
      nameEn: 'Republic of Albania',
      participation: 'member',
      since: '2026-07-01',
      version: 2,
    });
    expect(state.periods).toEqual([member, observer]);
    const [event] = await world.get(Events).history('state', 'AL');
    expect(event).toMatchObject({ kind: 'state.updated', data: { fields: ['nameEn', 'periods'] } });
  });

  it('takes along what is found by its name', async () => {
    const email = 'vesna@rs.example.org';
    const contact = { givenName: 'Vesna', familyName: 'Petrović', email, stateCode: 'RS', mailLanguage: 'en' as const };
    await world.get(PersonService).createContact(organiser, contact);
    await change('RS', { nameEn: 'Republic of Serbia' });
    const [hit] = await world.get(Search).find(organiser, 'Republic Vesna');
    expect(hit).toMatchObject({ title: 'Vesna Petrović', snippet: `RS · ${email}` });
  });

  it('is called by its new name at once here, and elsewhere when the names are read again', async () => {
    await change('RS', { nameNb: 'Republikken Serbia' });
    expect(stateName('RS', 'nb')).toBe('Republikken Serbia');
    await world.db.tx(() => world.db.run(sql`UPDATE state SET name_nb = 'Serbia' WHERE code = 'RS'`));
    await world.get(StateNames).refresh();
    expect(world.get(StateNames).nameOf('RS', 'nb')).toBe('Serbia');
    expect(world.get(StateNames).options('nb')).toContainEqual({ value: 'RS', label: 'Serbia' });
  });

  it('writes nothing when nothing changed', async () => {
    await change('AM', {});
    expect((await one('AM')).version).toBe(1);
    expect(await world.get(Events).history('state', 'AM')).toEqual([]);
  });

  it('is changed by organisers, on its newest version, with periods that fit', async () => {
    const input = check(stateChange, { ...(await one('ME')), nameEn: 'Crna Gora' });
    const service = world.get(StateService);
    await expect(service.change(actorWith('expert'), 'ME', input)).rejects.toBeInstanceOf(Forbidden);
    await expect(service.change(organiser, 'ME', { ...input, version: 7 })).rejects.toBeInstanceOf(Conflict);
    const fields = await change('ME', { periods: [observer, { ...member, validFrom: '2026-01-01' }] }).catch(
      (error: Invalid) => Object.keys(error.fields),
    );
    expect(fields).toEqual(['periods.1.validFrom']);
  });

  it('is found by the code the network uses, too', async () => {
    expect((await one('el')).code).toBe('GR');
  });
});
