import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@samrad/platform/database';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import {
  membersCleanXlsx,
  membersLatin1Csv,
  membersXlsx,
  memberCounts,
} from '../../../../test/support/fixtures/members.js';
import { actorWith, openNetwork, organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { GroupFinder } from '../group/group.finder.js';
import { DirectoryFinder } from '../directory/directory.finder.js';
import { ImportJudge } from './import-judge.js';
import { columnLetter } from './import.presenter.js';
import { ImportService } from './import.service.js';
import { ImportUploads } from './import-uploads.js';

const origin = { source: 'NCP Poland', purpose: 'Members' };
let world: NetworkWorld;
let judge: ImportJudge;
let imports: ImportService;
const asIs = { groupId: null, whenKnown: 'update' as const, corrections: {} };

beforeAll(async () => {
  world = await openNetwork();
  judge = world.get(ImportJudge);
  imports = world.get(ImportService);
});
afterAll(() => world.close());

const count = async (table: 'person' | 'organisation' | 'membership' | 'affiliation' | 'person_email') => {
  const queries = {
    person: sql`SELECT COUNT(*) AS n FROM person`,
    organisation: sql`SELECT COUNT(*) AS n FROM organisation`,
    membership: sql`SELECT COUNT(*) AS n FROM membership`,
    affiliation: sql`SELECT COUNT(*) AS n FROM affiliation`,
    person_email: sql`SELECT COUNT(*) AS n FROM person_email`,
  };
  return Number((await world.db.row<{ n: number }>(queries[table]))!.n);
};

describe('a list with faults', () => {
  it('is refused as a whole unless rows with errors may be left out; nothing is written', async () => {
    const sheet = await judge.read(membersXlsx(), 'members.xlsx');
    const { problems, plan } = await imports.check(organiser, sheet, asIs);
    expect(plan.counts.errors).toBeGreaterThan(5);
    expect(problems.every(({ key }) => key.startsWith('network.import.problem.'))).toBe(true);
    const order = { sheet, choices: asIs, filename: 'members.xlsx', skipErrors: false, origin };
    await expect(imports.run(organiser, order)).rejects.toBeInstanceOf(Invalid);
    expect(await count('person')).toBe(0);
  });

  it('is for organisers', async () => {
    const sheet = await judge.read(membersLatin1Csv(), 'members.csv');
    await expect(imports.check(actorWith('expert'), sheet, asIs)).rejects.toBeInstanceOf(Forbidden);
  });
});

describe('the corrected list', () => {
  it('is written in one go: persons, organisations, memberships, history, search', async () => {
    const sheet = await judge.read(membersCleanXlsx(), 'members.xlsx');
    const order = { sheet, choices: asIs, filename: 'members.xlsx', skipErrors: false, origin };
    const { id, counts } = await imports.run(organiser, order);
    expect(counts).toMatchObject({ create: memberCounts.persons, organisations: memberCounts.organisations });
    expect(await count('person')).toBe(memberCounts.persons);
    expect(await count('organisation')).toBe(memberCounts.organisations);
    expect(await count('membership')).toBe(memberCounts.memberships);
    expect(await count('affiliation')).toBe(memberCounts.persons);
    const [event] = await world.get(Events).history('import', id);
    expect(event).toMatchObject({
      kind: 'import.completed',
      actorName: 'Kari Nordmann',
      data: { file: 'members.xlsx' },
    });
    const found = await world.get(DirectoryFinder).list(organiser, { q: 'Ødegård' }, { page: 1, per: 25 });
    expect(found.rows.length).toBeGreaterThan(0);
    const [imported] = await world.get(Events).history('person', found.rows[0]!.id);
    expect(imported).toMatchObject({ kind: 'person.imported', data: { file: 'members.xlsx' } });
    const reg = await world.get(GroupFinder).list();
    expect(reg.find(({ code }) => code === 'REG')!.states).toBe(memberCounts.states);
  });

  it('promises and changes nothing when it comes a second time', async () => {
    const before = [await count('membership'), await count('affiliation'), await count('person_email')];
    const sheet = await judge.read(membersCleanXlsx(), 'members.xlsx');
    const { plan } = await imports.check(organiser, sheet, asIs);
    expect(plan.counts).toMatchObject({ create: 0, update: 0, skip: memberCounts.persons, organisations: 0 });
    const order = { sheet, choices: asIs, filename: 'again.xlsx', skipErrors: false, origin };
    await expect(imports.run(organiser, order)).rejects.toMatchObject({
      fields: { file: { key: 'network.import.nothing' } },
    });
    expect([await count('membership'), await count('affiliation'), await count('person_email')]).toEqual(before);
  });

  it('leaves known persons alone when asked, and then has nothing to import', async () => {
    const sheet = await judge.read(membersCleanXlsx(), 'members.xlsx');
    const choices = { ...asIs, whenKnown: 'skip' as const };
    const order = { sheet, choices, filename: 'members.xlsx', skipErrors: false, origin };
    await expect(imports.run(organiser, order)).rejects.toMatchObject({
      fields: { file: { key: 'network.import.nothing' } },
    });
  });

  it('completes what is blank and overwrites nothing', async () => {
    const csv = 'Name;E-mail;Phone;Language;Group\nAne Ny;ane@example.test;;English;REG\n';
    const more =
      'Name;E-mail;Phone;Language;Group;Role\nSomebody Else;ANE@example.test, ane2@example.test;22 33 44 55;French;REG;chair\n';
    const run = async (text: string, filename: string) => {
      const sheet = await judge.read(Buffer.from(text), filename);
      return {
        sheet,
        ...(await imports.run(organiser, { sheet, choices: asIs, filename, skipErrors: false, origin })),
      };
    };
    await run(csv, 'a.csv');
    const { counts } = await run(more, 'b.csv');
    expect(counts).toMatchObject({ create: 0, update: 1, memberships: 0, warnings: 1 });
    const person = await world.db.row<{ emails: number }>(sql`
      SELECT p.given_name AS givenName, p.phone, COUNT(*) AS emails FROM person p
      JOIN person_email e ON e.person_id = p.id WHERE p.id = (
        SELECT person_id FROM person_email WHERE address_key = 'ane@example.test') GROUP BY p.id`);
    expect(person).toMatchObject({ givenName: 'Ane', phone: '22 33 44 55' });
    expect(Number(person!.emails)).toBe(2);
  });
});

describe('columns', () => {
  it('says what is missing, and takes corrections', async () => {
    const sheet = await judge.read(Buffer.from('Who;Where to\nKari Nordmann;kari@example.test\n'), 'odd.csv');
    const judged = await imports.check(organiser, sheet, asIs);
    expect(judged.faults.map(({ key }) => key)).toEqual([
      'network.import.columns.nameMissing',
      'network.import.columns.emailMissing',
    ]);
    const choices = { ...asIs, corrections: { 0: 'name' as const, 1: 'email' as const } };
    const corrected = await imports.check(organiser, sheet, choices);
    expect(corrected.plan.counts).toMatchObject({ create: 1, errors: 0 });
  });

  it('are named as spreadsheet programs do', () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

it('opens a kept file only for who uploaded it', async () => {
  const uploads = world.get(ImportUploads);
  const kept = await uploads.keep(organiser, membersLatin1Csv(), 'medlemmer.csv');
  expect((await uploads.open(organiser, kept)).rows.length).toBeGreaterThan(10);
  await expect(uploads.open(actorWith('secretariat'), kept)).rejects.toBeInstanceOf(Conflict);
  await expect(uploads.open(organiser, { ...kept, name: 'other.csv' })).rejects.toBeInstanceOf(Conflict);
});
