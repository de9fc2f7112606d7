import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { AffiliationService, OrganisationService, PersonService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Conflict } from '@samrad/platform/errors';
import { checked, openLists, start, words, world } from '../../../../test/support/lists.js';
import { organiser } from '../../../../test/support/network.js';
import { RejectedFile } from '../wizard/rejected-file.js';
import { ListWriter } from '../writing/list-writer.js';
import { ImportFinder } from './import.finder.js';
import { ImportStore } from './import-store.js';
import { RunService } from './run.service.js';

let persons: PersonService;
let kari: string;
let number = 0;

beforeAll(async () => {
  await openLists();
  persons = world.get(PersonService);
});
afterAll(() => world.close());
beforeEach(async () => {
  number += 1;
  const contact = { givenName: 'Kari', familyName: 'Moe', email: mail() };
  kari = await persons.createContact(organiser, contact);
});

const mail = () => `kari${number}@example.test`;
const heads = 'Given name;Family name;E-mail;Telephone;Note';
const list = (cells: string, more = '') => `${heads}${more}\n${cells.replace('@', mail())}\n`;

async function written(id: string) {
  await start(id);
  await world.get(RunService).run(id);
  const place = { page: 1, per: 10 };
  const { rows } = await world.get(ImportFinder).rows(id, { below: 1, filter: {} }, place);
  const { counts, status } = await world.get(ImportStore).one(id);
  return { row: rows[0]!, counts, status };
}
async function edit(changed: object, actor: Actor = organiser) {
  const fields = (await persons.fields(kari))!;
  await persons.change(actor, kari, { ...fields, ...changed });
}
const now = () => persons.fields(kari);

it('leaves what somebody changed after the check, writes the rest, and tells both', async () => {
  const id = await checked(list('Kari;Moe;@;+47 21 22 23 24;From the list'));
  await edit({ familyName: 'Berg', phone: '+47 99 99 99 99' });
  const { row, counts } = await written(id);
  expect(await now()).toMatchObject({ familyName: 'Berg', phone: '+47 99 99 99 99', note: 'From the list' });
  expect(row).toMatchObject({ ruling: 'changed', outcome: 'overtaken', targetId: kari, hasConflict: true });
  expect(row.changes).toEqual([{ field: 'note', from: null, to: 'From the list' }]);
  expect(row.conflicts).toEqual([
    { field: 'familyName', from: 'Berg', to: 'Moe', isLate: true },
    { field: 'phone', from: '+47 99 99 99 99', to: '+47 21 22 23 24', isLate: true },
  ]);
  expect(words(row)).toEqual(['overtakenPartly']);
  expect(counts).toMatchObject({ written: 1, overtaken: 1, conflicts: 1, unchanged: 0 });
  const file = await world.get(RejectedFile).make(await world.get(ImportStore).one(id), 'csv', 'en');
  expect(String(file.content)).toContain('Telephone: changed after the check, now “+47 99 99 99 99”');
});

it('writes nothing of a row whose every change was overtaken', async () => {
  const id = await checked(list('Kari;Moe;@;+47 21 22 23 24;'));
  await edit({ phone: '1' });
  await edit({ phone: null, givenName: 'Karin' });
  await edit({ phone: '22 22' });
  const { row, counts } = await written(id);
  expect(await now()).toMatchObject({ givenName: 'Karin', phone: '22 22' });
  expect([row.ruling, row.outcome, ...words(row)]).toEqual(['unchanged', 'overtaken', 'overtaken']);
  expect(counts).toMatchObject({ written: 0, overtaken: 1, unchanged: 1, conflicts: 1 });
});

it('writes what the check told when others changed something else', async () => {
  const id = await checked(list('Kari;Moe;@;+47 21 22 23 24;'));
  await edit({ languages: ['nb'], stateCode: 'NO' });
  const { row, counts } = await written(id);
  expect(await now()).toMatchObject({ phone: '+47 21 22 23 24', languages: ['nb'], stateCode: 'NO' });
  expect([row.outcome, counts.overtaken]).toEqual(['written', 0]);
});

it('makes nobody new of a row whose person is found no more', async () => {
  const id = await checked(list('Kari;Moe;@;+47 21 22 23 24;'));
  await edit({ emails: [`other${mail()}`] });
  const { row, counts } = await written(id);
  expect([row.outcome, row.targetId, counts.written]).toEqual(['overtaken', kari, 0]);
  expect(await world.db.rows(sql`SELECT id FROM person_email WHERE address_key = ${mail()}`)).toEqual([]);
});

