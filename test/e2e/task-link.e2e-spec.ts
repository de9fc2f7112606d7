import { ActionService, NewAction, TaskLink } from '@samrad/actions';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { cast } from '../../apps/cli/src/demo/cast.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let secretariat: Browser;
let visitor: Browser;

beforeAll(async () => {
  app = await startApp();
  [secretariat, visitor] = [await app.as('secretariat'), app.visitor()];
});
afterAll(() => app.close());

const personOf = async (email: string) =>
  (await app
    .get(Db)
    .row<{ id: string }>(sql`SELECT person_id AS id FROM person_email WHERE address = ${email} LIMIT 1`))!.id;

/** The link of the newest mail to somebody about an action that asks their State and is late; and its line. */
async function reminded(title: string, given: object, email: string) {
  const today = app.get(Clock).today();
  const facts = { title, audience: 'network', dueOn: addDays(today, 1), ...given };
  const { id } = await app.get(ActionService).create(system, NewAction.parse(facts));
  const late = addDays(today, -3);
  await app.get(Db).tx(async () => {
    await app.get(Db).run(sql`UPDATE action_progress SET due_on = ${late}, sort_due = ${late} WHERE action_id = ${id}`);
  });
  await secretariat.get('/actions/reminder');
  await secretariat.post(`/actions/reminder?q=${encodeURIComponent(title)}`, {});
  const mail = (await app.mails()).filter(({ toAddress }) => toAddress === email).at(-1)!;
  const path = /\/t\/[\w-]{20,100}/.exec(mail.raw.replace(/=\r?\n/g, ''))![0];
  return { id, path };
}
const lineOf = async (id: string) => (await secretariat.api('get', `/actions/${id}/progress`)).body[0];
const states = (...stateCodes: string[]) => ({ responsibleKind: 'states', stateCodes });
const finland = states('FI');
const soon = () => addDays(app.get(Clock).today(), 1);

describe('the link in a reminder', () => {
  it('opens what the person has to do, without an account, and takes a report', async () => {
    const { id, path } = await reminded('Count the flights', finland, cast.stateContact.email);
    const page = await visitor.get(`${path}?lang=en`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Count the flights');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    const { id: line, version } = await lineOf(id);
    const said = await visitor.post(`${path}/actions/${line}`, { status: 'done', note: 'Twelve flights', version });
    expect(said.status).toBe(303);
    expect(await lineOf(id)).toMatchObject({ status: 'done', note: 'Twelve flights' });
    expect((await visitor.get(`${path}?lang=en`)).text).not.toContain('Count the flights');
  });

  it('takes where the work can be seen, and asks for a later date, which the organisers answer', async () => {
    const { id, path } = await reminded('Send the table', finland, cast.stateContact.email);
    const { id: line, version } = await lineOf(id);
    const said = { status: 'under_way', note: 'Half of it', link: 'https://example.org/table', version };
    expect((await visitor.post(`${path}/actions/${line}`, said)).status).toBe(303);
    expect(await lineOf(id)).toMatchObject({ status: 'under_way', link: 'https://example.org/table' });
    const wanted = addDays(app.get(Clock).today(), 10);
    const ask = (dueOn: string, based: number) =>
      visitor.post(`${path}/actions/${line}/extension?lang=en`, { dueOn, reason: 'Figures are late', version: based });
    const early = await ask(addDays(app.get(Clock).today(), -5), version + 1);
    expect([early.status, early.text.includes('This day has passed')]).toEqual([422, true]);
    expect((await ask(wanted, version)).status).toBe(409);
    const asked = await ask(wanted, version + 1);
    expect([asked.status, asked.headers.location]).toEqual([303, expect.stringContaining('done=extension')]);
    expect(await lineOf(id)).toMatchObject({ askedDueOn: wanted });
    expect((await visitor.get(`${path}?lang=en`)).text).toContain('The organisers have not answered yet');
  });

  it('shows a report that was overtaken beside the newer one, and takes nothing over', async () => {
    const { id, path } = await reminded('Describe the route', finland, cast.stateContact.email);
    const { id: line, version } = await lineOf(id);
    await visitor.post(`${path}/actions/${line}`, { status: 'under_way', note: 'First', version });
    const stale = await visitor.post(`${path}/actions/${line}?lang=en`, { status: 'done', note: 'Second', version });
    expect([stale.status, stale.text.includes('First')]).toEqual([409, true]);
    expect(await lineOf(id)).toMatchObject({ status: 'under_way', note: 'First' });
  });

  it('lets nobody report for another State or another person', async () => {
    const norway = await app
      .get(ActionService)
      .create(
        system,
        NewAction.parse({ title: 'Only for Norway', ...states('NO'), audience: 'network', dueOn: soon() }),
      );
    const { path } = await reminded('For Finland', finland, cast.stateContact.email);
    const { id: line, version } = await lineOf(norway.id);
    const tried = await visitor.post(`${path}/actions/${line}`, { status: 'done', note: 'Not mine', version });
    expect(tried.status).toBe(403);
    expect((await lineOf(norway.id)).status).toBe('not_started');
  });

  it('opens nothing when it is altered, has run out, or the person has left', async () => {
    const { path } = await reminded('The last one', finland, cast.stateContact.email);
    const db = app.get(Db);
    expect((await visitor.get(`${path}x`)).status).toBe(404);
    const past = app.get(Clock).instantIn(-60);
    await db.tx(async () => void (await db.run(sql`UPDATE task_link SET valid_until = ${past}`)));
    expect((await visitor.get(path)).status).toBe(404);
    const personId = await personOf(cast.stateContact.email);
    await db.tx(() => app.get(TaskLink).urlFor(personId));
    expect((await visitor.get(path)).status).toBe(200);
    const today = app.get(Clock).today();
    await db.tx(async () => void (await db.run(sql`UPDATE person SET left_on = ${today} WHERE id = ${personId}`)));
    expect((await visitor.get(path)).status).toBe(404);
  });
});
