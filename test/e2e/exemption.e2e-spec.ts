// What is not public names the paragraph that keeps it so, why, and when that is looked at again.
import { audiences } from '@samrad/library';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting } from '../support/held-meeting.js';

let app: TestApp;
let ola: Browser;
let expert: Browser;

const file = { content: Buffer.from('Told in confidence'), filename: 'note.txt' };
const facts = { title: 'A note', language: 'en', audience: 'network', groupId: '', reference: '' };
const exempted = { exemption: '20', exemptionReason: 'Told by a State', exemptionReviewOn: '2031-01-01' };

async function add(fields: Record<string, string>): Promise<string> {
  await ola.get('/documents/new');
  const answer = await ola.upload('/documents/new', 'file', file, { ...facts, ...fields });
  expect(answer.status).toBe(303);
  return answer.headers.location as string;
}

const toReview = async () =>
  (await ola.api('get', '/exemptions')).body.items as { title: string; status: string; url: string }[];

beforeAll(async () => {
  app = await startApp();
  [ola, expert] = [await app.as('secretariat'), await app.as('expert')];
});
afterAll(() => app.close());

describe('an exemption', () => {
  it('needs its reason and the day of its review, and keeps what was typed', async () => {
    await ola.get('/documents/new');
    const answer = await ola.upload('/documents/new', 'file', file, { ...facts, exemption: '20' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Say why the paragraph applies.');
    expect(answer.text).toContain('href="#f-exemptionReviewOn"');
    expect(answer.text).toContain('value="A note"');
  });

  it('is shown to readers as a paragraph; the reason is for organisers', async () => {
    const path = await add(exempted);
    const seen = await expert.get(path);
    expect(seen.text).toContain('§ 20');
    expect(seen.text).not.toContain('Told by a State');
    expect((await ola.get(path)).text).toContain('Told by a State');
    expect((await expert.api('get', path)).body).toMatchObject({ exemption: '20', exemptionReason: null });
    expect((await ola.api('get', path)).body).toMatchObject(exempted);
  });

  it('stays through a change that does not name it, and goes when the document becomes public', async () => {
    const path = await add(exempted);
    const change = { title: 'Renamed', language: 'en', audience: 'network' };
    expect((await ola.api('patch', path, { ...change, version: 1 })).body).toMatchObject(exempted);
    const { body } = await ola.api('patch', path, { ...change, audience: 'public', version: 2 });
    expect(body).toMatchObject({ exemption: null, exemptionReason: null, exemptionReviewOn: null });
  });

  it('cannot be one that the law does not have', async () => {
    const answer = await ola.api('patch', await add({}), { ...facts, exemption: '99', version: 1 });
    expect(answer.status).toBe(422);
  });
});

describe('the list of exemptions to review', () => {
  it('has those whose day has come first, then what names none, and nothing public', async () => {
    await add({ title: 'Due', ...exempted, exemptionReviewOn: app.get(Clock).today() });
    await add({ title: 'Later', ...exempted });
    await add({ title: 'Unnamed' });
    await add({ title: 'Open', audience: 'public' });
    const items = await toReview();
    expect(items[0]).toMatchObject({ title: 'Due', status: 'due' });
    expect(items.filter(({ title }) => title === 'Unnamed')).toMatchObject([{ status: 'unnamed' }]);
    expect(items.map(({ title }) => title)).not.toContain('Later');
    expect(items.map(({ title }) => title)).not.toContain('Open');
    expect((await ola.get('/documents/exemptions')).text).toContain('Review now');
  });

  it('is for organisers', async () => {
    expect((await expert.get('/documents/exemptions')).status).toBe(403);
    expect((await expert.api('get', '/exemptions')).status).toBe(403);
  });
});

describe('minutes', () => {
  it('name theirs with each version, and stand in the list and in the answer to a request for access', async () => {
    const { id } = await aHeldMeeting(app);
    await ola.get(`/meetings/${id}/minutes/edit`);
    await ola.post(`/meetings/${id}/minutes`);
    const { body } = await ola.api('get', `/meetings/${id}/minutes?draft=true`);
    await ola.api('put', `/minutes-sections/${body.sections[0].id}`, { markdown: 'Said', version: 1 }).expect(200);
    const at = `/meetings/${id}/minutes/publication`;
    const missing = await ola.api('post', at, { audience: 'states', version: 1, exemption: '20' });
    expect(missing.status).toBe(422);
    expect((await ola.api('post', at, { audience: 'states', version: 1 })).status).toBe(422);
    const due = { ...exempted, exemptionReviewOn: app.get(Clock).today() };
    await ola.api('post', at, { audience: 'states', version: 1, ...due }).expect(201);
    expect((await toReview()).some(({ url }) => url === `/meetings/${id}/minutes`)).toBe(true);
    const again = { audience: 'states', version: 2, note: 'Another paragraph', ...due };
    expect((await ola.api('post', at, again)).status).toBe(409);
    await ola.api('post', at, { ...again, ...exempted, exemption: '13' }).expect(201);
    expect((await toReview()).some(({ url }) => url === `/meetings/${id}/minutes`)).toBe(false);

    await ola.get(`/meetings/${id}/documents`);
    const paper = { title: 'A paper', language: 'en', audience: 'ncps', itemId: '', ...exempted };
    expect((await ola.upload(`/meetings/${id}/documents/upload`, 'file', file, paper)).status).toBe(303);
    const { text } = await ola.raw.get(`/meetings/${id}/documents/access-request`);
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('\ufeffKind,Title,Reference,Date,Who may see,Exemption,Reason,Review on');
    expect(lines[1]).toContain('"Minutes, version 1",Reintegration in practice');
    expect(lines[1]).toContain('The States,§ 20 Foreign policy interests,Told by a State');
    expect(lines[2]).toContain('"Minutes, version 2"');
    expect(lines[3]).toMatch(/^Document,A paper,,\d{4}-\d\d-\d\d,The contact points,§ 20.*2031-01-01$/);
    expect((await expert.get(`/meetings/${id}/documents/access-request`)).status).toBe(403);
  });
});

describe('a closed session', () => {
  const closed = { title: 'Among States', access: 'states', attribution: 'attributable' };
  const form = { groupId: '', groupName: '', groupRoom: '', groupChair: '' };
  const titled = async (title: string) => (await toReview()).filter((one) => one.title.endsWith(title));

  it('names what exempts it, on the page and in the API; an open one has nothing to name', async () => {
    const { id } = await aHeldMeeting(app);
    const at = `/meetings/${id}/agenda/sessions`;
    expect((await ola.api('post', at, closed)).status).toBe(422);
    expect((await ola.api('post', at, { ...closed, ...exempted, exemptionReason: '' })).status).toBe(422);
    await ola.get(`${at}/new`);
    const refused = await ola.post(at, { ...closed, ...form });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#f-exemption"');
    expect((await ola.post(at, { ...closed, ...form, ...exempted })).status).toBe(303);
    const open = { ...closed, title: 'Open', access: 'open', ...exempted };
    const { body } = await ola.api('post', at, open).expect(201);
    expect(body).toMatchObject({ exemption: null, exemptionReason: null, exemptionReviewOn: null });
  });

  it('gives it to its items: readers see the paragraph, organisers the reason', async () => {
    const { id } = await aHeldMeeting(app);
    const session = (await ola.api('post', `/meetings/${id}/agenda/sessions`, { ...closed, ...exempted })).body;
    expect(session).toMatchObject(exempted);
    await ola.api('post', `/meetings/${id}/agenda`, { title: 'Told', minutes: 5, within: { sessionId: session.id } });
    await ola.api('post', `/meetings/${id}/agenda/publication`, { tell: false }).expect(201);
    const samuel = await app.as('stateContact');
    const { items } = (await samuel.api('get', `/meetings/${id}/agenda`)).body;
    expect(items.at(-1)).toMatchObject({ title: 'Told', session: { exemption: '20' } });
    expect(JSON.stringify(items)).not.toContain('Told by a State');
    const { text } = await samuel.get(`/meetings/${id}?lang=en`);
    expect(text).toContain('Exempt from public access, § 20');
    expect(text).not.toContain('Told by a State');
  });

  it('without one, from before or from a template, is listed, and its agenda waits for it', async () => {
    const { id } = await aHeldMeeting(app);
    const session = { ...closed, title: 'Unnamed session', ...exempted };
    const at = `/agenda-sessions/${(await ola.api('post', `/meetings/${id}/agenda/sessions`, session)).body.id}`;
    expect(await titled('Unnamed session')).toEqual([]);
    const { text: list } = await ola.raw.get(`/meetings/${id}/documents/access-request`);
    expect(list).toMatch(/Closed session,Unnamed session,.*The States,§ 20 Foreign policy interests,Told by a State/);
    await ola.api('post', `/meetings/${id}/agenda`, {
      title: 'x',
      minutes: 5,
      within: { sessionId: at.split('/')[2] },
    });
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE agenda_session SET exemption = NULL`));
    expect(await titled('Unnamed session')).toMatchObject([
      { status: 'unnamed', audience: 'states', url: `${at}/edit` },
    ]);
    const waiting = await ola.api('post', `/meetings/${id}/agenda/publication`, { tell: false });
    expect(waiting.status).toBe(409);
    expect(waiting.text).toContain('Unnamed session');
  });

  it('is looked at again when the meeting is past, and nothing else of the agenda is changed any more', async () => {
    const { id } = await aHeldMeeting(app);
    const due = { ...closed, title: 'Due session', ...exempted, exemptionReviewOn: app.get(Clock).today(), groups: [] };
    const { body } = await ola.api('post', `/meetings/${id}/agenda/sessions`, due);
    expect(await titled('Due session')).toMatchObject([{ status: 'due', exemption: '20' }]);
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'cancelled' WHERE id = ${id}`));
    const change = { ...due, exemptionReviewOn: '2032-01-01', version: body.version };
    await ola.api('put', `/agenda-sessions/${body.id}`, { ...change, title: 'Renamed' }).expect(409);
    await ola.api('put', `/agenda-sessions/${body.id}`, change).expect(200);
    expect(await titled('Due session')).toEqual([]);
  });
});

it('every audience can be chosen for a document and for minutes', async () => {
  const { text } = await ola.get('/documents/new');
  for (const audience of audiences) expect(text).toContain(`value="${audience}"`);
});
