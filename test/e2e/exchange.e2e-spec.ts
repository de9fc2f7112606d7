import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { membersCleanXlsx, membersXlsx, memberCounts } from '../support/fixtures/members.js';

let app: TestApp;
let coordinator: Browser;
let secretariat: Browser;

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  secretariat = await app.as('secretariat');
});
afterAll(() => app.close());

const origin = { source: 'NCP Poland', purpose: 'Members of REG' };
const noText = /(exchange|network)\.[a-z]+\.[a-zA-Z]|{{/;
const to = (answer: Response) => answer.headers.location ?? '';

async function uploaded(filename: string, content: Buffer, noun = 'person'): Promise<string> {
  await coordinator.get('/imports');
  const answer = await coordinator.upload('/imports', 'file', { content, filename }, { noun });
  expect(answer.status).toBe(303);
  return to(answer).split('/')[2]!;
}

/** What a page's form would send as it stands: selects, radios, hidden and text fields. */
function fieldsOf(page: Response): Record<string, string | string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string, value: string) => (fields[name] = [...(fields[name] ?? []), value]);
  for (const [, name, options] of page.text.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options!) ?? /<option value="([^"]*)"/.exec(options!);
    add(name!, chosen?.[1] ?? '');
  }
  for (const [tag] of page.text.matchAll(/<input[^>]*>/g)) {
    const [name, value] = ['name', 'value'].map((word) => new RegExp(` ${word}="([^"]*)"`).exec(tag)?.[1]);
    const isOff = /type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag);
    if (name && name !== '_csrf' && !isOff) add(name, value ?? '');
  }
  return Object.fromEntries(Object.entries(fields).map(([name, all]) => [name, all.length === 1 ? all[0]! : all]));
}

/** Each step as it is proposed. @returns the preview */
async function through(id: string, more: Record<string, unknown> = {}): Promise<Response> {
  const columns = await coordinator.get(`/imports/${id}/columns`);
  const decided = await coordinator.post(`/imports/${id}/columns`, { ...fieldsOf(columns), ...more });
  expect([decided.status, to(decided)]).toEqual([303, `/imports/${id}/values`]);
  const values = await coordinator.get(`/imports/${id}/values`);
  const told = await coordinator.post(`/imports/${id}/values`, fieldsOf(values));
  expect(to(told)).toBe(`/imports/${id}/preview`);
  return coordinator.get(to(told));
}

const versionOn = (page: Response) => /name="version" value="(\d+)"/.exec(page.text)![1]!;

