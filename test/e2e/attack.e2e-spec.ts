import { startApp, type TestApp } from '../support/app.js';
import { called } from '../support/invited.js';
import type { Browser } from '../support/browser.js';

/** What strangers and broken programs send: refused with a reason, never a fault of ours. */
describe('hostile input', () => {
  let app: TestApp;
  let coordinator: Browser;

  beforeAll(async () => {
    app = await startApp();
    coordinator = await app.as('coordinator');
  });
  afterAll(() => app.close());

  describe.each(['/documents/new', '/imports', '/api/v1/documents', '/api/v1/imports'])('an upload to %s', (path) => {
    it.each([
      ['without a boundary', 'multipart/form-data', 'x'],
      [
        'that breaks off',
        'multipart/form-data; boundary=b',
        '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
      ],
    ])('%s is a bad request', async (_what, type, body) => {
      const answer = await coordinator.raw.post(path).set('content-type', type).send(body);
      expect(answer.status).toBe(400);
    });
  });

  it.each([{}, { version: 'NaN' }, { version: ['1', '2'] }])('a return with %j is refused', async (fields) => {
    const { items } = (await coordinator.api('get', '/persons')).body as { items: { id: string }[] };
    const answer = await coordinator.post(`/persons/${items[0]!.id}/return`, fields);
    expect(answer.status).toBe(422);
  });

  it.each(['0000-01-01T09:00', '1000-01-01T09:00', '2026-02-31T09:00', '2026-01-01T24:00'])(
    'a meeting at %s is refused',
    async (start) => {
      const meeting = { title: 'x', start, end: '2027-01-01T10:00', zone: 'Europe/Oslo', languages: ['en'] };
      expect((await coordinator.api('post', '/meetings', meeting)).status).toBe(422);
    },
  );

  it('two places to go to are none', async () => {
    const answer = await coordinator.raw.get('/sign-in?next=/a&next=//evil.example');
    expect(answer.headers.location).toBe('/');
  });
});

describe('caches on the way', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it.each(['/api/v1/persons', '/api/v1/me', '/actions/list.csv', '/profile'])('keep nothing of %s', async (path) => {
    const answer = await (await app.as('coordinator')).raw.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });
});

describe('behind a reverse proxy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ TRUST_PROXY: 'on' });
  });
  afterAll(() => app.close());

  it('a client cannot choose the address that its tries are counted by', async () => {
    const link = (n: number) =>
      app
        .visitor()
        .raw.get(`/a/${'x'.repeat(40)}`)
        .set('x-forwarded-for', `10.0.0.${n}, 192.0.2.7`);
    const statuses: number[] = [];
    for (let n = 0; n < 32; n++) statuses.push((await link(n)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('somebody who was taken off a meeting', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('gets neither the file of the meeting nor the way into its room by the old link', async () => {
    const { invitations } = await called(app, ['expert']);
    const { id, link } = invitations[0]!;
    expect((await app.visitor().get(`${link}/meeting.ics`)).status).toBe(200);
    const coordinator = await app.as('coordinator');
    expect((await coordinator.api('delete', `/invitations/${id}`)).status).toBe(204);
    expect((await app.visitor().get(`${link}/meeting.ics`)).status).toBe(404);
    expect((await app.visitor().get(link)).text).not.toContain('meet.example.org');
    expect((await app.visitor().post(link, { answer: 'on_site' })).status).toBe(409);
  });
});
