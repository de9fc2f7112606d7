import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonService } from '@samrad/network';
import { sql } from '@samrad/platform/database';
import { Conflict, Forbidden } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { FileStore } from '@samrad/platform/files';
import { Jobs } from '@samrad/platform/jobs';
import { memberCounts, membersCleanXlsx, membersXlsx } from '../../../../test/support/fixtures/members.js';
import { workbook, type SheetSource } from '../../../../test/support/fixtures/workbook.js';
import {
  checked,
  count,
  openLists,
  personOf,
  rowsOf,
  start,
  taken,
  words,
  world,
} from '../../../../test/support/lists.js';
import { actorWith, organiser } from '../../../../test/support/network.js';
import { ListWriter } from '../writing/list-writer.js';
import { CheckService } from './check.service.js';
import { ImportStore } from './import-store.js';
import { RunService } from './run.service.js';
import { StagingService } from './staging.service.js';

beforeAll(openLists);
afterAll(() => world.close());

describe('a list of members', () => {
  it('writes nothing while it is checked, and says of every row what would become of it', async () => {
    const id = await checked(membersXlsx(), { filename: 'members.xlsx' });
    const { counts, status } = await world.get(ImportStore).one(id);
    expect(status).toBe('checked');
    expect(counts.refused).toBeGreaterThan(5);
    expect(await count(sql`SELECT COUNT(*) AS n FROM person`)).toBe(0);
  });

  it('comes in whole: persons, organisations, memberships, history, log', async () => {
    const { counts, id } = await taken(membersCleanXlsx(), { filename: 'members.xlsx' });
    expect(counts).toMatchObject({ new: memberCounts.persons, written: memberCounts.persons, refused: 0 });
    expect(await count(sql`SELECT COUNT(*) AS n FROM organisation`)).toBe(memberCounts.organisations);
    expect(await count(sql`SELECT COUNT(*) AS n FROM membership`)).toBe(memberCounts.memberships);
    const [event] = await world.get(Events).history('import', id);
    expect(event).toMatchObject({ kind: 'import.completed', data: { file: 'members.xlsx' } });
    const trace = await world.db.row(sql`
      SELECT kind, what, receiver, purpose, amount FROM trace WHERE subject_id = ${id}`);
    expect(trace).toEqual({
      ...{ kind: 'import', what: 'persons', receiver: 'NCP Poland' },
      ...{ purpose: 'Members', amount: memberCounts.persons },
    });
  });

  it('changes nothing when it comes a second time', async () => {
    const id = await checked(membersCleanXlsx(), { filename: 'members.xlsx' });
    const { counts } = await world.get(ImportStore).one(id);
    expect(counts).toMatchObject({ new: 0, changed: 0, unchanged: memberCounts.persons, refused: 0 });
  });

  it('is for organisers who may import', async () => {
    const file = { filename: 'a.csv', content: Buffer.from('Name;E-mail\nA B;a@example.test\n') };
    await expect(world.get(StagingService).create(actorWith('expert'), 'person', file)).rejects.toBeInstanceOf(
      Forbidden,
    );
  });
});

describe('organisations', () => {
  const head = 'Name;Type;State;Organisation number;Website\n';

  it('are found by number however it is written, else by name and State', async () => {
    await taken(`${head}UDI;governmental;NO;974 760 746;https://udi.no\n`, { noun: 'organisation' });
    const id = await checked(
      `${head}Utlendingsdirektoratet;;NO;974760746;\nUDI;ngo;NO;;\nUDI;ngo;SE;;\nX;;NO;;\nUDI;ngo;NO;1;\n`,
      { noun: 'organisation' },
    );
    const rows = await rowsOf(id);
    expect(rows.map(({ ruling }) => ruling)).toEqual(['changed', 'refused', 'new', 'refused', 'refused']);
    expect(rows.slice(1).flatMap(words)).toEqual([
      'organisationTwice',
      'organisationElsewhere',
      'organisationTypeMissing',
      'organisationNameTaken',
    ]);
  });

  it('of persons are found by number, mapped by the person, or refused', async () => {
    const list = (name: string, number = '') =>
      `Name;E-mail;Organisation;State;Organisation number\nDi Eik;di@example.test;${name};NO;${number}\n`;
    const id = await checked(list('Directorate', '974760746'), { newOrganisations: 'refuse' });
    expect(await rowsOf(id)).toMatchObject([{ ruling: 'new', problems: [] }]);
    const refused = await checked(list('Directorate'), { newOrganisations: 'refuse' });
    expect(words((await rowsOf(refused))[0]!)).toEqual(['organisationUnknown']);
    await taken('Name;Acronym;Type;State\nKontoret for kortform;KFK;ngo;NO\nAnnet kontor;KFK;ngo;SE\n', {
      noun: 'organisation',
    });
    const [short] = await rowsOf(await checked(list('kfk'), { newOrganisations: 'refuse' }));
    expect(short).toMatchObject({ ruling: 'new', problems: [] });
    const stateless = 'Name;E-mail;Organisation\nDi Eik;di@example.test;KFK\n';
    expect(words((await rowsOf(await checked(stateless)))[0]!)).toContain('organisationAmbiguous');
    const udi = (await world.db.row<{ id: string }>(sql`SELECT id FROM organisation WHERE name = 'UDI'`))!.id;
    const told = await checked(list('Directorate'), {
      newOrganisations: 'refuse',
      values: { organisation: { directorate: udi } },
    });
    expect(await rowsOf(told)).toMatchObject([{ ruling: 'new', problems: [] }]);
  });
});

