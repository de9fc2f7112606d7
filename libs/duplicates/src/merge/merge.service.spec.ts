import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AffiliationService,
  GroupFinder,
  MembershipService,
  OrganisationService,
  PersonFinder,
  PersonService,
} from '@samrad/network';
import { Conflict, Forbidden } from '@samrad/platform/errors';
import { Search } from '@samrad/platform/search';
import { Db, sql } from '@samrad/platform/database';
import { openDuplicates } from '../../../../test/support/duplicates.js';
import { actorWith, organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { FormerMerges } from './former-source.js';
import { MergeForgetting } from './forgetting.js';
import { mergeInput } from './merge.dto.js';
import { MergeFinder } from './merge.finder.js';
import { MergeService } from './merge.service.js';
import { UndoService } from './undo.service.js';

let world: NetworkWorld;
let merges: MergeService;
let undoing: UndoService;
let reg: string;

beforeAll(async () => {
  world = await openDuplicates();
  merges = world.get(MergeService);
  undoing = world.get(UndoService);
  reg = (await world.get(GroupFinder).one('REG'))!.id;
  expect(world.get(FormerMerges)).toBeDefined();
});
afterAll(() => world.close());

let count = 0;
function aPerson(more: object = {}): Promise<string> {
  count += 1;
  const base = { givenName: 'Åsne', familyName: `Ødegård${count}`, emails: [`p${count}@example.org`], stateCode: 'NO' };
  const rest = { phone: null, mailLanguage: 'nb' as const, languages: ['nb'], topics: [], note: null };
  const place = { organisationId: null, function: null, validFrom: null };
  return world.get(PersonService).create(organiser, { ...base, ...rest, ...place, ...more });
}
const versionOf = async (id: string) =>
  (await world.db.row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${id}`))!.version;
async function inputFor(keptId: string, lostId: string, choices: object = {}) {
  const versions = { keptVersion: await versionOf(keptId), lostVersion: await versionOf(lostId) };
  return mergeInput.parse({ noun: 'person', keptId, lostId, ...versions, ...choices });
}
const terms = (personId: string) =>
  world.db.rows<{ validFrom: string; validTo: string }>(sql`
    SELECT valid_from AS validFrom, valid_to AS validTo FROM membership WHERE person_id = ${personId} ORDER BY valid_from`);
const member = (personId: string, validFrom: string, validTo: string) =>
  world.get(MembershipService).add(organiser, reg, { personId, role: 'member', validFrom, validTo, stateCode: 'NO' });

describe('merging two persons', () => {
  it('keeps all addresses, the chosen fields, and finds the person under the name that stays', async () => {
    const kept = await aPerson({ phone: '+47 1' });
    const lost = await aPerson({ givenName: 'Aasne', phone: '+47 2', note: 'Speaks French' });
    const choices = { name: 'lost', email: 'lost', note: 'lost' };
    await merges.merge(organiser, await inputFor(kept, lost, choices));
    const found = await world.get(PersonFinder).byId(kept);
    expect(found).toMatchObject({ givenName: 'Aasne', address: expect.stringMatching(/^p\d+@example.org$/) });
    expect(await world.get(PersonFinder).addressesOf(kept)).toHaveLength(2);
    expect(await world.get(PersonFinder).byId(lost)).toBeUndefined();
    const hits = await world.get(Search).find(organiser, 'Aasne', {});
    expect(JSON.stringify(hits)).toContain(kept);
    expect(JSON.stringify(hits)).not.toContain(lost);
    expect(await world.get(MergeFinder).current('person', lost)).toBe(kept);
  });

  it('has the days of two terms in one group once, and loses none of them', async () => {
    const [kept, lost] = [await aPerson(), await aPerson()];
    await member(kept, '2024-01-01', '2024-12-31');
    await member(lost, '2023-06-01', '2025-06-30');
    const id = await merges.merge(organiser, await inputFor(kept, lost));
    expect(await terms(kept)).toEqual([{ validFrom: '2023-06-01', validTo: '2025-06-30' }]);
    await undoing.undo(organiser, id, 1);
    expect(await terms(kept)).toEqual([{ validFrom: '2024-01-01', validTo: '2024-12-31' }]);
    expect(await terms(lost)).toEqual([{ validFrom: '2023-06-01', validTo: '2025-06-30' }]);
  });

  it('refuses when either was changed since, for people who do not keep the register, and with itself', async () => {
    const [kept, lost] = [await aPerson(), await aPerson()];
    const stale = { ...(await inputFor(kept, lost)), lostVersion: 7 };
    await expect(merges.merge(organiser, stale)).rejects.toThrow(Conflict);
    await expect(merges.merge(actorWith('expert'), await inputFor(kept, lost))).rejects.toThrow(Forbidden);
    await expect(merges.merge(organiser, await inputFor(kept, kept))).rejects.toThrow(Conflict);
    expect(await world.get(PersonFinder).byId(lost)).toBeDefined();
  });

  it('never joins two accounts: it asks which stays, and sets the other aside with its roles', async () => {
    const [kept, lost] = [await aPerson(), await aPerson()];
    const now = world.clock.instant();
    await world.db.tx(async () => {
      for (const [id, owner] of [
        ['account-of-kept', kept],
        ['account-of-lost', lost],
      ]) {
        await world.db.run(sql`INSERT INTO account (id, person_id, created_at) VALUES (${id!}, ${owner!}, ${now})`);
      }
      await world.db.run(sql`INSERT INTO account_role (account_id, role) VALUES ('account-of-lost', 'coordinator')`);
    });
    await expect(merges.merge(organiser, await inputFor(kept, lost))).rejects.toMatchObject({
      key: 'duplicates.merge.refused.accounts',
    });
    const id = await merges.merge(organiser, await inputFor(kept, lost, { account: 'kept' }));
    expect(await world.db.rows(sql`SELECT id FROM account WHERE person_id = ${kept}`)).toEqual([
      { id: 'account-of-kept' },
    ]);
    expect(await world.db.rows(sql`SELECT role FROM account_role WHERE account_id LIKE 'account-of-%'`)).toEqual([]);
    await undoing.undo(organiser, id, 1);
    expect(
      await world.db.rows(sql`SELECT account_id AS id FROM account_role WHERE account_id LIKE 'account-of-%'`),
    ).toEqual([{ id: 'account-of-lost' }]);
  });

  it('leaves everything as it was when it breaks off in the middle', async () => {
    const [kept, lost] = [await aPerson(), await aPerson()];
    await member(lost, '2024-01-01', '2024-12-31');
    const input = await inputFor(kept, lost);
    const broken = world.get(Db).tx(async () => {
      await merges.merge(organiser, input);
      throw new Error('the power goes');
    });
    await expect(broken).rejects.toThrow('the power goes');
    expect(await world.get(PersonFinder).byId(lost)).toBeDefined();
    expect(await terms(lost)).toHaveLength(1);
    expect(await world.get(MergeFinder).current('person', lost)).toBeNull();
  });

  it('does for the one that stays what was to be done for the other', async () => {
    const [kept, lost] = [await aPerson(), await aPerson()];
    const at = world.clock.instant();
    await world.db.tx(() =>
      world.db.run(sql`INSERT INTO job (id, kind, payload, run_at, status, attempts, created_at)
        VALUES ('job-for-lost', 'x.y', ${JSON.stringify({ personId: lost })}, ${at}, 'waiting', 0, ${at})`),
    );
    await merges.merge(organiser, await inputFor(kept, lost));
    const job = await world.db.row<{ payload: string }>(sql`SELECT payload FROM job WHERE id = 'job-for-lost'`);
    expect(JSON.stringify(job!.payload)).toContain(kept);
  });
});

describe('undoing a merge', () => {
  it('keeps what was changed and what came since with the one that stayed, and says so', async () => {
    const [kept, lost] = [await aPerson(), await aPerson({ note: 'Old' })];
    const term = await member(lost, '2024-01-01', '2024-12-31');
    const id = await merges.merge(organiser, await inputFor(kept, lost, { note: 'lost' }));
    const fields = (await world.get(PersonService).fields(kept))!;
    await world.get(PersonService).change(organiser, kept, { ...fields, note: 'Newer' });
    await world.get(MembershipService).end(organiser, term, { validTo: '2024-06-30', version: 1 });
    expect(await undoing.undo(organiser, id, 1)).toBe(1);
    expect((await world.get(PersonService).fields(kept))!.note).toBe('Newer');
    expect(await terms(lost)).toEqual([{ validFrom: '2024-01-01', validTo: '2024-06-30' }]);
    expect((await world.get(PersonService).fields(lost))!.emails).toHaveLength(1);
  });

  it('is refused twice, after 30 days, and while the one that stayed is part of another', async () => {
    const [one, two, three] = [await aPerson(), await aPerson(), await aPerson()];
    const first = await merges.merge(organiser, await inputFor(one, two));
    const second = await merges.merge(organiser, await inputFor(three, one));
    expect(await world.get(MergeFinder).current('person', two)).toBe(three);
    expect(await world.get(MergeFinder).before('person', three)).toEqual([one, two]);
    await expect(undoing.undo(organiser, first, 1)).rejects.toMatchObject({ key: 'duplicates.undo.refused.gone' });
    await undoing.undo(organiser, second, 1);
    await expect(undoing.undo(organiser, second, 2)).rejects.toMatchObject({ key: 'duplicates.undo.refused.already' });
    world.clock.at = '2027-01-01T08:00:00.000Z';
    await world.get(MergeForgetting).forget();
    await expect(undoing.undo(organiser, first, 1)).rejects.toMatchObject({ key: 'duplicates.undo.refused.tooLate' });
    world.clock.at = '2026-11-23T08:00:00.000Z';
  });
});

describe('merging two organisations', () => {
  it('has nobody work there twice at once, and finds people under the name that stays', async () => {
    const organisation = (name: string) =>
      world.get(OrganisationService).create(organiser, {
        ...{ name, acronym: null, type: 'ngo' as const, stateCode: 'NO', website: null, note: null },
      });
    const [kept, lost] = [await organisation('Caritas Norge'), await organisation('Stiftelsen Caritas')];
    const person = await aPerson();
    const place = { function: null, validFrom: null, validTo: null };
    await world.get(AffiliationService).add(organiser, person, { organisationId: kept, ...place });
    await world.get(AffiliationService).add(organiser, person, { organisationId: lost, ...place });
    const versions = { keptVersion: 1, lostVersion: 1 };
    const input = mergeInput.parse({ noun: 'organisation', keptId: kept, lostId: lost, ...versions });
    expect((await merges.foresee(input)).all.filter(({ counted }) => counted === 'affiliations')).toHaveLength(1);
    const id = await merges.merge(organiser, input);
    const places = () => world.db.rows(sql`SELECT id FROM affiliation WHERE person_id = ${person}`);
    expect(await places()).toHaveLength(1);
    await undoing.undo(organiser, id, 1);
    expect(await places()).toHaveLength(2);
  });
});
