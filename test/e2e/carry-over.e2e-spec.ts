import { MeetingLife, MinutesService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { wallOf } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { confidential } from '../support/held-meeting.js';

const day = 86_400;

let app: TestApp;
let ola: Browser;
let samuel: Browser;
let seriesId: string;
let topicId: string;
let first: string;
let second: string;

const wall = (days: number) => wallOf(app.get(Clock).instantIn(days * day), 'Europe/Oslo');
const run = (query: Parameters<Db['run']>[0]) => app.get(Db).tx(() => app.get(Db).run(query));

async function plan(number: number, days: number, more: object = {}): Promise<string> {
  const body = {
    title: `Meeting ${number}`,
    seriesId,
    number,
    zone: 'Europe/Oslo',
    place: 'Oslo',
    audience: 'network',
  };
  const times = { start: wall(days), end: wall(days + 0.1) };
  const { body: made } = await ola.api('post', '/meetings', { ...body, ...times, languages: ['en'], ...more });
  await app.work();
  return made.id;
}

const item = (title: string, more: object = {}) => ({
  title,
  type: 'discussion',
  minutes: 30,
  presenters: [],
  ...more,
});
const items = async (browser = ola, id = second) => (await browser.api('get', `/meetings/${id}/agenda`)).body.items;
const sections = async (id: string) => (await ola.api('get', `/meetings/${id}/minutes?draft=true`)).body.sections;
const sectionOf = async (id: string, title: string): Promise<string> =>
  (await sections(id)).find((one: { title: string }) => one.title === title).id;

/** The first meeting is held, with the topic on its agenda, and so is what was written. */
async function hold(outcome: string | null) {
  await ola.api('post', `/meetings/${first}/agenda`, item('Figures', { topicId })).expect(201);
  await run(sql`UPDATE meeting SET called_at = created_at WHERE id = ${first}`);
  await app.get(MeetingLife).hold(system, first);
  await app.get(MinutesService).start(system, first);
  const section = await sectionOf(first, 'Figures');
  if (outcome) await ola.api('put', `/minutes-sections/${section}/outcome`, { outcome }).expect(200);
  const { version } = (await ola.api('get', `/minutes-sections/${section}`)).body;
  await ola.api('put', `/minutes-sections/${section}`, { markdown: 'Said.', version }).expect(200);
}

async function publish(id = first) {
  const { version } = (await ola.api('get', `/meetings/${id}/minutes?draft=true`)).body;
  await ola.api('post', `/meetings/${id}/minutes/publication`, {
    audience: 'network',
    note: 'n',
    tell: false,
    version,
  });
  await app.work();
}

beforeEach(async () => {
  app = await startApp();
  [ola, samuel] = [await app.as('secretariat'), await app.as('expert')];
  seriesId = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM meeting_series LIMIT 1`))!.id;
  topicId = (await ola.api('post', `/series/${seriesId}/topics`, { title: 'Figures' }).expect(201)).body.id;
  first = await plan(901, -1);
  second = await plan(902, 500);
  for (const browser of [ola, samuel]) await browser.get('/?lang=en');
});
afterEach(() => app.close());

describe('topics of a series', () => {
  it('are added, changed, ordered and closed by the secretariat', async () => {
    await ola.get(`/series/${seriesId}/topics`);
    await ola.post(`/series/${seriesId}/topics`, { title: 'Tour de table', isRecurring: 'true' }).expect(303);
    expect((await ola.post(`/series/${seriesId}/topics`, { title: ' ' })).status).toBe(422);
    const all = async () => (await ola.api('get', `/series/${seriesId}/topics`)).body.items;
    const [, tour] = await all();
    expect(tour).toMatchObject({ title: 'Tour de table', isRecurring: true, status: 'open', version: 1 });
    await ola.post(`/series-topics/${tour.id}/move`, { direction: 'up' }).expect(303);
    expect((await all()).map(({ title }: { title: string }) => title)).toEqual(['Tour de table', 'Figures']);
    const stale = await ola.api('patch', `/series-topics/${tour.id}`, {
      title: 'Round',
      isRecurring: true,
      version: 7,
    });
    expect(stale.status).toBe(409);
    await ola.get(`/series-topics/${tour.id}/edit`);
    await ola.post(`/series-topics/${tour.id}/status`, { status: 'closed', version: '1' }).expect(303);
    expect((await ola.get(`/series-topics/${tour.id}`)).text).toContain('Closed');
    await ola.api('delete', `/series-topics/${tour.id}`).expect(204);
    await ola.api('post', `/meetings/${first}/agenda`, item('Figures', { topicId })).expect(201);
    expect((await ola.api('delete', `/series-topics/${topicId}`)).status).toBe(409);
  });

  it('are known to those who read minutes of them, and to nobody before', async () => {
    await hold('discussed');
    expect((await samuel.get(`/series-topics/${topicId}`)).status).toBe(404);
    expect((await samuel.api('get', `/series/${seriesId}/topics`)).body.items).toEqual([]);
    await publish();
    const page = await samuel.get(`/series-topics/${topicId}`);
    expect(page.text).toContain('REG 901');
    expect(page.text).toContain('Discussed');
    expect(page.text).not.toContain('New action');
    expect((await app.visitor().get(`/series-topics/${topicId}`)).status).toBe(303);
  });

  it('of closed sessions are known to those who may attend', async () => {
    const session = { title: 'States', access: 'states', attribution: 'attributable', groups: [], ...confidential };
    const { id } = (await ola.api('post', `/meetings/${first}/agenda/sessions`, session)).body;
    await hold('discussed');
    await run(sql`UPDATE agenda_item SET session_id = ${id} WHERE meeting_id = ${first}`);
    await publish();
    expect((await samuel.get(`/series-topics/${topicId}`)).status).toBe(404);
    expect((await ola.get(`/series-topics/${topicId}`)).status).toBe(200);
  });

  it('of another series are refused for an item and for an action', async () => {
    const names = { nameEn: 'Other', nameNb: 'Annen', nameNn: 'Anna' };
    const other = (await ola.api('post', '/series', { code: 'OTHER', ...names, groupId: null, nextNumber: 1 })).body.id;
    const foreign = (await ola.api('post', `/series/${other}/topics`, { title: 'Elsewhere' })).body.id;
    const refused = await ola.api('post', `/meetings/${first}/agenda`, item('X', { topicId: foreign }));
    expect(refused.status).toBe(422);
    const action = { title: 'X', responsibleKind: 'all_states', meetingId: first, topicId: foreign };
    expect((await ola.api('post', '/actions', action)).status).toBe(422);
  });
});

describe('actions of a topic', () => {
  it('take the topic of their item, are filtered by it and shown with it', async () => {
    await hold('discussed');
    const [{ itemId }] = await sections(first);
    const asked = { responsibleKind: 'states', stateCodes: ['SE'], audience: 'network' };
    const { id } = (await ola.api('post', '/actions', { title: 'Count', ...asked, meetingId: first, itemId })).body;
    await ola.api('post', '/actions', { title: 'Elsewhere', ...asked }).expect(201);
    expect((await ola.api('get', `/actions/${id}`)).body.topicId).toBe(topicId);
    expect((await ola.api('get', `/actions?topic=${topicId}`)).body.items).toMatchObject([{ title: 'Count' }]);
    const list = await ola.get(`/actions?topic=${topicId}`);
    expect(list.text).toContain('Count');
    expect(list.text).not.toContain('Elsewhere');
    expect((await ola.get(`/actions/${id}`)).text).toContain(`/series-topics/${topicId}`);
    expect((await samuel.get(`/actions/${id}`)).text).not.toContain(`/series-topics/${topicId}`);
    const topic = (await ola.api('get', `/series-topics/${topicId}`)).body;
    expect(topic.meetings).toMatchObject([{ name: 'REG 901', outcome: 'discussed', actions: [{ title: 'Count' }] }]);
  });
});

describe('from one meeting to the next', () => {
  it('a topic that was not discussed is on the next agenda, with why in words, without anybody doing anything', async () => {
    expect(await items()).toMatchObject([{ title: 'Follow-up of actions', carried: 'actions' }]);
    await hold(null);
    await publish();
    expect(await items()).toMatchObject([{ carried: 'actions' }, { title: 'Figures', carried: 'topic', topicId }]);
    const page = await ola.get(`/meetings/${second}`);
    expect(page.text).toContain('Not discussed at REG 901');
    expect(page.text).toContain('From meeting to meeting');
    const { into } = (await ola.api('get', `/meetings/${second}/carry-over`)).body;
    expect(into).toMatchObject([{ kind: 'actions' }, { kind: 'topic', fromMeetingId: first, title: 'Figures' }]);
    expect((await ola.get(`/meetings/${first}/minutes`)).text).toContain('Went forward to REG 902: Figures');
    for (const [lang, words] of [
      ['nb', 'Ikke drøftet på REG 901'],
      ['nn', 'Ikkje drøfta på REG 901'],
    ]) {
      expect((await ola.get(`/meetings/${second}?lang=${lang}`)).text).toContain(words);
    }
  });

  it('the agenda can still be begun from a template: what came by itself stands behind its first item', async () => {
    expect((await ola.get(`/meetings/${second}/agenda/edit`)).text).toContain('agenda/start');
    await ola.post(`/meetings/${second}/agenda/start`, { template: 'online' }).expect(303);
    const titles = (await items()).map(({ title }: { title: string }) => title);
    expect(titles.slice(0, 2)).toEqual(['Welcome and adoption of the agenda', 'Follow-up of actions']);
    const third = await plan(903, 600);
    await ola.post(`/meetings/${third}/agenda/start`, { meetingId: second }).expect(303);
    const copied = (await items(ola, third)).map(({ title }: { title: string }) => title);
    expect(copied.filter((title: string) => title === 'Follow-up of actions')).toHaveLength(1);
  });

  it('each reader sees of the follow-up what they may see of the actions', async () => {
    const asked = { responsibleKind: 'states', stateCodes: ['SE'], meetingId: first };
    await ola.api('post', '/actions', { title: 'Secret errand', ...asked, audience: 'organisers' }).expect(201);
    await ola.api('post', '/actions', { title: 'Known errand', ...asked, audience: 'network' }).expect(201);
    await ola.api('post', `/meetings/${second}/agenda/publication`, {}).expect(201);
    await run(sql`UPDATE meeting SET status = 'called', called_at = created_at WHERE id = ${second}`);
    expect((await ola.get(`/meetings/${second}`)).text).toContain('Secret errand');
    const page = (await samuel.get(`/meetings/${second}`)).text;
    expect(page).toContain('Known errand');
    expect(page).not.toContain('Secret errand');
    await run(sql`UPDATE meeting SET audience = 'public' WHERE id = ${second}`);
    const visitor = (await app.visitor().get(`/meetings/${second}?lang=en`)).text;
    expect(visitor).toContain('Follow-up of actions');
    expect(visitor).not.toContain('errand');
  });

  it('a topic is marked on the page of the minutes, and no more once they are closed', async () => {
    await hold(null);
    const section = await sectionOf(first, 'Figures');
    const at = `/meetings/${first}/minutes`;
    expect((await ola.get(`${at}/edit?item=${section}`)).text).toContain('Skip next time');
    await ola.post(`${at}/sections/${section}/outcome`, { outcome: 'skipped' }).expect(303);
    await publish();
    expect(await items()).toHaveLength(1);
    expect((await samuel.get(at)).text).toContain('rests at the next meeting');
    expect((await ola.api('put', `/minutes-sections/${section}/outcome`, { outcome: 'discussed' })).status).toBe(409);
    expect((await samuel.api('put', `/minutes-sections/${section}/outcome`, { outcome: null })).status).toBe(403);
    expect((await ola.get(at)).text).toContain('Skipped next time: Figures');
  });
});
