import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, personOf } from '../support/held-meeting.js';

describe('sent mail', () => {
  let app: TestApp;
  let ola: Browser;
  let meetingId: string;

  beforeAll(async () => {
    app = await startApp();
    ola = await app.as('secretariat');
    ({ id: meetingId } = await aHeldMeeting(app, []));
    await ola.api('post', `/meetings/${meetingId}/invitations`, {
      persons: [{ personId: await personOf(app, 'expert') }],
    });
  });
  afterAll(() => app.close());

  const newest = async () => (await ola.api('get', '/sent-mail?per=1')).body.items[0];

  it('says that mail is kept where no mail server is set up', async () => {
    const { body } = await ola.api('get', '/status');
    expect(body.parts.find(({ key }: { key: string }) => key === 'failedMail')).toMatchObject({ state: 'off' });
    expect((await ola.get('/status?lang=en')).text).toMatch(/messages? (is|are) kept and (was|were) not sent/);
  });

  it('says so to whoever wrote, too', async () => {
    const { items } = (await ola.api('get', `/meetings/${meetingId}/invitations`)).body;
    const page = await ola.get(`/meetings/${meetingId}/participants?lang=en`);
    expect(page.status).toBe(200);
    const sent = await ola.post(`/invitations/${items[0].id}/resending`);
    const next = await ola.get(sent.headers.location as string);
    expect(next.text).toContain('is kept. No mail server is set up, so nothing was sent.');
  });

  it('says that nothing was refused, not that all was accepted, while messages wait', async () => {
    const db = app.get(Db);
    await db.tx(() => db.run(sql`UPDATE mail_message SET status = 'queued', error = 'no route' WHERE status = 'kept'`));
    const page = (await ola.get('/status?lang=en')).text;
    await db.tx(() => db.run(sql`UPDATE mail_message SET status = 'kept', error = NULL WHERE status = 'queued'`));
    expect(page).toMatch(/None was refused\. \d+ messages? waits? to be sent\./);
    expect(page).not.toContain('All messages were accepted');
  });

  it('is listed for organisers, with the message itself', async () => {
    const mail = await newest();
    expect(mail).toMatchObject({ status: 'kept', toAddress: 'samuel.tesfay@retur.example.org' });
    expect((await ola.api('get', `/sent-mail/${mail.id}`)).body).toEqual(mail);
    const message = await ola.api('get', `/sent-mail/${mail.id}/message`);
    expect(message.headers['content-type']).toContain('message/rfc822');
    expect((await (await app.as('expert')).api('get', '/sent-mail')).status).toBe(403);
  });

  it('shows the letter as it looks, in a frame where nothing of it can run', async () => {
    const { id } = await newest();
    expect((await ola.get(`/sent-mail/${id}`)).text).toContain(`src="/sent-mail/${id}/message.html"`);
    const letter = await ola.get(`/sent-mail/${id}/message.html`);
    expect(letter.text).toContain('Here is the invitation once more');
    expect(letter.text).toMatch(/<div style="[^"]*overflow-wrap:anywhere/);
    expect(letter.headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/);
    expect(letter.headers['content-security-policy']).not.toContain('script-src');
  });

  it('shows nobody the personal link of another, on no page and in no file', async () => {
    const { id } = await newest();
    const pages = await Promise.all([
      ...['', '/message.html', '/message.eml'].map((part) => ola.get(`/sent-mail/${id}${part}?lang=en`)),
      ola.api('get', `/sent-mail/${id}/message`),
    ]);
    const texts = pages.map(({ text, body }) => text ?? String(body));
    const decoded = texts.map((text) => text + text.replace(/=\r\n/g, '') + Buffer.from(text, 'base64').toString());
    expect(decoded.join()).not.toMatch(/\/a\/(?:\r?\n )?[\w-]{20}/);
    expect(texts[0]).toContain('Personal links are left out here');
    expect(texts[1]).toContain('/a/***');
  });

  it('that failed goes out anew as the meeting is now, never with its old calendar part', async () => {
    const before = await newest();
    const db = app.get(Db);
    await db.tx(async () => {
      await db.run(sql`UPDATE mail_message SET status = 'failed' WHERE id = ${before.id}`);
      await db.run(sql`UPDATE meeting SET place = 'Bergen rådhus' WHERE id = ${meetingId}`);
    });
    const again = await ola.post(`/sent-mail/${before.id}/retry`);
    expect((await ola.get(again.headers.location as string)).text).toContain('sent anew, as the meeting is now');
    const mail = await newest();
    expect(mail.id).not.toBe(before.id);
    expect((await ola.get(`/sent-mail/${mail.id}`)).text).toContain('Bergen rådhus');
    expect(await ola.api('get', `/sent-mail/${before.id}`)).toMatchObject({ body: { status: 'failed' } });
    await db.tx(() => db.run(sql`UPDATE meeting SET status = 'held' WHERE id = ${meetingId}`));
    const refused = await ola.post(`/sent-mail/${before.id}/retry`);
    expect([refused.status, refused.text.includes('nothing left to send')]).toEqual([409, true]);
  });
});
