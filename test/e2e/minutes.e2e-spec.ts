import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { addItems, aHeldMeeting, type HeldMeeting, personOf } from '../support/held-meeting.js';

let app: TestApp;
let ola: Browser;
let meeting: HeldMeeting;
let at: string;

interface ApiSection {
  id: string;
  itemId: string;
  title: string;
  markdown: string;
}

const draft = async (): Promise<ApiSection[]> =>
  (await ola.api('get', `/meetings/${meeting.id}/minutes?draft=true`)).body.sections;
const section = async (id: string) => (await ola.api('get', `/minutes-sections/${id}`)).body;

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
});
afterAll(() => app.close());

beforeEach(async () => {
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}/minutes`;
});

const begin = async () => {
  await ola.get(`${at}/edit?lang=en`);
  await ola.post(at).expect(303);
  return draft();
};

describe('writing minutes', () => {
  it('begins with a section for each item, breaks left out, and begins once', async () => {
    expect((await ola.get(`${at}/edit?lang=en`)).text).toContain('Begin the minutes');
    await ola.post(at).expect(303);
    await ola.post(at).expect(303);
    expect((await draft()).map(({ itemId }) => itemId)).toEqual([meeting.items[0], meeting.items[2]]);
    expect((await ola.get(`${at}/edit`)).status).toBe(200);
  });

  it('proposes a due date after the meeting, also when minutes are begun long before', async () => {
    await begin();
    const db = app.get(Db);
    await db.tx(() => db.run(sql`UPDATE meeting SET start_wall = '2099-03-01T09:00' WHERE id = ${meeting.id}`));
    expect((await ola.get(`${at}/edit`)).text).toContain('value="2099-03-31"');
  });

  it('pulls in items that came later, in the order of the agenda', async () => {
    await begin();
    const [late] = await addItems(app, meeting.id, ['discussion'], 3);
    expect((await ola.get(`${at}/edit`)).text).toContain('One item on the agenda has no text here.');
    await ola.post(`${at}/sections`).expect(303);
    expect((await draft()).at(-1)).toMatchObject({ itemId: late, title: 'Item 4' });
  });

  it('saves while one writes; the same text makes no version; a stale one gets both texts', async () => {
    const [first] = await begin();
    const path = `${at}/sections/${first!.id}`;
    const write = (text: string, version: number) => ola.post(path, { text, version }).set('hx-request', 'true');
    expect((await write('Welcome.', 1)).body).toEqual({ version: 2 });
    expect((await write('Welcome.', 1)).body).toEqual({ version: 2 });
    const stale = await write('Good morning.', 1);
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ version: 2, theirs: { text: 'Welcome.' } });
    expect((await write('Welcome. Good morning.', 2)).body).toEqual({ version: 3 });
    expect((await ola.get(`${at}/edit?item=${first!.id}`)).text).toMatch(/Saved at \d\d:\d\d by Ola Hansen/);
  });

  it('says why a text is too long, while one writes and by the button, and keeps it', async () => {
    const [first] = await begin();
    const path = `${at}/sections/${first!.id}`;
    const long = 'å'.repeat(400_000);
    const reason = 'The text can be at most 150,000 characters.';
    const written = await ola.post(path, { text: long, version: 1 }).set('hx-request', 'true');
    expect([written.status, written.body]).toEqual([422, { reason }]);
    const page = await ola.post(path, { text: long, version: 1 });
    expect(page.status).toBe(422);
    expect(page.text).toContain(`data-field="validation">${reason}`);
    expect(page.text).toContain('aria-invalid="true"');
    expect(page.text).toContain(`${long}</textarea>`);
    const nested = await ola.post(path, { text: '- a\n'.repeat(30_000), version: 1 }).set('hx-request', 'true');
    expect(nested.status).toBe(422);
    expect(nested.body.reason).toMatch(/at most 200 kB/);
    expect(await section(first!.id)).toMatchObject({ markdown: '', version: 1 });
  });

  it('refuses what is too large to be read on a page for the person who is signed in', async () => {
    const [first] = await begin();
    const page = await ola.post(`${at}/sections/${first!.id}`, { text: 'a'.repeat(7_000_000), version: 1 });
    expect(page.status).toBe(413);
    expect(page.text).not.toContain('href="/sign-in"');
    expect(page.text).toContain('divide it into smaller parts');
    expect((await ola.post('/meetings', { title: 'a'.repeat(2_100_000) })).status).toBe(413);
  });

  it('shows both texts without script, and lets one merge and save', async () => {
    const [first] = await begin();
    const path = `${at}/sections/${first!.id}`;
    await ola.post(path, { text: 'Theirs', version: 1 }).expect(303);
    const refused = await ola.post(path, { text: 'Mine <b>', version: 1 });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('<pre class="compare__text" tabindex="0">Theirs</pre>');
    expect(refused.text).toContain('Mine &lt;b&gt;</textarea>');
    expect(refused.text).toContain('name="version" value="2"');
    await ola.post(path, { text: 'Theirs\n\nMine', version: 2 }).expect(303);
    expect(await section(first!.id)).toMatchObject({ markdown: 'Theirs\n\nMine', version: 3, editedBy: 'Ola Hansen' });
  });

  it('takes Markdown or rich text through the API and refuses what is neither', async () => {
    const [first] = await begin();
    const put = (body: object) => ola.api('put', `/minutes-sections/${first!.id}`, body);
    expect((await put({ markdown: '- a\n- b', version: 1 })).body).toMatchObject({ version: 2 });
    const { content, markdown } = await section(first!.id);
    expect((await put({ content, version: 1 })).body).toMatchObject({ version: 2 });
    expect((await put({ version: 2 })).status).toBe(422);
    expect((await put({ content: { doc: 'no' }, version: 2 })).status).toBe(422);
    expect((await put({ markdown: 'stale', version: 1 })).body).toMatchObject({
      status: 409,
      theirs: { text: markdown },
    });
  });

  it('knows no section of another meeting', async () => {
    const [first] = await begin();
    const other = await aHeldMeeting(app);
    const path = `/meetings/${other.id}/minutes/sections/${first!.id}`;
    expect((await ola.post(path, { text: 'x', version: 1 })).status).toBe(404);
  });
});

describe('attendance', () => {
  it('is noted person by person, and takes people who were not invited', async () => {
    await begin();
    const [expert, contact, kari] = await Promise.all(
      (['expert', 'stateContact', 'coordinator'] as const).map((name) => personOf(app, name)),
    );
    const page = `/meetings/${meeting.id}/attendance`;
    await ola.post(`${page}/${expert}`, { act: 'online' }).expect(303);
    await ola.post(`${page}/${contact}`, { act: 'absent' }).expect(303);
    expect((await ola.get(`${page}?find=nordm`)).text).toContain('Kari Nordmann');
    await ola.post(`${page}/persons`, { personId: kari, presence: 'on_site' }).expect(303);
    const api = `/meetings/${meeting.id}/attendance`;
    const { body } = await ola.api('get', api);
    expect(body.counts).toMatchObject({ present: 2, online: 1, onSite: 1, absent: 1, states: 1 });
    const put = await ola.api('put', api, { persons: [{ personId: kari, presence: null }] });
    expect(put.body.counts).toMatchObject({ present: 1 });
    expect((await ola.api('put', api, { persons: [{ personId: 'x', presence: 'online' }] })).status).toBe(422);
  });
});