it('does not put somebody back to work where they have left since', async () => {
  const organisations = world.get(OrganisationService);
  const blank = { acronym: null, website: null, note: null, type: 'ngo' as const, stateCode: 'NO' };
  const organisationId = await organisations.create(organiser, { ...blank, name: 'Aid' });
  const places = world.get(AffiliationService);
  const work = { organisationId, function: 'Adviser', validFrom: '2020-01-01', validTo: null };
  const place = await places.add(organiser, kari, work);
  const id = await checked(list('Kari;Moe;@;+47 1;;Aid;Director', ';Organisation;Function'));
  await places.change(organiser, place, { ...work, function: 'Head' });
  const { row } = await written(id);
  expect(row.changes.map(({ field }) => field)).toEqual(['phone']);
  expect(row.conflicts).toEqual([{ field: 'function', from: 'Head', to: 'Director', isLate: true }]);
  const [kept] = await world.db.rows(sql`SELECT function FROM affiliation WHERE id = ${place}`);
  expect(kept).toEqual({ function: 'Head' });
});

it('holds for organisations too', async () => {
  const organisations = world.get(OrganisationService);
  const own = { name: 'Shelter', acronym: null, type: 'ngo' as const, stateCode: 'NO', website: null, note: null };
  const organisation = await organisations.create(organiser, own);
  const text = 'Organisation;State;Acronym;Website\nShelter;NO;SH;https://list.example\n';
  const id = await checked(text, { noun: 'organisation', match: 'organisation' });
  await organisations.change(organiser, organisation, { ...own, website: 'https://new.example', version: 1 });
  const { row, counts } = await written(id);
  expect(row).toMatchObject({
    outcome: 'overtaken',
    changes: [{ field: 'acronym' }],
    conflicts: [{ field: 'website' }],
  });
  expect(counts).toMatchObject({ written: 1, overtaken: 1 });
  const [now] = await world.db.rows(sql`SELECT acronym, website FROM organisation WHERE id = ${organisation}`);
  expect(now).toEqual({ acronym: 'SH', website: 'https://new.example' });
});

it.each(['before the rows are read', 'while the rows are written'])(
  'loses no edit that comes %s: it is kept and told, or refused',
  async (when) => {
    const id = await checked(list('Kari;Moe;@;+47 21 22 23 24;'));
    let come: () => void = () => undefined;
    const fields = (await now())!;
    const late = new Promise<void>((resolve) => (come = resolve))
      .then(() => persons.change(organiser, kari, { ...fields, phone: '99' }))
      .then(
        () => 'kept',
        (error: unknown) => (error instanceof Conflict ? 'refused' : error),
      );
    const [writer, store] = [world.get(ListWriter), world.get(ImportStore)];
    const [write, one] = [writer.write.bind(writer), store.one.bind(store)];
    const gap = () => new Promise((resolve) => setTimeout(resolve, 200));
    const isWriting = when.startsWith('while');
    await start(id);
    writer.write = async (...given) => {
      if (isWriting) await (come(), gap());
      return write(...given);
    };
    store.one = async (given) => {
      const found = await one(given);
      if (!isWriting) await (come(), gap());
      return found;
    };
    await world
      .get(RunService)
      .run(id)
      .finally(() => Object.assign(store, { one }) && (writer.write = write));
    const { counts, status } = await store.one(id);
    const phone = (await now())!.phone;
    expect(status).toBe('done');
    expect([await late, phone, counts.overtaken]).toEqual(
      phone === '99' ? ['kept', '99', 1] : ['refused', '+47 21 22 23 24', 0],
    );
  },
);

it('confirms of what a person said only what the list itself brings', async () => {
  const self = { ...organiser, personId: kari, roles: ['expert' as const] };
  const { emails: _e, stateCode: _s, note: _n, ...own } = (await now())!;
  await persons.correct(self, kari, { ...own, about: null, topics: ['detention'], languages: ['ka'] });
  const unconfirmed = async () =>
    (
      await world.db.rows<{ code: string }>(sql`
      SELECT topic_code AS code FROM person_topic WHERE person_id = ${kari} AND is_confirmed = 0
      UNION ALL SELECT language FROM person_language WHERE person_id = ${kari} AND is_confirmed = 0`)
    ).map(({ code }) => code);
  await written(await checked(list('Kari;Moe;@;+47 1;')));
  expect(await unconfirmed()).toEqual(['detention', 'ka']);
  const overwrite = { selfChanged: 'overwrite' as const };
  await written(await checked(list('Kari;Moe;@;+47 1;;detention, readmission', ';Topics'), overwrite));
  expect(await unconfirmed()).toEqual(['ka']);
});
