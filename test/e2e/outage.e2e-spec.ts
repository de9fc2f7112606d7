import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { dialect } from '../support/database.js';
import { startGate, type Gate } from '../support/gate.js';

/** SQLite is a file in the same process: it cannot be away. */
const onServer = dialect === 'mariadb' ? describe : describe.skip;

onServer('when the database is away', () => {
  let app: TestApp;
  let gate: Gate;
  let secretariat: Browser;

  beforeAll(async () => {
    gate = await startGate(Number(new URL(process.env.TEST_DATABASE_URL!).port));
    app = await startApp({}, { port: gate.port });
    secretariat = await app.as('secretariat');
  });

  afterAll(async () => {
    gate.open();
    await app.close();
    await gate.close();
  });

  it('the page says so, readiness fails, and everything works again by itself', async () => {
    expect((await secretariat.get('/documents')).status).toBe(200);
    gate.shut();
    const page = await secretariat.get('/documents');
    expect(page.status).toBe(503);
    expect(page.text).toContain('database');
    expect((await app.visitor().raw.get('/readyz')).status).toBe(503);
    expect((await app.visitor().raw.get('/healthz')).status).toBe(200);
    gate.open();
    expect((await secretariat.get('/documents')).status).toBe(200);
    expect((await app.visitor().raw.get('/readyz')).status).toBe(200);
  });
});
