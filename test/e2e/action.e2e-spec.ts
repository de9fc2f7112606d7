import { ActionFinder, ActionService, NewAction } from '@samrad/actions';
import { MeetingService } from '@samrad/meetings';
import { MembershipService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let coordinator: Browser;
let aino: Browser;
let samuel: Browser;
let today: string;
/** A meeting two months ago: what was agreed there can be late today. */
let meetingId: string;

beforeAll(async () => {
  app = await startApp();
  today = app.get(Clock).today();
  meetingId = await app.get(MeetingService).plan(system, {
    ...{ title: 'Long ago', description: null, seriesId: null, number: null, groupId: null, zone: 'Europe/Oslo' },
    ...{ start: `${addDays(today, -60)}T09:00`, end: `${addDays(today, -60)}T15:00`, place: 'UDI', videoUrl: null },
    ...{
      hostStateCode: null,
      languages: ['en'],
      chairId: null,
      secretaryId: null,
      answerBy: null,
      audience: 'network',
    },
  });
  [coordinator, aino, samuel] = [await app.as('coordinator'), await app.as('stateContact'), await app.as('expert')];
});
afterAll(() => app.close());

const form = (more: object = {}) => ({
  ...{ title: 'Send figures on return', responsibleKind: 'states', stateCodes: ['FI', 'SE'] },
  ...{ audience: 'network', dueOn: addDays(today, -18), meetingId, ...more },
});
const create = (more: object = {}) => app.get(ActionService).create(system, NewAction.parse(form(more)));
const lines = async (id: string) => (await coordinator.api('get', `/actions/${id}/progress`)).body;

describe('an action by form', () => {
  it('is created, shown with its lines, and found in the list', async () => {
    await coordinator.get('/actions/new');
    const answer = await coordinator.post('/actions', form());
    expect(answer.status).toBe(303);
    const page = await coordinator.get(answer.headers.location!);
    expect(page.text).toContain('Send figures on return');
    expect(page.text).toContain('18 days over the due date');
    expect(page.text).toContain('Finland');
    const list = await coordinator.get('/actions?q=figures');
    expect(list.text).toContain('Overdue');
    expect(list.text).toMatch(/role="status">2 action items/);
  });

  it('returns to the page it came from, never to another site', async () => {
    await coordinator.get('/actions/new');
    const back = await coordinator.post('/actions', form({ next: '/documents?x=1' }));
    expect(back.headers.location).toBe('/documents?x=1');
    const evil = await coordinator.post('/actions', form({ next: '//evil.example.org' }));
    expect(evil.headers.location).toBe('/');
  });

  it('keeps what was typed when something is missing', async () => {
    await coordinator.get('/actions/new');
    const answer = await coordinator.post('/actions', form({ title: '', stateCodes: [], description: 'Kept text' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Kept text');
    expect(answer.text).toContain('Choose at least one State.');
    expect(answer.text).toContain('href="#f-title"');
    const old = await coordinator.post('/actions', form({ dueOn: '2020-01-01' }));
    expect(old.text).toContain('The due date is before the meeting. Choose the day of the meeting or later.');
  });

  it('shows both texts when somebody saved first', async () => {
    const { id } = await create();
    await coordinator.get(`/actions/${id}/edit`);
    const change = { title: 'Second title', audience: 'network', dueOn: '', version: '1' };
    expect((await coordinator.post(`/actions/${id}/edit`, { ...change, title: 'First title' })).status).toBe(303);
    const late = await coordinator.post(`/actions/${id}/edit`, change);
    expect(late.status).toBe(409);
    expect(late.text).toContain('First title');
    expect(late.text).toContain('Second title');
    expect(late.text).toContain('name="version" value="2"');
  });

  it('gets a State more, loses one, is closed, and cannot be deleted then', async () => {
    const { id } = await create();
    await coordinator.get(`/actions/${id}`);
    expect((await coordinator.post(`/actions/${id}/states`, { stateCode: 'PL' })).status).toBe(303);
    const [first] = await lines(id);
    await coordinator.get(`/progress/${first.id}/withdrawal`);
    await coordinator.post(`/progress/${first.id}/withdrawal`);
    expect((await lines(id)).map((line: { stateCode: string }) => line.stateCode)).toEqual(['PL', 'SE']);
    await coordinator.get(`/actions/${id}/closing`);
    expect((await coordinator.post(`/actions/${id}/closing`, { status: 'done' })).status).toBe(303);
    const page = await coordinator.get(`/actions/${id}`);
    expect(page.text).toContain('2 of 2 finished');
    expect((await coordinator.post(`/actions/${id}/removal`)).status).toBe(409);
  });

  it('is deleted after a question', async () => {
    const { id } = await create();
    expect((await coordinator.get(`/actions/${id}/removal`)).text).toContain('cannot be undone');
    await coordinator.post(`/actions/${id}/removal`);
    expect((await coordinator.get(`/actions/${id}`)).status).toBe(404);
  });
});

describe('the list', () => {
  it('filters, sorts, counts and pages by the address alone', async () => {
    await create({ title: 'Quokka', responsibleKind: 'all_states', stateCodes: [], dueOn: addDays(today, 5) });
    const all = await coordinator.get('/actions?q=quokka');
    expect(all.text).toMatch(/role="status">35 action items/);
    expect(all.text.match(/<th scope="row"/g)).toHaveLength(25);
    const second = await coordinator.get('/actions?q=quokka&page=2&sort=state-desc');
    expect(second.text.match(/<th scope="row"/g)).toHaveLength(10);
    expect(second.text).toContain('aria-sort="descending"');
    for (const filter of ['state=FI', 'state=FI&due=soon', 'state=FI&status=not_started', 'state=FI&status=']) {
      expect((await coordinator.get(`/actions?q=quokka&${filter}`)).text).toMatch(/role="status">1 action item/);
    }
    for (const filter of ['due=overdue', 'status=done', 'due=none', 'meeting=none', 'responsible=p:nobody']) {
      expect((await coordinator.get(`/actions?q=quokka&${filter}`)).text).toContain('No action items match');
    }
  });

  it('exports exactly the filtered rows', async () => {
    const file = await coordinator.get('/actions/list.csv?q=quokka&sort=state-asc');
    const rows = file.text.trim().split('\r\n');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(rows).toHaveLength(36);
    expect(rows[1]).toMatch(/^A-\d+,Quokka,Long ago,AL,Albania,/);
  });

  it('survives anything in the address', async () => {
    const page = await coordinator.get(
      '/actions?sort=x&state=zz&status=zz&due=zz&page=-1&per=9999&responsible=%3Cb%3E',
    );
    expect(page.status).toBe(200);
  });

  it('links every State and every figure to the rows behind it', async () => {
    const page = await coordinator.get('/actions');
    expect(page.text.match(/class="tile q\d"/g)).toHaveLength(35);
    expect(page.text).toMatch(/href="\/actions\?status(=|&#x3D;)open&amp;due(=|&#x3D;)overdue"/);
  });

  it('is in Norwegian, too', async () => {
    expect((await coordinator.get('/actions?lang=nb&q=quokka')).text).toContain('35 oppfølgingspunkter');
    expect((await coordinator.get('/actions?lang=nn&q=quokka')).text).toContain('35 oppfølgingspunkt');
    await coordinator.get('/actions?lang=en');
  });
});

describe('reporting', () => {
  it('is done by the State contact for the own State only', async () => {
    const { id } = await create({ title: 'Report me' });
    const mine = await aino.get('/my-actions');
    expect(mine.text).toContain('Report me');
    const [finland, sweden] = await lines(id);
    const said = { status: 'under_way', note: 'Asked the police', version: 1, next: '/my-actions' };
    const answer = await aino.post(`/progress/${finland.id}/report`, said);
    expect(answer.headers.location).toBe('/my-actions');
    expect((await aino.post(`/progress/${sweden.id}/report`, said)).status).toBe(403);
    const page = await samuel.get(`/actions/${id}`);
    expect(page.text).toContain('Asked the police');
    expect(page.text).not.toContain('/report"');
  });

  it('stands under what waits on the first page of those who are late', async () => {
    expect((await aino.get('/')).text).toContain('of your action items');
    expect((await samuel.get('/')).text).toContain('Nothing is waiting for you.');
  });

  it('asks for a reason when declining, and keeps the choice', async () => {
    const { id } = await create();
    const [finland] = await lines(id);
    await aino.get(`/progress/${finland.id}/report`);
    const answer = await aino.post(`/progress/${finland.id}/report`, { status: 'declined', note: ' ', version: 1 });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/value="declined" checked/);
  });

  it('shows both texts to the one who comes second', async () => {
    const { id } = await create();
    const [finland] = await lines(id);
    await aino.get(`/progress/${finland.id}/report`);
    await coordinator.api('put', `/progress/${finland.id}`, {
      status: 'waiting',
      note: 'By the coordinator',
      version: 1,
    });
    const answer = await aino.post(`/progress/${finland.id}/report`, { status: 'done', note: 'By Aino', version: 1 });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('By the coordinator');
    expect(answer.text).toContain('By Aino');
    const fields = { status: 'done', note: 'By Aino', version: 2 };
    expect((await aino.post(`/progress/${finland.id}/report`, fields)).status).toBe(303);
  });
});

describe('what is not for everybody', () => {
  it('looks like nothing to those without rights', async () => {
    const { id } = await create({ title: 'Hidden one', audience: 'organisers' });
    for (const reader of [aino, samuel]) {
      expect((await reader.get(`/actions/${id}`)).status).toBe(404);
      expect((await reader.get('/actions?q=hidden')).text).toContain('No action items match');
      expect((await reader.get('/actions/list.csv?q=hidden')).text).not.toContain('Hidden one');
    }
    expect((await aino.api('get', `/actions/${id}`)).status).toBe(404);
  });

  it('is not for visitors, whatever its audience is: they read public minutes', async () => {
    const { id } = await create({ title: 'Open to all', audience: 'public' });
    for (const path of [`/actions/${id}`, '/actions', '/actions/list.csv']) {
      const answer = await app.visitor().get(path);
      expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining('/sign-in')]);
    }
    for (const path of [`/actions/${id}`, '/actions', '/actions/summary', `/actions/${id}/progress`]) {
      expect((await app.visitor().api('get', path)).status).toBe(401);
    }
    expect((await samuel.get(`/actions/${id}`)).text).toContain('Open to all');
  });

  it('is refused to those who may not manage', async () => {
    expect((await aino.get('/actions/new')).status).toBe(403);
    expect((await aino.get('/actions/reminder')).status).toBe(403);
    expect((await aino.api('post', '/actions', form())).status).toBe(403);
    expect((await app.visitor().get('/my-actions')).status).toBe(303);
  });
});

describe('reminders', () => {
  it('list who gets which mail, send one each, and leave the line alone for a week', async () => {
    await app.get(Db).tx(() => app.get(Db).run(sql`DELETE FROM action_item`));
    await create({ title: 'Late first', stateCodes: ['FI', 'MT'] });
    await create({ title: 'Late second', stateCodes: ['FI'] });
    await create({ title: 'Not late', stateCodes: ['FI'], dueOn: today });
    const asked = await coordinator.get('/actions/reminder?status=open');
    expect(asked.text).toContain('Aino Virtanen');
    expect(asked.text).toContain('No contact');
    expect(asked.text).toContain('Late second');
    expect(asked.text).not.toContain('Not late');
    const sent = await coordinator.post('/actions/reminder?status=open');
    expect(sent.headers.location).toBe('/actions?status=open');
    const mails = (await app.mails()).filter(({ subject }) => /overdue/.test(subject));
    expect(mails.map(({ toAddress, subject }) => [toAddress, subject])).toEqual([
      ['aino.virtanen@migri.example.org', 'Reminder: 2 action items are overdue'],
    ]);
    expect(mails[0]!.raw).toContain('multipart/alternative');
    await coordinator.post('/actions/reminder?status=open');
    expect((await app.mails()).filter(({ subject }) => /overdue/.test(subject))).toHaveLength(1);
    expect((await coordinator.get('/actions/reminder')).text).toContain('Reminded within the last seven days');
  });

  it('are sent through the API for the lines of a filter', async () => {
    await app.get(Db).tx(() => app.get(Db).run(sql`DELETE FROM action_item`));
    await create({ title: 'Late, said a program', stateCodes: ['FI'] });
    const before = (await app.mails()).length;
    expect((await aino.api('post', '/actions/reminder')).status).toBe(403);
    expect((await coordinator.api('post', '/actions/reminder?state=NO')).body).toEqual({ sent: 0 });
    const sent = await coordinator.api('post', '/actions/reminder?state=FI');
    expect([sent.status, sent.body]).toEqual([200, { sent: 1 }]);
    expect((await app.mails()).slice(before).map(({ toAddress }) => toAddress)).toEqual([
      'aino.virtanen@migri.example.org',
    ]);
    expect((await coordinator.api('post', '/actions/reminder')).body).toEqual({ sent: 0 });
  });
});

describe('the API', () => {
  it('creates, lists, changes, reports, sums up and deletes', async () => {
    await coordinator.get('/actions');
    const created = await coordinator.api('post', '/actions', form({ title: 'By API' }));
    expect(created.status).toBe(201);
    const { id, ref, version } = created.body;
    expect(ref).toMatch(/^A-\d+$/);
    const listed = await coordinator.api('get', '/actions?q=api&state=FI&total=true');
    expect(listed.body).toMatchObject({
      items: [{ actionId: id, stateCode: 'FI', daysLate: 18 }],
      total: 1,
      more: false,
    });
    const changed = await coordinator.api('patch', `/actions/${id}`, { dueOn: addDays(today, 3), version });
    expect(changed.body).toMatchObject({ dueOn: addDays(today, 3), title: 'By API', version: 2 });
    await coordinator.api('patch', `/actions/${id}`, { title: 'By hand', priority: 'high', version: 2 }).expect(200);
    const told = (await coordinator.get(`/actions/${id}`)).text;
    expect(told).toContain('Changed: What is to be done: “By API” → “By hand”; Priority: Normal → High');
    expect((await coordinator.api('patch', `/actions/${id}`, { title: 'Old', version })).status).toBe(409);
    const added = await coordinator.api('post', `/actions/${id}/progress`, { stateCode: 'no' });
    expect(added.body.progress).toHaveLength(3);
    const summary = await coordinator.api('get', '/actions/summary');
    expect(summary.body.states).toHaveLength(35);
    expect(summary.body.soon).toBeGreaterThanOrEqual(3);
    expect((await coordinator.api('delete', `/actions/${id}`)).status).toBe(204);
    expect((await coordinator.api('get', `/actions/${id}`)).status).toBe(404);
  });

  it('names every wrong field', async () => {
    const answer = await coordinator.api('post', '/actions', { responsibleKind: 'nobody', dueOn: 'soon' });
    expect(answer.status).toBe(422);
    const fields = answer.body.errors.map(({ field }: { field: string }) => field);
    expect(fields.sort()).toEqual(['dueOn', 'responsibleKind', 'title']);
  });
});

it('gives the front page what it needs', async () => {
  const finder = app.get(ActionFinder);
  expect(await finder.kpis(system)).toMatchObject({ open: expect.any(Number), overdue: expect.any(Number) });
  expect(app.get(MembershipService)).toBeDefined();
});