describe('a job that is cut off', () => {
  const long = (prefix: string) =>
    `Name;E-mail;Organisation;State\n${Array.from({ length: 1300 }, (_, at) => `Per Person;${prefix}${at}@example.test;Etat ${at % 7} ${prefix};NO`).join('\n')}\n`;

  it('goes on where it stopped: no row twice, none left out', async () => {
    const id = await checked(long('cut'));
    await start(id);
    const writer = world.get(ListWriter);
    const write = writer.write.bind(writer);
    let portions = 0;
    writer.write = async (...given) => {
      const result = await write(...given);
      if ((portions += 1) === 2) throw new Error('the machine went dark');
      return result;
    };
    await expect(world.get(RunService).run(id)).rejects.toThrow('dark');
    writer.write = write;
    const half = await world.get(ImportStore).one(id);
    const persons = () => count(sql`SELECT COUNT(*) AS n FROM person_email WHERE address_key LIKE 'cut%'`);
    expect([half.status, half.counts.written, await persons()]).toEqual(['running', 500, 500]);
    await world.get(RunService).run(id);
    const whole = await world.get(ImportStore).one(id);
    expect([whole.status, whole.counts.written, await persons()]).toEqual(['done', 1300, 1300]);
    expect(await count(sql`SELECT COUNT(*) AS n FROM organisation WHERE name LIKE '% cut'`)).toBe(7);
  });

  it('can be stopped: what is written stays, the rest does not come', async () => {
    const id = await checked(long('stop'));
    await start(id);
    await world.get(RunService).cancel(organiser, id);
    await world.get(RunService).run(id);
    expect(await count(sql`SELECT COUNT(*) AS n FROM person_email WHERE address_key LIKE 'stop%'`)).toBe(0);
    await expect(world.get(RunService).cancel(organiser, id)).rejects.toBeInstanceOf(Conflict);
    await expect(world.get(StagingService).discard(organiser, id)).rejects.toBeInstanceOf(Conflict);
  });

  it('finds at the last moment that somebody else was quicker', async () => {
    const id = await checked('Name;E-mail\nGo Hauk;go@example.test\n');
    await start(id);
    const persons = world.get(PersonService);
    const other = await persons.createContact(organiser, {
      givenName: 'Go',
      familyName: 'Hauk',
      email: 'go@example.test',
    });
    await world.get(RunService).run(id);
    expect((await world.get(ImportStore).one(id)).counts).toMatchObject({ written: 0, unchanged: 1 });
    const rows = await rowsOf(id);
    expect(rows).toMatchObject([{ ruling: 'unchanged', outcome: 'overtaken', targetId: other }]);
    expect(words(rows[0]!)).toEqual(['overtaken']);
    expect((await personOf('go@example.test'))!.id).toBe(other);
  });
});

