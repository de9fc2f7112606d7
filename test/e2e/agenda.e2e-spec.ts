import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { confidential } from '../support/held-meeting.js';

describe('the agenda of a meeting', () => {
  let app: TestApp;
  let secretariat: Browser;
  let expert: Browser;
  let id: string;

  beforeAll(async () => {
    app = await startApp();
    secretariat = await app.as('secretariat');
    expert = await app.as('expert');
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    const times = { start: '2027-02-10T09:00', end: '2027-02-10T12:00', zone: 'Europe/Oslo' };
    const body = { title: 'Return', ...times, place: 'Oslo', languages: ['en'], audience: 'network' };
    id = (await secretariat.api('post', '/meetings', body)).body.id as string;
    await app
      .get(Db)
      .tx(() =>
        app
          .get(Db)
          .run(sql`UPDATE meeting SET status = 'called', called_at = '2026-11-23T08:00:00.000Z' WHERE id = ${id}`),
      );
    await secretariat.get(`/meetings/${id}/agenda/edit`);
  });

  const builder = async () => (await secretariat.get(`/meetings/${id}/agenda/edit`)).text;
  const add = (title: string, more: object = {}) =>
    secretariat.post(`/meetings/${id}/agenda`, {
      title,
      minutes: '30',
      type: 'information',
      presenters: '',
      topicCode: '',
      note: '',
      ...more,
    });
  const items = async () =>
    (await secretariat.api('get', `/meetings/${id}/agenda`)).body.items as {
      id: string;
      title: string;
      start: string;
    }[];
  const titles = async () => (await items()).map(({ title }) => title).join(', ');
  const publish = () => secretariat.post(`/meetings/${id}/agenda/publication`);

  it('is built item by item, with clock times and the sum against the planned length', async () => {
    expect((await add('Welcome', { presenters: 's:SE', minutes: '15' })).status).toBe(303);
    await add('Pause', { type: 'break', minutes: '15' });
    await add('Study', { minutes: '180' });
    const page = await builder();
    expect(page).toContain('09:30–12:30');
    expect(page).toContain('Sweden');
    expect(page).toContain('30 min over the room time until 12:00');
  });

  it('keeps what was typed when something is wrong', async () => {
    const answer = await add('A long title', { minutes: 'many' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="A long title"');
    expect(answer.text).toContain('value="many"');
  });

  it('is reordered by button, without and with script, and by dragging', async () => {
    for (const title of ['a', 'b', 'c']) await add(title);
    const [a, b, c] = (await items()).map((item) => item.id);
    expect(
      (await secretariat.post(`/agenda-items/${c}/move`, { direction: 'up', place: 'builder' })).headers.location,
    ).toContain('/agenda/edit');
    expect(await titles()).toBe('a, c, b');
    const fragment = await secretariat.post(`/agenda-items/${a}/move`, { direction: 'down' }).set('HX-Request', 'true');
    expect(fragment.text).toMatch(/^\s*<div class="table-scroll"><table[^>]* id="agenda-table"/);
    expect(await titles()).toBe('c, a, b');
    const url = /data-reorder="([^"]+)"/
      .exec(await builder())![1]!
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const dropped = await secretariat.post(url, { id: [b, a, c] }).set('HX-Request', 'true');
    expect(dropped.status).toBe(200);
    expect(await titles()).toBe('b, a, c');
    expect((await secretariat.post(url, { id: [a, b, c] }).set('HX-Request', 'true')).status).toBe(409);
  });

  it('changes and deletes items, and shows both texts of a stale change', async () => {
    await add('Welcome', { presenters: 's:SE' });
    const [item] = await items();
    const form = (title: string, version: number) => ({
      title,
      minutes: '20',
      type: 'other',
      presenters: ['s:SE', ''],
      topicCode: '',
      note: 'Bring figures',
      version,
    });
    expect((await secretariat.get(`/agenda-items/${item!.id}/edit`)).text).toContain('value="s:SE" checked');
    expect((await secretariat.post(`/agenda-items/${item!.id}/edit`, form('First', 1))).status).toBe(303);
    const stale = await secretariat.post(`/agenda-items/${item!.id}/edit`, form('Second', 1));
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('First');
    expect(stale.text).toContain('value="Second"');
    expect((await secretariat.get(`/agenda-items/${item!.id}/removal`)).text).toContain('First');
    expect((await secretariat.post(`/agenda-items/${item!.id}/removal`)).status).toBe(303);
    expect(await titles()).toBe('');
  });

  it('starts from a template or from an earlier meeting', async () => {
    expect(await builder()).toContain('Two days with group work');
    await secretariat.post(`/meetings/${id}/agenda/start`, { template: 'online' });
    expect(await items()).toHaveLength(8);
    const earlier = id;
    const body = {
      title: 'Next',
      start: '2027-03-10T10:00',
      end: '2027-03-10T15:00',
      zone: 'Europe/Oslo',
      languages: ['nb'],
      audience: 'network',
    };
    id = (await secretariat.api('post', '/meetings', body)).body.id as string;
    await secretariat.post(`/meetings/${id}/agenda/start`, { meetingId: earlier });
    expect((await items())[1]).toMatchObject({
      title: 'Update from the European Commission: policy and legislation',
      start: '2027-03-10T10:10',
    });
  });

  it('has sessions with groups side by side, made and changed on pages, and copied with them', async () => {
    const groups = {
      groupId: ['', ''],
      groupName: ['Counselling', ''],
      groupRoom: ['Room 2', ''],
      groupChair: ['', ''],
    };
    const session = { title: 'In groups', access: 'states', attribution: 'chatham_house', ...groups, ...confidential };
    expect((await secretariat.post(`/meetings/${id}/agenda/sessions`, session)).status).toBe(303);
    const [made] = (await secretariat.api('get', `/meetings/${id}/agenda/sessions`)).body.items;
    expect(made).toMatchObject({ title: 'In groups', groups: [{ name: 'Counselling', room: 'Room 2' }] });
    await add('Case work', { within: `g:${made.groups[0].id}` });
    const page = await builder();
    expect(page).toContain('States only');
    expect(page).toContain('Chatham House Rule');
    expect(page).toContain('S1');
    const fit = `/meetings/${id}/agenda/fit?minutes=200&type=information&within=g%3A${made.groups[0].id}`;
    expect((await secretariat.get(fit)).text).toContain('50 min over the room time until 12:00');
    expect((await secretariat.post(`/agenda-sessions/${made.id}/removal`)).status).toBe(409);
    const renamed = { ...session, title: 'Groups', groupId: made.groups[0].id, groupName: 'Advice', version: 1 };
    expect((await secretariat.post(`/agenda-sessions/${made.id}/edit`, renamed)).status).toBe(303);
    expect((await secretariat.post(`/agenda-sessions/${made.id}/edit`, renamed)).status).toBe(409);
    const from = id;
    const times = { start: '2027-03-10T10:00', end: '2027-03-10T15:00', zone: 'Europe/Oslo' };
    const body = { title: 'Next', ...times, languages: ['en'], audience: 'network' };
    id = (await secretariat.api('post', '/meetings', body)).body.id as string;
    await secretariat.post(`/meetings/${id}/agenda/start`, { meetingId: from });
    expect((await secretariat.api('get', `/meetings/${id}/agenda`)).body.items).toMatchObject([
      { number: 'S1', session: { title: 'Groups', access: 'states' }, group: { name: 'Advice' } },
    ]);
  });

  it('is saved as a template; the usual ones can be changed and restored', async () => {
    await add('Welcome', { presenters: 's:SE', minutes: '15' });
    expect((await secretariat.post(`/meetings/${id}/agenda/template`, { name: 'Short' })).status).toBe(303);
    const list = await secretariat.get('/agenda-templates');
    expect(list.text).toContain('Short');
    const rows = { was: ['1', '0', ''], place: ['1', '2', '3'], title: ['Commission', 'Hello', ''] };
    const form = {
      name: 'Online',
      version: 0,
      ...rows,
      minutes: ['20', '10', '30'],
      type: ['information', 'other', 'other'],
    };
    expect((await secretariat.post('/agenda-templates/online/edit', form)).status).toBe(303);
    expect((await secretariat.post('/agenda-templates/online/edit', form)).status).toBe(409);
    await secretariat.post(`/meetings/${id}/agenda/start`, { template: 'online' });
    expect(await titles()).toBe('Welcome, Commission, Hello');
    const closed = {
      sessionWas: [''],
      sessionTitle: ['Among States'],
      access: ['states'],
      attribution: ['chatham_house'],
    };
    const inSession = { ...form, ...closed, was: ['0', '1', ''], session: ['0', '', ''], version: 1 };
    expect((await secretariat.post('/agenda-templates/online/edit', inSession)).status).toBe(303);
    expect((await secretariat.get('/agenda-templates/online/edit')).text).toContain('value="Among States"');
    await secretariat.post('/agenda-templates/online/removal');
    expect((await secretariat.get('/agenda-templates')).text).toContain('Online, half a day');
    const [own] = /\/agenda-templates\/[0-9a-f-]{36}\/removal/.exec((await secretariat.get('/agenda-templates')).text)!;
    await secretariat.post(own);
    expect((await secretariat.get('/agenda-templates')).text).not.toContain('Short');
    expect((await expert.get('/agenda-templates')).status).toBe(403);
  });

  it('starts from a template through the API, for organisers', async () => {
    const { items: templates } = (await secretariat.api('get', '/agenda-templates')).body;
    expect(templates.map(({ code }: { code: string }) => code)).toEqual(['one_day', 'online', 'two_days']);
    expect(templates[1]).toMatchObject({ nameEn: 'Online, half a day', items: { 0: { minutes: 10 }, length: 8 } });
    const started = await secretariat.api('post', `/meetings/${id}/agenda/start`, { template: 'online' });
    expect(started.status).toBe(201);
    expect(started.body.items.map(({ title }: { title: string }) => title)).toEqual(
      templates[1].items.map(({ titleEn }: { titleEn: string }) => titleEn),
    );
    const unknown = await secretariat.api('post', `/meetings/${id}/agenda/start`, { template: 'none' });
    expect(unknown.status).toBe(422);
    expect(unknown.body.errors).toMatchObject([{ field: 'template' }]);
    expect((await expert.api('get', '/agenda-templates')).status).toBe(403);
    expect((await expert.api('post', `/meetings/${id}/agenda/start`, { template: 'online' })).status).toBe(403);
  });

  it('is seen by readers once it is published, and then as it was published', async () => {
    await add('Status');
    const page = async () => (await expert.get(`/meetings/${id}`)).text;
    expect(await page()).toContain('The agenda is not yet published.');
    expect((await expert.api('get', `/meetings/${id}/agenda`)).body).toEqual({
      publishedNumber: null,
      isDraft: false,
      items: [],
    });
    expect((await publish()).status).toBe(303);
    await add('Canary item');
    expect(await page()).toContain('Status');
    expect(await page()).not.toContain('Canary item');
    expect((await secretariat.get(`/meetings/${id}`)).text).toContain('1 change not published');
    expect((await secretariat.get(`/meetings/${id}/agenda/publication`)).text).toContain(
      'Item 2, “Canary item” is new, at 09:30',
    );
    await publish();
    expect((await expert.get(`/meetings/${id}/agenda/versions/2`)).text).toContain(
      'Item 2, “Canary item” is new, at 09:30',
    );
    expect((await expert.get(`/meetings/${id}/agenda/versions/1`)).text).not.toContain('Canary item is');
    expect((await expert.get(`/meetings/${id}/agenda/versions/3`)).status).toBe(404);
    const twice = await publish();
    expect([twice.status, twice.headers.location]).toEqual([303, `/meetings/${id}/agenda/versions/2`]);
    expect((await secretariat.get(twice.headers.location as string)).text).toContain(
      'The agenda is published already.',
    );
  });

  it('refuses readers every change', async () => {
    await add('Status');
    const [item] = await items();
    const refused = await Promise.all([
      expert.get(`/meetings/${id}/agenda/edit`),
      expert.get(`/agenda-items/${item!.id}/edit`),
      expert.api('post', `/meetings/${id}/agenda`, { title: 'x', minutes: 5 }),
      expert.api('patch', `/agenda-items/${item!.id}`, { title: 'x', version: 1 }),
      expert.api('delete', `/agenda-items/${item!.id}`),
      expert.api('post', `/meetings/${id}/agenda/publication`),
      expert.api('get', `/agenda-items/${item!.id}`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(Array(7).fill(403));
  });

  it('carries papers, for those who may read them', async () => {
    await add('Status');
    const [item] = await items();
    await secretariat.get(`/meetings/${id}/documents`);
    const paper = (title: string, audience: string) =>
      secretariat.upload(
        `/meetings/${id}/documents/upload`,
        'file',
        { content: Buffer.from('%PDF-1.7\n'), filename: 'paper.pdf' },
        { title, audience, language: 'en', itemId: item!.id },
      );
    expect((await paper('Open paper', 'network')).status).toBe(303);
    expect((await paper('Inner paper', 'organisers')).status).toBe(303);
    await publish();
    const inner = (await secretariat.get(`/meetings/${id}`)).text;
    expect(inner).toContain('Inner paper');
    const page = (await expert.get(`/meetings/${id}`)).text;
    expect(page).toContain('Open paper');
    expect(page).not.toContain('Inner paper');
    expect((await expert.api('get', `/meetings/${id}/agenda`)).body.items[0].documents).toHaveLength(1);
    const documents = (await secretariat.api('get', `/meetings/${id}/documents`)).body.items as { id: string }[];
    expect((await secretariat.api('delete', `/meetings/${id}/documents/${documents[0]!.id}`)).status).toBe(204);
  });

  it('is a PDF for readers, once it is published', async () => {
    await add('Status');
    expect((await expert.get(`/meetings/${id}/agenda.pdf`)).status).toBe(404);
    const draft = await secretariat.raw.get(`/meetings/${id}/agenda.pdf`).buffer(true);
    expect([draft.status, draft.headers['content-type']]).toEqual([200, 'application/pdf']);
    await publish();
    const file = await expert.raw.get(`/meetings/${id}/agenda.pdf`).buffer(true);
    expect(
      Buffer.from(file.body as Buffer)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});
