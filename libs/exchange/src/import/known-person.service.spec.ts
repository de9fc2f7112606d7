import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonService } from '@samrad/network';
import { sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { checked, openLists, personOf, rowsOf, start, taken, words, world } from '../../../../test/support/lists.js';
import { organiser } from '../../../../test/support/network.js';
import { RunService } from './run.service.js';

beforeAll(openLists);
afterAll(() => world.close());

describe('a person who is in the register', () => {
  const head = 'Name;E-mail;Phone;External key\n';

  it('is changed, from and to being told', async () => {
    await taken(`${head}Ane Ny;ane@example.test;22 33 44 55;K-1\n`);
    const id = await checked(`${head}Ane Ny;ane@example.test;+47 99 88 77 66;K-1\n`);
    const [row] = await rowsOf(id);
    expect(row).toMatchObject({
      ruling: 'changed',
      changes: [{ field: 'phone', from: '22 33 44 55', to: '+47 99 88 77 66' }],
    });
    await start(id);
    await world.get(RunService).run(id);
    expect(await personOf('ane@example.test')).toMatchObject({ phone: '+47 99 88 77 66', externalKey: 'K-1' });
  });

  it('has only that in the history which the list changed', async () => {
    const { id } = (await personOf('ane@example.test'))!;
    const persons = world.get(PersonService);
    const topics = ['statistics', 'reintegration', 'detention', 'law'];
    await persons.change(organiser, id, { ...(await persons.fields(id))!, topics, why: null });
    await taken('Name;E-mail;Note\nAne Ny;ane@example.test;Prefers mail\n');
    const [event] = await world.get(Events).history('person', id);
    expect(event).toMatchObject({ kind: 'person.updated', data: { fields: ['note'] } });
  });

  it('keeps what the person wrote since, unless the list is to win', async () => {
    const { id } = (await personOf('ane@example.test'))!;
    const persons = world.get(PersonService);
    const fields = (await persons.fields(id))!;
    const self = { ...organiser, personId: id, name: 'Ane Ny' };
    await persons.change(self, id, { ...fields, phone: '11 11 11 11', why: null });
    const list = `${head}Ane Ny;ane@example.test;+47 99 88 77 66;K-1\n`;
    const kept = await checked(list);
    expect(await rowsOf(kept)).toMatchObject([
      { ruling: 'unchanged', hasConflict: true, conflicts: [{ field: 'phone', from: '11 11 11 11' }] },
    ]);
    const won = await checked(list, { selfChanged: 'overwrite' });
    expect(await rowsOf(won)).toMatchObject([{ ruling: 'changed', hasConflict: true, changes: [{ field: 'phone' }] }]);
  });

  it('stays without what the person took away, which is told', async () => {
    const { id } = (await personOf('ane@example.test'))!;
    const persons = world.get(PersonService);
    const fields = (await persons.fields(id))!;
    await persons.change({ ...organiser, personId: id, name: 'Ane Ny' }, id, { ...fields, phone: null, why: null });
    const rows = await rowsOf(await checked(`${head}Ane Ny;ane@example.test;+47 99 88 77 66;K-1\n`));
    expect(rows).toMatchObject([{ ruling: 'unchanged', conflicts: [{ field: 'phone', from: null }] }]);
  });

  it('is never put into one group twice on a day', async () => {
    const terms = '"REG: member 2026-01-01/2026-12-31; REG: chair 2026-06-01/2027-01-01"';
    const rows = await rowsOf(await checked(`Name;E-mail;Memberships\nNy Seks;ny6@example.test;${terms}\n`));
    expect(words(rows[0]!)).toEqual(['membershipsClash']);
  });

  it('stays longer in a group when the list says so, and never shorter', async () => {
    const terms = (term: string) => `Name;E-mail;Memberships\nTo Ny;to@example.test;${term}\n`;
    await taken(terms('REG: member 2025-01-01/2026-12-18'));
    const longer = terms('REG: member 2025-01-01/2028-12-01');
    const change = { from: 'REG: member 2025-01-01/2026-12-18', to: 'REG: member 2025-01-01/2028-12-01' };
    expect(await rowsOf(await checked(longer))).toMatchObject([{ ruling: 'changed', changes: [change] }]);
    const [completed] = await rowsOf(await checked(longer, { whenKnown: 'complete' }));
    expect([completed!.ruling, words(completed!)]).toEqual(['unchanged', ['membershipOverlaps']]);
    await taken(longer);
    const { id } = (await personOf('to@example.test'))!;
    const known = await world.db.rows(sql`SELECT valid_to AS validTo FROM membership WHERE person_id = ${id}`);
    expect(known).toEqual([{ validTo: '2028-12-01' }]);
    for (const term of ['2025-01-01/2027-01-01', '2025-06-01/2029-01-01', '2025-01-01/', '/2028-12-01']) {
      const [row] = await rowsOf(await checked(terms(`REG: member ${term}`)));
      const isTold = !['2025-01-01/', '/2028-12-01'].includes(term);
      expect([term, row!.ruling, words(row!)]).toEqual([term, 'unchanged', isTold ? ['membershipOverlaps'] : []]);
    }
  });

  it('keeps their own capitals, and is not told to have lost them', async () => {
    await taken('Given name;Family name;E-mail\nJP;NG;jp@example.test\nKari;Moe;moe@example.test\n');
    const shouted = 'Given name;Family name;E-mail\nJP;NG;jp@example.test\nKARI;MOE;moe@example.test\n';
    for (const names of ['ordinary', 'untitled', 'keep'] as const) {
      const rows = await rowsOf(await checked(shouted, { names }));
      expect(rows.map((row) => [row.ruling, words(row)])).toEqual([
        ['unchanged', []],
        ['unchanged', []],
      ]);
    }
  });

  it('is not said to lack an organisation when the register has one', async () => {
    const head = 'Name;E-mail;Phone;Organisation;Type;State\n';
    await taken(`${head}Wo Rk;wo@example.test;22 22 22 22;Directorate W;public;NO\nNo Ne;ne@example.test;;;;\n`);
    const id = await checked(`${head}Wo Rk;wo@example.test;33 33 33 33;;;\nNo Ne;ne@example.test;44 44 44 44;;;\n`);
    expect((await rowsOf(id)).map((row) => [row.ruling, words(row)])).toEqual([
      ['changed', []],
      ['changed', ['organisationMissing']],
    ]);
  });

  it('is found by the external key, and the other key must not say otherwise', async () => {
    await taken(`${head}Bo Bakke;bo@example.test;;K-2\n`);
    const id = await checked(
      `${head}Ane Ny;ane.new@example.test;;K-1\nBo Bakke;ane@example.test;;K-2\nCe Dal;bo@example.test;;K-9\n`,
      { match: 'externalKey' },
    );
    const rows = await rowsOf(id);
    expect(rows.map(({ ruling }) => ruling)).toEqual(['changed', 'ambiguous', 'ambiguous']);
    expect(rows[1]!.problems[0]!.params.names).toBe('Bo Bakke; Ane Ny');
    expect(words(rows[2]!)).toEqual(['otherKeyFinds']);
  });

  it('is found by a key from before two records became one, which does not become the key again', async () => {
    const bo = (await personOf('bo@example.test'))!;
    await world.db.tx(() =>
      world.db.run(sql`INSERT INTO person_former_key (person_id, external_key) VALUES (${bo.id}, 'K-OLD')`),
    );
    const again = await checked(`${head}Bo Bakke;;;K-OLD\n`, { match: 'externalKey' });
    expect(await rowsOf(again)).toMatchObject([{ ruling: 'unchanged', targetId: bo.id, changes: [] }]);
    const byMail = await checked(`${head}Bo Bakke;bo@example.test;;K-OLD\n`);
    expect((await rowsOf(byMail)).map(({ ruling }) => ruling)).toEqual(['unchanged']);
  });

  it('is only completed, or left alone, when that was chosen', async () => {
    const list = `${head}Bo Bakke;bo@example.test;55 55 55 55;K-3\n`;
    expect(await rowsOf(await checked(list, { whenKnown: 'skip' }))).toMatchObject([{ ruling: 'unchanged' }]);
    const [row] = await rowsOf(await checked(list, { whenKnown: 'complete' }));
    expect(row!.changes.map(({ field }) => field)).toEqual(['phone']);
  });
});
