import { readFileSync, writeFileSync } from 'node:fs';
import { startApp, type TestApp } from '../support/app.js';

const file = new URL('./openapi.json', import.meta.url);

describe('the contract of the JSON API', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  it('is the committed one; after a wanted change run `npm run openapi`', async () => {
    const { body } = await app.visitor().raw.get('/api/v1/openapi.json').expect(200);
    if (process.env.UPDATE_CONTRACT) writeFileSync(file, `${JSON.stringify(body, null, 2)}\n`);
    expect(body).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it('is OpenAPI 3.1 and every operation says what it does and where it is', async () => {
    const { body } = await app.visitor().raw.get('/api/v1/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.values(body.paths as object).flatMap((methods) => Object.values(methods as object));
    const silent = operations.filter((operation: { summary?: string }) => !operation.summary);
    expect(silent).toEqual([]);
  });

  it('can be browsed as a page', async () => {
    const page = await app.visitor().get('/api/v1');
    expect(page.status).toBe(200);
    expect(page.text).toContain('/api/v1/documents');
  });
});
