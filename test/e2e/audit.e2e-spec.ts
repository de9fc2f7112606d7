import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sealer, Verifier } from '@samrad/audit';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import type { CastName } from '../support/cast.js';

let app: TestApp;
let administrator: Browser;
let coordinator: Browser;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.as('administrator');
  coordinator = await app.as('coordinator');
});
afterAll(() => app.close());

const handover = { receiver: 'UDI', purpose: 'Contacts for REG' };
interface Line {
  kind: string;
  what: string;
  actorName: string;
  subject: string | null;
  amount: number | null;
  receiver: string | null;
  purpose: string | null;
}
const traces = async (query = ''): Promise<Line[]> =>
  (await administrator.api('get', `/audit/traces${query}`)).body.items as Line[];

describe('taking the directory out', () => {
  it.each<[CastName, number]>([
    ['administrator', 200],
    ['coordinator', 200],
    ['secretariat', 403],
    ['stateContact', 403],
    ['expert', 403],
  ])('%s: %d, by page and API', async (name, status) => {
    const someone = await app.as(name);
    expect((await someone.get('/persons/export?state=NO')).status).toBe(status);
    expect((await someone.post('/persons/export', handover)).status).toBe(status);
    expect((await someone.api('post', '/persons/exports', handover)).status).toBe(status);
    const hasLink = (await someone.get('/persons')).text.includes('href="/persons/export"');
    expect(hasLink).toBe(status === 200);
    expect((await someone.get('/imports')).status).toBe(status);
  });

  it('asks for receiver and purpose, and leaves no trace without them', async () => {
    const before = await traces('?what=persons&kind=export');
    const refused = await coordinator.post('/persons/export', { state: 'NO', receiver: ' ', purpose: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('name="state" value="NO"');
    const problem = await coordinator.api('post', '/persons/exports', { receiver: 'UDI' });
    expect(problem.body.errors).toEqual([expect.objectContaining({ field: 'purpose' })]);
    expect(await traces('?what=persons&kind=export')).toEqual(before);
  });

  it('gives the persons of the filter, and tells who took them out, for whom and what for', async () => {
    const page = await coordinator.get('/persons/export?state=NO');
    expect(page.text).toContain('name="state" value="NO"');
    const file = await coordinator.post('/persons/export', { state: 'NO', ...handover });
    expect(file.headers['content-type']).toContain('text/csv');
    const rows = file.text.trim().split('\r\n').length - 1;
    expect(rows).toBeGreaterThan(0);
    const [line] = await traces('?what=persons&kind=export');
    expect(line).toMatchObject({ ...handover, amount: rows, detail: { format: 'csv', filter: { state: 'NO' } } });
    const log = await administrator.get('/audit?kind=export');
    for (const text of ['To UDI', 'Contacts for REG', `(${rows})`, line!.actorName]) expect(log.text).toContain(text);
  });
});

describe('reading what few may see', () => {
  const upload = async (audience: string, title: string) => {
    const fields = { title, language: 'en', audience };
    const file = { content: Buffer.from('words\n'), filename: 'words.txt' };
    return (await coordinator.upload('/api/v1/documents', 'file', file, fields)).body.id as string;
  };
  const readings = async (title: string) => (await traces('?kind=read')).filter(({ subject }) => subject === title);

  it('is noted once a day for each person, and not for what everybody in the network reads', async () => {
    const closed = await upload('states', 'Closed paper');
    const open = await upload('network', 'Open paper');
    const contact = await app.as('stateContact');
    for (let times = 0; times < 2; times += 1) {
      expect((await contact.get(`/documents/${closed}/file`)).status).toBe(200);
      expect((await contact.api('get', `/documents/${closed}/file`)).status).toBe(200);
      expect((await contact.get(`/documents/${open}/file`)).status).toBe(200);
    }
    await coordinator.get(`/documents/${closed}/file`);
    expect(await readings('Closed paper')).toHaveLength(2);
    expect(await readings('Open paper')).toEqual([]);
  });

  it('is not noted for who is refused', async () => {
    const id = await upload('organisers', 'Secret paper');
    expect((await (await app.as('expert')).get(`/documents/${id}/file`)).status).toBe(404);
    expect(await readings('Secret paper')).toEqual([]);
  });
});

describe('the log', () => {
  it('is taken out as CSV and JSON lines, which it tells', async () => {
    const form = await administrator.get('/audit/export?kind=export');
    expect(form.text).toContain('name="kind" value="export"');
    const csv = await administrator.post('/audit/export', { kind: 'export', format: 'csv', ...handover });
    expect(csv.text).toContain('Contacts for REG');
    const lines = await administrator.post('/audit/export', { kind: 'export', format: 'jsonl', ...handover });
    const all = lines.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(all[0]).toMatchObject({ what: 'log', receiver: 'UDI', detail: { format: 'csv' } });
    const [last] = await traces('?what=log&kind=export');
    expect(last).toMatchObject({ amount: all.length, detail: { format: 'jsonl', filter: { kind: 'export' } } });
    expect((await administrator.api('post', '/audit/exports', { format: 'jsonl' })).status).toBe(422);
    expect((await coordinator.post('/audit/export', handover)).status).toBe(403);
  });

  it('is narrowed by the address of the page, and says what it cannot read', async () => {
    const page = await administrator.get('/audit?what=log&from=2026-01-01&to=wrong&q=udi');
    expect(page.status).toBe(200);
    expect(page.text).toContain('value="2026-01-01"');
    expect(page.text).toContain('it is not used: to&#x3D;wrong');
    expect((await administrator.get('/audit?q=nobody-of-this-name')).text).toContain('No entries');
  });

  it('is sealed, shows its newest seal, and tells when somebody changed it', async () => {
    await administrator.get('/audit');
    await app.get(Sealer).seal();
    const { body } = await administrator.api('get', '/audit/seal');
    expect((await administrator.get('/audit')).text).toContain(`${body.place}:${body.hash}`);
    expect(await app.get(Verifier).verify(body)).toMatchObject({ faultCount: 0, waiting: { count: 0 } });
    const db = app.get(Db);
    await db.tx(() => db.run(sql`UPDATE trace SET receiver = 'SSB' WHERE receiver = 'UDI'`));
    expect((await app.get(Verifier).verify(body)).faultCount).toBeGreaterThan(0);
  });
});
