import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('signing in', () => {
  it('by password opens a session', async () => {
    const coordinator = await app.as('coordinator');
    const me = await coordinator.get('/sign-in');
    expect(me.status).toBe(303);
  });

  it('shows the page', async () => {
    const page = await app.visitor().get('/sign-in?next=/meetings?a=1');
    expect(page.status).toBe(200);
    expect(page.text).toContain('next');
  });
});
