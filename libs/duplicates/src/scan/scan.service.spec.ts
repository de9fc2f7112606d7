import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LookAlikes, PersonService } from '@samrad/network';
import { Conflict } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { openDuplicates } from '../../../../test/support/duplicates.js';
import { organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { PairFinder } from './pair.finder.js';
import { PairService } from './pair.service.js';
import { ScanService } from './scan.service.js';

let world: NetworkWorld;
let finder: PairFinder;
const page = { page: 1, per: 25 };

const person = (givenName: string, familyName: string, email: string) => {
  const rest = { phone: null, mailLanguage: 'nb' as const, languages: [], topics: [], note: null };
  const place = { organisationId: null, function: null, validFrom: null };
  const own = { givenName, familyName, emails: [email], stateCode: 'NO' };
  return world.get(PersonService).create(organiser, { ...own, ...rest, ...place });
};

beforeAll(async () => {
  world = await openDuplicates();
  finder = world.get(PairFinder);
  await person('Åsne', 'Ødegård', 'a@example.org');
  await person('Aasne', 'Oedegaard', 'b@example.org');
  await person('Ødegård', 'Åsne', 'c@example.org');
  await person('Per', 'Hansen', 'per@example.org');
});
afterAll(() => world.close());

async function scan() {
  const id = await world.get(ScanService).start(organiser, { noun: 'person', ruleSet: 'usual' });
  await world.get(Jobs).runDue();
  return finder.scanById(id);
}
const names = async (status: 'open' | 'distinct' = 'open') =>
  (await finder.list('person', { status }, page)).rows.map(({ leftName, rightName }) => [leftName, rightName].sort());

it('notes who looks alike, once however often it looks, and remembers who is different', async () => {
  expect(await scan()).toMatchObject({ status: 'done', total: 4, done: 4, found: 3 });
  expect(await names()).toContainEqual(['Aasne Oedegaard', 'Åsne Ødegård']);
  const [first] = (await finder.list('person', {}, page)).rows;
  await world.get(PairService).judge(organiser, first!.id, { status: 'distinct', version: 1 });
  await scan();
  expect(await names()).toHaveLength(2);
  expect(await names('distinct')).toHaveLength(1);
  await expect(world.get(PairService).judge(organiser, first!.id, { status: 'open', version: 1 })).rejects.toThrow(
    Conflict,
  );
});

it('looks for one kind at a time', async () => {
  await world.get(ScanService).start(organiser, { noun: 'person', ruleSet: 'usual' });
  const again = world.get(ScanService).start(organiser, { noun: 'person', ruleSet: 'usual' });
  await expect(again).rejects.toMatchObject({ key: 'duplicates.scan.refused.running' });
  await world.get(Jobs).runDue();
});

it('warns of somebody who looks like what is typed, however it is spelled', async () => {
  const typed = { givenName: 'ASNE', familyName: 'Odegaard', emails: 'new@example.org', stateCode: 'NO' };
  const found = await world.get(LookAlikes).find('person', typed);
  expect(found.map(({ name }) => name)).toContain('Åsne Ødegård');
  expect(await world.get(LookAlikes).find('person', { givenName: 'Kari', familyName: 'Nordmann', emails: '' })).toEqual(
    [],
  );
  const mistyped = { givenName: ['x'], familyName: null, emails: 7 };
  expect(await world.get(LookAlikes).find('person', mistyped)).toEqual([]);
});