describe('a bad file', () => {
  const create = (filename: string, content: string | Buffer) =>
    world.get(StagingService).create(organiser, 'person', { filename, content: Buffer.from(content as string) });

  it('is refused with the reason, and nothing of it is kept', async () => {
    const before = await count(sql`SELECT COUNT(*) AS n FROM register_import`);
    const refused: [string, string | Buffer, string][] = [
      ['a.xlsm', Buffer.from('PK\u0003\u0004'), 'platform.files.sheet.macros'],
      ['a.vcf', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:X\r\n', 'exchange.file.cardOpen'],
      ['a.vcf', 'BEGIN:VCARD\r\nVERSION:2.1\r\nEND:VCARD\r\n', 'exchange.file.cardVersion'],
      ['a.json', '{"items": 3}', 'exchange.file.notJson'],
      ['a.csv', 'Name;E-mail\n', 'platform.files.sheet.noRows'],
      ['a.csv', `Name;E-mail\n${'a;b\n'.repeat(2_000_000)}`, 'platform.files.sheet.tooManyRows'],
    ];
    for (const [filename, content, key] of refused) {
      await expect(create(filename, content)).rejects.toMatchObject({ fields: { file: { key } } });
    }
    expect(await count(sql`SELECT COUNT(*) AS n FROM register_import`)).toBe(before);
    expect(await count(sql`SELECT COUNT(*) AS n FROM register_import_row WHERE cells LIKE '["a","b"]'`)).toBe(0);
  });

  it.each([
    ['a day that is none', 'Name;E-mail;Group;From\nA B;a@example.test;REG;31.02.2026\n', 'dayImpossible'],
    ['a formula', 'Name;E-mail;Note\nA B;a@example.test;=1+SUM(2)\n', 'formula'],
    ['text in a wrong encoding', 'Name;E-mail\nBjÃ¸rn B;a@example.test\n', 'garbled'],
    ['a cell to the right of the headings', 'Name;E-mail\nA B;a@example.test;NO;more\n', 'beyond'],
    [
      'letters that no language has',
      Buffer.concat([
        Buffer.from('Name;E-mail\nBj'),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
        Buffer.from(' B;a@example.test\n'),
      ]),
      'garbled',
    ],
    ['an unknown State', 'Name;E-mail;State\nA B;a@example.test;Utopia\n', 'stateUnknown'],
  ])('%s is told with row, column and value', async (_, text, word) => {
    const [row] = await rowsOf(await checked(text));
    const problem = row!.problems.find(({ key }) => key.endsWith(`.${word}`))!;
    expect(problem).toMatchObject({ row: 2, column: expect.any(Number), value: expect.any(String) });
  });

  it('with the wrong separator is read again by another one', async () => {
    const id = await create('a.csv', 'Name|E-mail\nA B, C|a@example.test\nD E, F|d@example.test\n');
    await world.get(StagingService).chooseSheet(organiser, id, { sheet: null, headerRow: null, delimiter: ',' });
    expect((await world.get(ImportStore).one(id)).columns).not.toContain('email');
    await world.get(StagingService).chooseSheet(organiser, id, { sheet: null, headerRow: null, delimiter: '|' });
    expect((await world.get(ImportStore).one(id)).columns).toEqual(['name', 'email']);
  });
});

describe('the file of a list', () => {
  const csv = { filename: 'a.csv', content: Buffer.from('Name;E-mail\nTa Vekk;vekk@example.test\n') };
  const work = async () => {
    while (await world.get(Jobs).runDue()) void 0;
  };
  const isThere = (hash: string) =>
    world
      .get(FileStore)
      .open(hash)
      .then((stream) => Boolean(stream.destroy()))
      .catch(() => false);

  it.each(['written', 'discarded'])('goes when the list is %s', async (what) => {
    const id = await world.get(StagingService).create(organiser, 'person', csv);
    const hash = (await world.get(ImportStore).one(id)).fileHash!;
    expect(await isThere(hash)).toBe(true);
    await world.get(CheckService).start(organiser, id);
    if (what === 'written') await start(id);
    else await world.get(StagingService).discard(organiser, id);
    await work();
    expect(await isThere(hash)).toBe(false);
  });

  it('knows afterwards whom each row made', async () => {
    const { id } = await taken('Name;E-mail\nHvem Da;hvem@example.test\n');
    expect(await rowsOf(id)).toMatchObject([
      { outcome: 'written', targetId: (await personOf('hvem@example.test'))!.id },
    ]);
  });
});

describe('a workbook', () => {
  const people = [['List of the network'], [], ['Given name', 'Family name', 'E-mail'], ['A', 'B', 'a@example.test']];
  const create = (sheets: SheetSource[]) =>
    world.get(StagingService).create(organiser, 'person', { filename: 'a.xlsx', content: workbook(sheets) });

  it('with a cover page is read where the list is', async () => {
    const id = await create([
      { name: 'Cover', rows: [['Members of the network']] },
      { name: 'Persons', rows: people },
    ]);
    const one = await world.get(ImportStore).one(id);
    expect([one.sheet, one.headerRow, one.total]).toEqual(['Persons', 3, 1]);
  });

  it('has its headings looked for anew on another sheet', async () => {
    const id = await create([
      {
        name: 'First',
        rows: [
          ['Name', 'E-mail'],
          ['A B', 'a@example.test'],
        ],
      },
      { name: 'Persons', rows: people },
    ]);
    await world.get(StagingService).chooseSheet(organiser, id, { sheet: 'Persons', headerRow: 1 });
    const one = await world.get(ImportStore).one(id);
    expect([one.headerRow, one.columns]).toEqual([3, ['givenName', 'familyName', 'email']]);
  });
});
