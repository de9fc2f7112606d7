// Minutes while the meeting goes on: the editor's text, who writes, the clock, and what is put aside.
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { wallOf } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, type HeldMeeting, personOf } from '../support/held-meeting.js';

let app: TestApp;
let ola: Browser;
let kari: Browser;
let meeting: HeldMeeting;
let at: string;
let first: { id: string; itemId: string };

interface Node {
  type: string;
  attrs?: object;
  content?: Node[];
  text?: string;
}

const paragraph = (text: string): Node => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const record = (kind: string, id: string): Node => ({ type: 'record', attrs: { kind, id } });
const rich = (...content: Node[]) => JSON.stringify({ schemaVersion: 1, doc: { type: 'doc', content } });

beforeAll(async () => {
  app = await startApp();
  [ola, kari] = [await app.as('secretariat'), await app.as('coordinator')];
});
afterAll(() => app.close());

beforeEach(async () => {
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}/minutes`;
  await ola.get(`${at}/edit?lang=en`);
  await kari.get('/meetings?lang=en');
  await ola.post(at).expect(303);
  [first] = (await ola.api('get', `${at}?draft=true`)).body.sections;
});

const autosave = (who: Browser, content: string, version: number) =>
  who.post(`${at}/sections/${first.id}`, { content, version }).set('hx-request', 'true');
const turn = async (who: Browser, tab: string, more: object = {}) =>
  (await who.post(`${at}/sections/${first.id}/writer`, { tab, ...more })).body;
const desk = async (who = ola) => (await who.get(`${at}/edit?item=${first.id}&lang=en`)).text;
const decide = async (text: string) =>
  (await ola.api('post', `/meetings/${meeting.id}/decisions`, { text, itemId: first.itemId })).body;

describe('the text of the editor', () => {
  it('is saved as it is; the same makes no version; what is no text is refused', async () => {
    const text = rich(paragraph('Welcome.'));
    expect((await autosave(ola, text, 1)).body).toEqual({ version: 2 });
    expect((await autosave(ola, text, 1)).body).toEqual({ version: 2 });
    const refused = await autosave(ola, rich({ type: 'image', attrs: { src: 'https://a.no/x.gif' } }), 2);
    expect([refused.status, refused.body.reason]).toEqual([422, expect.any(String)]);
    expect((await autosave(ola, '{', 2)).status).toBe(422);
  });

  it('meets a text that somebody else saved: both come back, to be read and to go on with', async () => {
    await autosave(ola, rich(paragraph('Hers <b>')), 1);
    const { status, body } = await autosave(kari, rich(paragraph('Mine')), 1);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      version: 2,
      theirs: { text: 'Hers <b>', html: '<p>Hers &lt;b&gt;</p>', content: JSON.parse(rich(paragraph('Hers <b>'))) },
      yours: { text: 'Mine', html: '<p>Mine</p>' },
    });
    expect((await autosave(kari, rich(paragraph('Mine'), paragraph('Hers <b>')), body.version)).body.version).toBe(3);
  });

  it('sent by the button comes back in the form when it is stale, also for those without script', async () => {
    await autosave(ola, rich(paragraph('Hers')), 1);
    const again = await kari.post(`${at}/sections/${first.id}`, { content: rich(paragraph('Mine')), version: 1 });
    expect(again.status).toBe(409);
    expect(again.text).toMatch(/Mine<\/textarea>/);
  });
});

describe('a decision in the text', () => {
  it('stands where the writer put it, and once, on pages, in the API and as Markdown', async () => {
    const { id, ref } = await decide('One list is kept.');
    await decide('Another.');
    await autosave(
      ola,
      rich(paragraph('Before'), record('decision', id), record('decision', id), paragraph('After')),
      1,
    );
    const page = (await ola.get(`${at}?draft=1&lang=en`)).text;
    expect(page.replace(/\s+/g, ' ')).toMatch(/Before.*One list is kept\..*After.*Another\./);
    expect(page.split('One list is kept.')).toHaveLength(2);
    const [section] = (await ola.api('get', `${at}?draft=true`)).body.sections;
    expect(section.html).toContain(`<p>${ref}: One list is kept.</p>`);
    expect(section.markdown).toContain(`{decision ${id}}`);
    expect(section.decisions).toHaveLength(2);
  });

  it('stays a decision when its place is taken out of the text, and leaves the text when it is deleted', async () => {
    const { id } = await decide('One list is kept.');
    await autosave(ola, rich(record('decision', id)), 1);
    await autosave(ola, rich(paragraph('Without')), 2);
    expect((await ola.api('get', `/meetings/${meeting.id}/decisions`)).body.items).toHaveLength(1);
    expect((await ola.get(`${at}?draft=1`)).text).toMatch(/Without[^]*One list is kept\./);
    await autosave(ola, rich(paragraph('Again'), record('decision', id)), 3);
    await ola.api('delete', `/decisions/${id}`).expect(204);
    const page = await ola.get(`${at}?draft=1`);
    expect([page.status, page.text.includes('One list')]).toEqual([200, false]);
  });
});

describe('who writes', () => {
  it('is one at a time; taking over is told; leaving frees the item', async () => {
    expect(await turn(ola, 'olastab1')).toEqual({ isMine: true });
    expect(await turn(kari, 'karitab1')).toMatchObject({ isMine: false, name: 'Ola Hansen' });
    expect(await desk(kari)).toContain('data-writer="Ola Hansen"');
    expect(await turn(ola, 'olastab2')).toMatchObject({ isMine: false, isOwn: true });
    expect(await desk()).toContain('You are writing');
    expect(await turn(kari, 'karitab1', { takeOver: 'on' })).toEqual({ isMine: true });
    expect(await turn(ola, 'olastab1')).toMatchObject({ isMine: false, name: 'Kari Nordmann' });
    expect((await ola.get(at)).text).toContain('Took over from Ola Hansen under: Item 1');
    await turn(kari, 'karitab1', { leave: 'on' });
    expect(await turn(ola, 'olastab1')).toEqual({ isMine: true });
  });

  it('ends by itself when the window is gone', async () => {
    await turn(ola, 'olastab1');
    const db = app.get(Db);
    await db.tx(() => db.run(sql`UPDATE minutes_writer SET until_at = '2020-01-01T00:00:00.000Z'`));
    expect(await turn(kari, 'karitab1')).toEqual({ isMine: true });
    expect((await ola.get(at)).text).not.toContain('Took over');
  });

  it('goes on in another window of the same person when the former is silent, and nobody else is let in yet', async () => {
    await turn(ola, 'olastab1');
    const db = app.get(Db);
    const until = app.get(Clock).instantIn(24);
    await db.tx(() => db.run(sql`UPDATE minutes_writer SET until_at = ${until}`));
    expect(await desk()).not.toContain('You are writing');
    expect(await turn(kari, 'karitab1')).toMatchObject({ isMine: false, isOwn: false });
    expect(await turn(ola, 'olastab2')).toEqual({ isMine: true });
    expect(await turn(ola, 'olastab1')).toMatchObject({ isMine: false, isOwn: true });
    expect((await ola.get(at)).text).not.toContain('Took over');
  });

  it('does not keep a text from being saved: the version decides', async () => {
    await turn(kari, 'karitab1');
    expect((await autosave(ola, rich(paragraph('Sent late')), 1)).body).toEqual({ version: 2 });
  });
});

describe('the clock', () => {
  it('runs for one item at a time and is kept on the server', async () => {
    const [, second] = (await ola.api('get', `${at}?draft=true`)).body.sections;
    const run = (id: string, act: string) => ola.post(`${at}/sections/${id}/run`, { act }).expect(303);
    await run(first.id, 'begin');
    await run(first.id, 'begin');
    expect(await desk(kari)).toContain('End the item');
    await run(second.id, 'begin');
    expect(await desk()).toContain('Begin the item');
    const runs = await app.get(Db).rows<{ endedAt: string | null }>(sql`
      SELECT r.ended_at AS endedAt FROM item_run r JOIN minutes_section s ON s.id = r.section_id
      JOIN minutes m ON m.id = s.minutes_id WHERE m.meeting_id = ${meeting.id} ORDER BY r.begun_at, r.id`);
    expect(runs.map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
    await run(second.id, 'stop');
    await run(second.id, 'stop');
  });

  it('says how far the meeting is behind', async () => {
    await ola.post(`${at}/sections/${first.id}/run`, { act: 'begin' }).expect(303);
    const db = app.get(Db);
    const ago = (minutes: number) => app.get(Clock).instantIn(-60 * minutes);
    const planned = wallOf(ago(28), 'Europe/Oslo');
    await db.tx(() => db.run(sql`UPDATE item_run SET begun_at = ${ago(20)}`));
    await db.tx(() => db.run(sql`UPDATE meeting SET start_wall = ${planned} WHERE id = ${meeting.id}`));
    expect(await desk()).toMatch(/[789] minutes behind/);
  });
});

describe('beside the text', () => {
  it('things are put aside, settled and opened again', async () => {
    await ola.post(`${at}/parking`, { text: 'Who pays?', itemId: first.itemId }).expect(303);
    const page = await desk();
    expect(page).toContain('Who pays?');
    const path = /action="([^"]+\/parking\/[^"]+)"/.exec(page)![1]!;
    await ola.post(path, { act: 'settle' }).expect(303);
    expect(await desk()).toContain('One settled point');
    await ola.post(path, { act: 'reopen' }).expect(303);
    expect(await desk()).not.toContain('One settled point');
    const other = await aHeldMeeting(app);
    expect((await ola.post(path.replace(meeting.id, other.id), { act: 'settle' })).status).toBe(404);
    expect((await ola.post(`${at}/parking`, { text: ' ' })).status).toBe(422);
  });

  it('people are noted as present with one press, and again as not noted', async () => {
    const personId = await personOf(app, 'expert');
    const press = (presence: string) => ola.post(`${at}/present`, { personId, presence, next: `${at}/edit` });
    expect((await press('online')).headers.location).toBe(`${at}/edit`);
    const counts = async () => (await ola.api('get', `/meetings/${meeting.id}/attendance`)).body.counts;
    expect(await counts()).toMatchObject({ online: 1 });
    await press('').expect(303);
    expect(await counts()).toMatchObject({ online: 0, present: 0 });
  });
});
