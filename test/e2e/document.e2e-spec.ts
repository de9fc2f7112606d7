import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

const pdf = Buffer.from('%PDF-1.7\nIn confidence: canary-7431\n');

describe('documents', () => {
  let app: TestApp;
  let secretariat: Browser;

  beforeAll(async () => {
    app = await startApp();
    secretariat = await app.as('secretariat');
  });

  afterAll(() => app.close());

  const add = async (audience: string, more: Record<string, string> = {}) => {
    await secretariat.get('/documents/new');
    const fields = { title: `Paper for ${audience}`, language: 'en', audience, groupId: '', reference: '', ...more };
    const answer = await secretariat.upload('/documents/new', 'file', { content: pdf, filename: 'paper.pdf' }, fields);
    expect(answer.status).toBe(303);
    return answer.headers.location as string;
  };

  it('can be added, read and downloaded as they were', async () => {
    const path = await add('network');
    const page = await secretariat.get(path);
    expect(page.text).toContain('Paper for network');
    const file = await secretariat.raw.get(`${path}/file`).buffer(true);
    expect(file.headers['content-disposition']).toContain('attachment; filename="paper.pdf"');
    expect(file.headers['content-security-policy']).toContain('sandbox');
    expect(Buffer.from(file.body as Buffer).toString()).toBe(pdf.toString());
  });

  it('are refused with the limit when too large, and the form keeps what was typed', async () => {
    await secretariat.get('/documents/new');
    const huge = { content: Buffer.concat([pdf, Buffer.alloc(26_000_000, 65)]), filename: 'huge.pdf' };
    const fields = { title: 'A title worth keeping', language: 'en', audience: 'network', groupId: '', reference: '' };
    const answer = await secretariat.upload('/documents/new', 'file', huge, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('It may be 25 MB at most.');
    expect(answer.text).toContain('A title worth keeping');
  });

  it('are refused when empty, by their name', async () => {
    await secretariat.get('/documents/new');
    const file = { content: Buffer.alloc(0), filename: 'tomt.pdf' };
    const fields = { title: 'Empty', language: 'en', audience: 'network', groupId: '', reference: '' };
    const answer = await secretariat.upload('/documents/new', 'file', file, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The file “tomt.pdf” is empty.');
  });

  it('are sent once: an unchanged file answers 304', async () => {
    const path = await add('network');
    const { headers } = await secretariat.raw.get(`${path}/file`);
    const again = await secretariat.raw.get(`${path}/file`).set('if-none-match', headers.etag!);
    expect(again.status).toBe(304);
  });

  it('look unknown to those who may not read them: page, file, list, search and API', async () => {
    const path = await add('organisers', { title: 'Canary paper' });
    const expert = await app.as('expert');
    for (const reader of [expert, app.visitor()]) {
      expect((await reader.get(path)).status).toBe(404);
      expect((await reader.get(`${path}/file`)).status).toBe(404);
      expect((await reader.get('/documents')).text).not.toContain('Canary');
      expect((await reader.get('/search?q=canary')).text).not.toContain('Canary paper');
      expect((await reader.api('get', path)).status).toBe(404);
      expect((await reader.api('get', '/documents?total=true')).body.total).toBe(
        (await reader.api('get', '/documents?per=200')).body.items.length,
      );
    }
  });

  it('can be read by everyone when they are public', async () => {
    const path = await add('public');
    expect((await app.visitor().get(`${path}/file`)).status).toBe(200);
  });

  it('refuse what a browser might run, and keep what was typed', async () => {
    await secretariat.get('/documents/new');
    const svg = { content: Buffer.from('<svg onload="alert(1)"/>'), filename: 'picture.svg' };
    const answer = await secretariat.upload('/documents/new', 'file', svg, {
      title: 'Keep me',
      audience: 'network',
      language: 'en',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Keep me"');
    expect(answer.text).toContain('picture.svg');
  });

  it('name every field that is wrong', async () => {
    await secretariat.get('/documents/new');
    const answer = await secretariat.upload(
      '/documents/new',
      'file',
      { content: pdf, filename: 'a.pdf' },
      { title: '', audience: 'group' },
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#f-title"');
  });

  it('show both texts when two people change the same one', async () => {
    const path = await add('network');
    await secretariat.get(`${path}/edit`);
    const fields = { title: 'First', language: 'en', audience: 'network', groupId: '', reference: '', version: '1' };
    expect((await secretariat.post(`${path}/edit`, fields)).status).toBe(303);
    const late = await secretariat.post(`${path}/edit`, { ...fields, title: 'Second' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Second');
    const api = await secretariat.api('patch', path, { ...fields, version: 1 });
    expect(api.status).toBe(409);
    expect(api.headers['content-type']).toContain('application/problem+json');
  });

  it('are removed only after a confirmation', async () => {
    const path = await add('network');
    expect((await secretariat.get(`${path}/removal`)).text).toContain('Delete');
    expect((await secretariat.get(path)).status).toBe(200);
    expect((await secretariat.post(`${path}/removal`)).status).toBe(303);
    expect((await secretariat.get(path)).status).toBe(404);
  });

  it('cannot be added by an expert', async () => {
    const expert = await app.as('expert');
    expect((await expert.get('/documents/new')).status).toBe(403);
  });
});
