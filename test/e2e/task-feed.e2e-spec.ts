import ICAL from 'ical.js';
import { ActionService, NewAction, ProgressFinder, ProgressService } from '@samrad/actions';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { CastName } from '../support/cast.js';

let app: TestApp;
let today: string;
let ids: Record<'late' | 'later' | 'hidden' | 'swedish', string>;
let mine: string;
let ofFinland: string;
let page: string;

beforeAll(async () => {
  app = await startApp();
  today = app.get(Clock).today();
  ids = {
    late: await create({ title: 'Send figures; with "notes", and lines', dueOn: today }),
    later: await create({
      title: `Answer the survey on ${'return counselling '.repeat(6)}`,
      dueOn: addDays(today, 90),
    }),
    hidden: await create({ title: 'Kanarifugl', audience: 'organisers' }),
    swedish: await create({ title: 'For Sweden', stateCodes: ['SE'] }),
  };
  const db = app.get(Db);
  const past = addDays(today, -3);
  // A title from before such signs were refused.
  const old = 'Send figures; with "notes", and\u2028lines';
  await db.tx(() => db.run(sql`UPDATE action_item SET title = ${old} WHERE id = ${ids.late}`));
  await db.tx(() =>
    db.run(sql`UPDATE action_progress SET due_on = ${past}, sort_due = ${past} WHERE action_id = ${ids.late}`),
  );
  page = await subscribe('stateContact');
  mine = addressOf('mine');
  ofFinland = addressOf('FI');
});
afterAll(() => app.close());

async function create(more: object): Promise<string> {
  const action = { responsibleKind: 'states', stateCodes: ['FI'], audience: 'network', dueOn: addDays(today, 7) };
  return (await app.get(ActionService).create(system, NewAction.parse({ ...action, ...more }))).id;
}

/** What the page of one's calendars shows once. */
async function subscribe(name: CastName): Promise<string> {
  const browser = await app.as(name);
  await browser.get('/profile/calendar');
  return (await browser.post('/profile/calendar')).text;
}

const addressOf = (name: string, from = page) => new RegExp(`/calendar/[\\w-]+/actions/${name}\\.ics`).exec(from)![0];
const read = (path: string, headers: Record<string, string> = {}) => app.visitor().raw.get(path).set(headers);

const names = ['uid', 'sequence', 'summary', 'due', 'status', 'priority', 'url', 'completed'] as const;
type Task = Record<(typeof names)[number], string> & { component: ICAL.Component };

async function tasks(path: string): Promise<Task[]> {
  const { text } = await read(path);
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vtodo').map((component) => {
    const values = names.map((name) => [name, String(component.getFirstPropertyValue(name) ?? '')]);
    return { ...Object.fromEntries(values), component } as Task;
  });
}
const task = async (of: string, path = mine) => (await tasks(path)).find(({ url }) => url.endsWith(of))!;

async function report(actionId: string, status: string, note: string | null = null): Promise<void> {
  const [line] = await app.get(ProgressFinder).ofAction(system, actionId);
  await app.get(ProgressService).report(system, line!.id, { status, note, version: line!.version } as never);
}

describe('the feed of one’s tasks', () => {
  it('is read by a calendar program as tasks with a due day, a state, and a priority', async () => {
    const late = await task(ids.late);
    expect(late).toMatchObject({ due: addDays(today, -3), status: 'NEEDS-ACTION', priority: '1', sequence: '0' });
    expect(late.summary).toMatch(/^A-\d+: Send figures; with "notes", and\n?lines$/);
    expect(late.component.getFirstProperty('due')!.type).toBe('date');
    expect((await task(ids.later)).priority).toBe('0');
    const { headers, text } = await read(mine);
    expect(headers).toMatchObject({ 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' });
    expect(headers['content-type']).toContain('text/calendar');
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('holds what asks the person and is shared with them, and nothing else', async () => {
    const { text } = await read(mine);
    expect(text).not.toContain('Kanarifugl');
    expect(text).not.toContain('For Sweden');
    expect((await tasks(mine)).length).toBe(2);
  });

  it('follows what is reported, with the same name and a higher number each time', async () => {
    const before = await task(ids.late);
    await report(ids.late, 'waiting', 'Secret note');
    const waiting = await task(ids.late);
    expect(waiting).toMatchObject({ uid: before.uid, status: 'IN-PROCESS' });
    await report(ids.late, 'done');
    const done = await task(ids.late);
    expect(done).toMatchObject({ uid: before.uid, status: 'COMPLETED', priority: '0' });
    expect(done.completed).not.toBe('');
    expect([before, waiting, done].map(({ sequence }) => Number(sequence))).toEqual([0, 1, 2]);
    await report(ids.later, 'declined', 'We have none');
    expect(await task(ids.later)).toMatchObject({ status: 'CANCELLED' });
    expect((await read(mine)).text).not.toContain('Secret note');
  });

  it('lets go of what has been finished for long', async () => {
    const db = app.get(Db);
    const long = addDays(today, -61);
    await db.tx(() => db.run(sql`UPDATE action_progress SET finished_on = ${long} WHERE action_id = ${ids.later}`));
    expect(await task(ids.later)).toBeUndefined();
  });

  it('is not sent again when nothing changed, and is when something did', async () => {
    const { headers } = await read(mine);
    const again = await read(mine, { 'if-none-match': `W/${headers.etag}` });
    expect([again.status, again.text]).toEqual([304, '']);
    await create({ title: 'One more' });
    expect((await read(mine, { 'if-none-match': headers.etag! })).status).toBe(200);
  });
});

describe('the feed of a State', () => {
  it('is for the contact of that State alone', async () => {
    expect((await tasks(ofFinland)).map(({ summary }) => summary)).toEqual(
      expect.arrayContaining([expect.stringContaining('One more')]),
    );
    expect((await read(ofFinland)).text).not.toContain('Kanarifugl');
    expect((await read(ofFinland.replace('FI', 'SE'))).status).toBe(404);
    const expert = await subscribe('expert');
    expect(expert).not.toMatch(/actions\/[A-Z]{2}\.ics/);
    const token = addressOf('mine', expert);
    for (const code of ['NO', 'FI', 'XX', 'mine.x']) {
      expect((await read(token.replace('mine', code))).status).toBe(404);
    }
  });

  it('is not there with another token', async () => {
    expect((await read('/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/actions/mine.ics')).status).toBe(404);
    expect((await read('/calendar/x/actions/FI.ics')).status).toBe(404);
  });

  it('ends when the person speaks for the State no more', async () => {
    const db = app.get(Db);
    await db.tx(async () => {
      await db.run(sql`UPDATE membership SET valid_to = '2020-01-01'`);
      await db.run(sql`UPDATE person SET state_code = 'SE' WHERE state_code = 'FI'`);
    });
    expect((await read(ofFinland)).status).toBe(404);
    expect((await read(mine)).text).not.toContain('One more');
  });

  it('stops at once when the address is revoked', async () => {
    const contact = await app.as('stateContact');
    await contact.get('/profile/calendar');
    expect((await contact.post('/profile/calendar/revoke')).status).toBe(303);
    expect((await read(mine)).status).toBe(404);
    expect((await read(ofFinland)).status).toBe(404);
  });
});