describe('an import, step by step', () => {
  it('is read, decided, previewed, written by the worker, and told', async () => {
    const id = await uploaded('members.xlsx', membersCleanXlsx());
    const sheet = await coordinator.get(`/imports/${id}/sheet`);
    expect(sheet.text).toContain('name="headerRow" value="3" checked');
    const preview = await through(id, { saveAs: 'Our office' });
    expect(preview.text).toContain(`Import ${memberCounts.persons} rows`);
    expect(preview.text).not.toMatch(noText);
    const started = await coordinator.post(`/imports/${id}/start`, { ...origin, version: versionOn(preview) });
    expect([started.status, to(started)]).toEqual([303, `/imports/${id}`]);
    expect((await coordinator.get(`/imports/${id}`)).text).toContain('Being written');
    await app.work();
    const done = await coordinator.get(`/imports/${id}`);
    expect(done.text).toContain('NCP Poland');
    expect(done.text).not.toMatch(noText);
    expect((await coordinator.get('/persons?q=%C3%98deg%C3%A5rd')).text).toContain('Ødegård');
    const list = await coordinator.get('/imports');
    for (const text of ['members.xlsx', 'Our office', 'Done']) expect(list.text).toContain(text);
    expect(to(await coordinator.get(`/imports/${id}/columns`))).toBe(`/imports/${id}`);
  });

  it('shows every row that cannot come in, asks whether that was seen, and gives the rows as a file', async () => {
    const id = await uploaded('members.xlsx', membersXlsx());
    const preview = await through(id, { whenKnown: 'skip' });
    expect(preview.text).not.toMatch(noText);
    const refused = await coordinator.get(`/imports/${id}/preview?ruling=refused`);
    expect(refused.text).toContain('is not an e-mail address');
    const file = await coordinator.get(`/imports/${id}/rejected.csv`);
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text).toMatch(/\r\n\d+,"?[^\r\n]*E-mail \(B\): “/);
    expect((await coordinator.get(`/imports/${id}/rejected.xlsx`)).status).toBe(200);
    await coordinator.get(`/imports/${id}/removal`);
    expect(to(await coordinator.post(`/imports/${id}/removal`))).toBe('/imports');
    expect((await coordinator.get(`/imports/${id}`)).status).toBe(404);
  });

  it('begins only when it was seen that rows are left out', async () => {
    const id = await uploaded('two.csv', Buffer.from('Name;E-mail\nGood One;good@example.test\nNo Address;\n'));
    const preview = await through(id);
    expect(preview.text).toContain('I have seen that 1 row is left out');
    const version = versionOn(preview);
    const unseen = await coordinator.post(`/imports/${id}/start`, { ...origin, version });
    expect([unseen.status, unseen.text.includes('cannot be imported')]).toEqual([422, true]);
    const seen = await coordinator.post(`/imports/${id}/start`, { ...origin, version, seen: 'true' });
    expect(seen.status).toBe(303);
    await app.work();
    const done = await coordinator.get(`/imports/${id}`);
    expect(done.text).toContain('The e-mail address is missing.');
    const [, person] = /href="(\/persons\/[^"]+)">Good One</.exec(done.text)!;
    expect((await coordinator.get(person!)).text).toContain(`href="/imports/${id}">Imported from two.csv</a>`);
    expect((await secretariat.get(person!)).text).not.toContain(`/imports/${id}`);
  });

  it('names the fields of cards in words, and shows signs that cannot be seen by their number', async () => {
    const card = 'BEGIN:VCARD\nVERSION:4.0\nN:Nord\u202emann;Kari\nEND:VCARD\n';
    const id = await uploaded('one.vcf', Buffer.from(card));
    const columns = await coordinator.get(`/imports/${id}/columns`);
    expect(columns.text).toContain('Column A: Given name');
    expect(columns.text).toContain('Nord[U+202E]mann');
    expect(columns.text).not.toContain('\u202e');
  });

  it('asks what unknown words mean, and takes what was told', async () => {
    const csv =
      'Navn;E-post;Land;Virksomhet\nUno Bo;uno@example.test;Fastlands-Norge;Hjelpen\nDue Bo;due@example.test;Fastlands-Norge;Hjelpen\n';
    const id = await uploaded('words.csv', Buffer.from(csv));
    await coordinator.post(`/imports/${id}/columns`, fieldsOf(await coordinator.get(`/imports/${id}/columns`)));
    const values = await coordinator.get(`/imports/${id}/values`);
    for (const text of ['“Fastlands-Norge”', '(2 rows)', '“Hjelpen”']) expect(values.text).toContain(text);
    const words = ['state|fastlands norge', 'organisation|hjelpen'];
    const odd = await coordinator.post(`/imports/${id}/values`, { words, meanings: ['NO', 'Nobody knows it'] });
    expect([odd.status, odd.text.includes('is not in the register')]).toEqual([422, true]);
    await coordinator.post(`/imports/${id}/values`, { words, meanings: ['NO', '-'] });
    const preview = await coordinator.get(`/imports/${id}/preview`);
    expect(preview.text).toContain('Import 2 rows');
    const again = await coordinator.get(`/imports/${id}/values`);
    expect(again.text).toContain('<option value="NO" selected');
  });

  it('says whom a row looks like, and which organisations are added', async () => {
    const first = 'Name;E-mail;State\nKjell Aage Tvillingsen;kjell@example.test;NO\n';
    const known = await uploaded('first.csv', Buffer.from(first));
    const version = versionOn(await through(known));
    await coordinator.post(`/imports/${known}/start`, { ...origin, version });
    await app.work();
    const csv =
      'Name;E-mail;State;Organisation\nKjell Åge Tvillingsen;new.mail@example.test;NO;Tvillinghuset\n' +
      'Other Person;other.person@example.test;SE;Tvillinghuset\n';
    const id = await uploaded('second.csv', Buffer.from(csv));
    const preview = await through(id, { newOrganisations: 'create' });
    expect(preview.text).toContain('Could be somebody in the register under another address: Kjell Aage Tvillingsen');
    expect(preview.text).toContain('2 organisations are added: Tvillinghuset (NO); Tvillinghuset (SE)');
    expect(preview.text).toContain('there is another one of this name: Tvillinghuset (NO)');
    const { body } = await coordinator.api('get', `/imports/${id}`);
    expect(body.counts).toMatchObject({ new: 2, warnings: 2 });
  });

  it.each([
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['macros.xlsm', Buffer.from('PK\u0003\u0004 nothing more')],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])],
    ['broken.xlsx', Buffer.from('PK\u0003\u0004 nothing more')],
    ['cut.vcf', Buffer.from('BEGIN:VCARD\nVERSION:4.0\nFN:A\n')],
    ['empty.csv', Buffer.alloc(0)],
  ])('refuses %s with a reason', async (filename, content) => {
    await coordinator.get('/imports');
    const answer = await coordinator.upload('/imports', 'file', { content, filename });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('error-summary');
    expect(answer.text).not.toMatch(/platform\.files\.|exchange\.file/);
  });
});

