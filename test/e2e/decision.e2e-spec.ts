import { DecisionService, MinutesPublisher, MinutesService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, type HeldMeeting } from '../support/held-meeting.js';

let app: TestApp;
let ola: Browser;
let expert: Browser;
let meeting: HeldMeeting;

const record = (text: string, itemId: string | null = null) =>
  app.get(DecisionService).record(system, meeting.id, { text, itemId });
const refs = async (browser: Browser, query = '') =>
  ((await browser.api('get', `/decisions${query}`)).body.items as { ref: string }[]).map(({ ref }) => ref);

async function publish(audience: 'organisers' | 'group' | 'network' | 'public', version = 1) {
  const note = version > 1 ? 'Corrected' : null;
  const exempted = { exemption: '20' as const, exemptionReason: 'In confidence', exemptionReviewOn: '2031-01-01' };
  await app.get(MinutesPublisher).publish(system, meeting.id, { audience, note, tell: false, version, ...exempted });
}

beforeEach(async () => {
  app = await startApp();
  [ola, expert] = [await app.as('secretariat'), await app.as('expert')];
  meeting = await aHeldMeeting(app);
  await app.get(MinutesService).start(system, meeting.id);
});
afterEach(() => app.close());

describe('decisions', () => {
  it('get numbers of the year from a counter, also when many are recorded at once; no number comes twice', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => record(text)));
    const year = Number(meeting.start.slice(2, 4));
    expect(await refs(ola)).toEqual([4, 3, 2, 1].map((number) => `${number}/${year}`));
    const { body } = await ola.api('get', '/decisions');
    await ola.api('delete', `/decisions/${body.items[2].id}`).expect(204);
    await record('e');
    expect(await refs(ola)).toEqual([5, 4, 3, 1].map((number) => `${number}/${year}`));
  });

  it('are read by the audience of the published minutes, as they were published', async () => {
    const id = await record('One list is kept.', meeting.items[2]);
    expect(await refs(expert)).toEqual([]);
    expect((await expert.get(`/decisions/${id}`)).status).toBe(404);
    expect((await expert.get('/search?q=list')).text).not.toContain(`/decisions/${id}`);
    await publish('network');
    expect(await refs(expert)).toHaveLength(1);
    expect((await app.visitor().get(`/decisions/${id}`)).status).toBe(404);
    await ola.api('patch', `/decisions/${id}`, { text: 'Two lists are kept.', version: 1 }).expect(200);
    expect((await expert.get(`/decisions/${id}`)).text).toContain('One list is kept.');
    await publish('public', 2);
    expect((await app.visitor().get(`/decisions/${id}`)).text).toContain('Two lists are kept.');
    expect((await expert.get('/search?q=lists')).text).toContain(`/decisions/${id}`);
  });

  it('stay in the register once published', async () => {
    const id = await record('Kept');
    await publish('public');
    await ola.get(`/decisions/${id}/removal?lang=en`);
    expect((await ola.post(`/decisions/${id}/removal`)).status).toBe(409);
    expect((await ola.get(`/decisions/${id}`)).text).toContain('Published with the minutes');
  });

  it('are written on the minutes page; what is wrong comes back with what was typed', async () => {
    const page = `/meetings/${meeting.id}/minutes/edit`;
    await ola.get(`${page}?lang=en`);
    const blank = await ola.post(`/meetings/${meeting.id}/decisions`, {
      text: ' ',
      itemId: meeting.items[0]!,
      next: page,
    });
    expect(blank.status).toBe(422);
    expect(blank.text).toContain(`name="itemId" value="${meeting.items[0]}"`);
    const stored = await ola.post(`/meetings/${meeting.id}/decisions`, {
      text: 'Yes',
      itemId: meeting.items[0]!,
      next: page,
    });
    expect(stored.headers.location).toBe(page);
    expect((await ola.get(page)).text).toContain('Yes');
    const { id } = (await ola.api('get', `/meetings/${meeting.id}/decisions`)).body.items[0];
    await ola.post(`/decisions/${id}/edit`, { text: 'Theirs', version: 1 }).expect(303);
    const stale = await ola.post(`/decisions/${id}/edit`, { text: 'Mine', version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Theirs');
    expect(stale.text).toContain('Mine</textarea>');
    expect(stale.text).toContain('name="version" value="2"');
    const foreign = await ola.api('post', `/meetings/${meeting.id}/decisions`, { text: 'x', itemId: 'nothing' });
    expect(foreign.status).toBe(422);
    expect((await expert.api('post', `/meetings/${meeting.id}/decisions`, { text: 'x' })).status).toBe(403);
  });

  it('are filtered by text and year, counted, paged and exported', async () => {
    for (let at = 0; at < 30; at += 1) await record(at % 2 ? `Grønn ${at}` : `=Red ${at}`);
    const year = meeting.start.slice(0, 4);
    const page = await ola.get(`/decisions?lang=en&q=gronn&year=${year}`);
    expect(page.text).toContain('15 decisions');
    expect((await ola.get('/decisions?page=2')).text).toContain('aria-current="page"');
    expect((await ola.api('get', '/decisions?q=red&total=true&per=5')).body).toMatchObject({ total: 15, more: true });
    expect(await refs(ola, '?year=1999')).toEqual([]);
    const csv = await ola.get(`/decisions.csv?q=red&year=${year}`);
    expect(csv.text.split('\r\n')).toHaveLength(17);
    expect(csv.text).toContain("'=Red");
    expect((await ola.get('/decisions.csv?lang=nb&q=red')).text.split('\r\n')[0]).toContain(';');
  });
});
