import { startApp, type TestApp } from '../support/app.js';

describe('the personal calendar feed', () => {
  let app: TestApp;
  let path: string;

  beforeAll(async () => {
    app = await startApp();
    const expert = await app.as('expert');
    await expert.get('/profile/calendar');
    const page = await expert.post('/profile/calendar');
    path = /\/calendar\/[\w-]+\.ics/.exec(page.text)![0];
  });

  afterAll(() => app.close());

  it('is calendar text without a method that asks for answers, and without names of invitees', async () => {
    const feed = await app.visitor().raw.get(path);
    expect(feed.status).toBe(200);
    expect(feed.headers['content-type']).toContain('text/calendar');
    expect(feed.text).toContain('BEGIN:VCALENDAR');
    expect(feed.text).not.toContain('ATTENDEE');
    expect(feed.headers['cache-control']).toContain('private');
  });

  it('is not sent again when nothing changed', async () => {
    const { headers } = await app.visitor().raw.get(path);
    const again = await app.visitor().raw.get(path).set('if-none-match', headers.etag!);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('is unknown with any other token', async () => {
    expect((await app.visitor().raw.get('/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics')).status).toBe(404);
    expect((await app.visitor().raw.get('/calendar/x')).status).toBe(404);
  });

  it('never signs anybody in', async () => {
    const token = /calendar\/([\w-]+)\.ics/.exec(path)![1]!;
    const answer = await app.visitor().raw.get('/api/v1/me').set('authorization', `Bearer ${token}`);
    expect(answer.status).toBe(401);
  });

  it('stops at once when it is revoked', async () => {
    const expert = await app.as('expert');
    await expert.get('/profile/calendar');
    expect((await expert.post('/profile/calendar/revoke')).status).toBe(303);
    expect((await app.visitor().raw.get(path)).status).toBe(404);
  });
});