describe('what goes out', () => {
  const handover = { receiver: 'NCP Sweden', purpose: 'Joint meeting' };
  const formats = ['xlsx', 'csv', 'vcard', 'json'] as const;
  const endings = { xlsx: 'xlsx', csv: 'csv', vcard: 'vcf', json: 'json' };

  beforeAll(async () => {
    const csv =
      'Name;E-mail;Telephone;Organisation;Type;State;Function;Language;Note;External key;Organisation number;Memberships\n' +
      'Tor Tegn;tor@example.test, t2@example.test;+47 22 33 44 55;=Etat;ngo;NO;-leder;nb, en;@notat;=K1;+1 2;' +
      '"REG: chair 2025-01-01/2026-12-31; REG: member 2020-01-01/2020-12-31"\n';
    const id = await uploaded('signs.csv', Buffer.from(csv));
    const preview = await through(id, { newOrganisations: 'create' });
    const fields = { ...origin, seen: 'true', version: versionOn(preview) };
    const start = await coordinator.post(`/imports/${id}/start`, fields);
    expect(start.status).toBe(303);
    await app.work();
  });

  it.each(formats)('as %s comes in again without loss', async (format) => {
    for (const noun of ['person', 'organisation'] as const) {
      await coordinator.get(`/${noun}s/export`);
      const file = await coordinator
        .post(`/${noun}s/export`, { ...handover, format })
        .buffer(true)
        .parse((answer, done) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(Buffer.from(piece)));
          answer.on('end', () => done(null, Buffer.concat(pieces)));
        });
      expect(file.status).toBe(200);
      const id = await uploaded(`again.${endings[format]}`, file.body as Buffer, noun);
      await through(id, { match: noun === 'person' ? 'email' : 'organisation' });
      const { body } = await coordinator.api('get', `/imports/${id}`);
      expect(body.counts).toMatchObject({ new: 0, changed: 0, refused: 0, ambiguous: 0 });
      expect(body.counts.unchanged).toBeGreaterThan(memberCounts.organisations - 1);
    }
  });

  it('is noted with receiver and purpose, and is a right of its own', async () => {
    const last = await app.get(Db).row(sql`
      SELECT kind, what, receiver, purpose FROM trace WHERE kind = 'export' ORDER BY id DESC LIMIT 1`);
    expect(last).toEqual({ kind: 'export', what: 'organisations', ...handover });
    const log = await (await app.as('administrator')).get('/audit');
    expect(log.text).toContain('Organisations');
    expect(log.text).not.toMatch(/audit\.what\./);
    for (const path of ['/organisations/export', '/persons/export', '/imports']) {
      expect((await secretariat.get(path)).status).toBe(403);
    }
  });
});

describe('the API of imports', () => {
  it('creates, takes rows, finalises, starts, and says how far it is', async () => {
    await coordinator.get('/imports');
    const created = await coordinator.api('post', '/imports', { name: 'HR', fields: ['name', 'email', 'state'] });
    expect([created.status, created.body.status]).toEqual([201, 'draft']);
    const path = `/imports/${created.body.id}`;
    const rows = [
      ['Api Person', 'api@example.test', 'NO'],
      ['No Address', '', 'NO'],
    ];
    expect((await coordinator.api('post', `${path}/rows`, { rows })).body.total).toBe(2);
    const checked = await coordinator.api('post', `${path}/finalisation`, { match: 'email' });
    expect(checked.body).toMatchObject({ status: 'checked', counts: { new: 1, refused: 1 } });
    const refused = await coordinator.api('get', `${path}/rows?ruling=refused`);
    expect(refused.body.items[0].problems).toEqual([
      expect.objectContaining({ row: 2, column: 'B', field: 'email', severity: 'error' }),
    ]);
    const { version } = checked.body as { version: number };
    expect((await coordinator.api('post', `${path}/start`, { version })).status).toBe(422);
    expect((await coordinator.api('post', `${path}/start`, { ...origin, version })).status).toBe(202);
    expect((await coordinator.api('post', `${path}/start`, { ...origin, version })).status).toBe(409);
    await app.work();
    expect((await coordinator.api('get', path)).body).toMatchObject({ status: 'done', counts: { written: 1 } });
    expect((await coordinator.api('post', `${path}/cancellation`)).status).toBe(409);
  });

  it('takes a file, and throws it away again', async () => {
    const csv = { content: Buffer.from('Navn;E-post\nA B;a@example.test\n'), filename: 'a.csv' };
    const created = await coordinator.upload('/api/v1/imports', 'file', csv, { noun: 'person' });
    expect(created.body).toMatchObject({ columns: ['name', 'email'], total: 1 });
    expect((await coordinator.api('delete', `/imports/${created.body.id}`)).status).toBe(204);
    expect((await coordinator.api('get', `/imports/${created.body.id}`)).status).toBe(404);
  });
});
