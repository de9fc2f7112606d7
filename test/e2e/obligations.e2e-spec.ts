import { ActionService, NewAction } from '@samrad/actions';
import { MembershipService, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let secretariat: Browser;
let aino: Browser;
let today: string;

beforeAll(async () => {
  app = await startApp();
  today = app.get(Clock).today();
  [secretariat, aino] = [await app.as('secretariat'), await app.as('stateContact')];
});
afterAll(() => app.close());

const create = async (more: object = {}) => {
  const action = { title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI', 'SE'], audience: 'network' };
  const input = NewAction.parse({ ...action, dueOn: addDays(today, 7), ...more });
  return app.get(ActionService).create(system, input);
};
const lines = async (id: string) => (await secretariat.api('get', `/actions/${id}/progress`)).body;
const db = () => app.get(Db);

/** Somebody in the network; in the expert group for Finland unless told otherwise. */
async function person(givenName: string, { inGroup = true } = {}): Promise<string> {
  const email = `${givenName}@example.org`.toLowerCase();
  const contact = { givenName, familyName: 'Handover', email, stateCode: 'FI' };
  const id = await app.get(PersonService).createContact(system, contact);
  const group = await db().row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`);
  const term = { personId: id, role: 'member', stateCode: 'FI', validFrom: '2024-01-01', validTo: null };
  if (inGroup) await app.get(MembershipService).add(system, group!.id, term as never);
  return id;
}

describe('how one action stands to another', () => {
  it('is chosen by number, shown on both pages, and refused in a circle with the chain in words', async () => {
    const [one, other] = [await create({ title: 'First things' }), await create({ title: 'Second things' })];
    await secretariat.get(`/actions/${one.id}/relations`);
    const fields = { relation: 'depends_on', other: `a-${other.number}` };
    expect((await secretariat.post(`/actions/${one.id}/relations`, fields)).status).toBe(303);
    expect((await secretariat.get(`/actions/${one.id}`)).text).toContain(`A-${other.number} Second things`);
    expect((await aino.get(`/actions/${other.id}`)).text).toContain('These depend on this');
    await secretariat.get(`/actions/${other.id}/relations`);
    const back = { relation: 'depends_on', other: `A-${one.number}` };
    const circle = await secretariat.post(`/actions/${other.id}/relations`, back);
    expect(circle.status).toBe(422);
    expect(circle.text).toContain(
      `A-${other.number} depends on A-${one.number}, A-${one.number} depends on A-${other.number}`,
    );
    const api = await secretariat.api('post', `/actions/${other.id}/relations`, back);
    expect(api.status).toBe(422);
    expect(JSON.stringify(api.body)).toContain(`A-${one.number} depends on A-${other.number}`);
  });

  it('closes what is superseded, says by what, and opens it again when taken back', async () => {
    const [old, fresh] = [await create({ title: 'Old way' }), await create({ title: 'New way' })];
    const fields = { relation: 'supersedes', other: `A-${old.number}` };
    expect((await secretariat.api('post', `/actions/${fresh.id}/relations`, fields)).status).toBe(201);
    expect((await lines(old.id)).map(({ status }: { status: string }) => status)).toEqual([
      'not_applicable',
      'not_applicable',
    ]);
    const page = await aino.get(`/actions/${old.id}`);
    expect(page.text).toContain(`A-${fresh.number} has superseded this`);
    const [finland] = await lines(old.id);
    const report = { status: 'under_way', note: null, version: finland.version };
    const refused = await aino.api('put', `/progress/${finland.id}`, report);
    expect(refused.status).toBe(409);
    const { body } = await secretariat.api('get', `/actions/${old.id}/relations`);
    await secretariat.get(`/actions/${old.id}`);
    expect((await secretariat.post(`/actions/${old.id}/relations/${body[0].id}/removal`)).status).toBe(303);
    expect((await lines(old.id))[0].status).toBe('not_started');
  });
});

describe('an action by form', () => {
  it('asks all members of a group, and says how the status follows', async () => {
    const member = await person('Mona');
    await secretariat.get('/actions/new');
    const group = await db().row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`);
    const asked = { title: 'Read the draft', responsibleKind: 'group', groupId: group!.id, leaveOut: 'true' };
    const made = await secretariat.post('/actions', { ...asked, audience: 'network', priority: 'high' });
    expect(made.status).toBe(303);
    const page = await secretariat.get(made.headers.location!);
    for (const text of ['Mona Handover', 'The members of REG', 'High priority', 'How the status follows', 'Free: not'])
      expect(page.text).toContain(text);
    const { body } = await secretariat.api('get', `/actions?person=${member}`);
    expect(body.items[0]).toMatchObject({ priority: 'high', personName: 'Mona Handover' });
    expect((await secretariat.get('/actions?priority=high')).text).toContain('Read the draft');
    expect((await secretariat.get('/actions?priority=low')).text).not.toContain('Read the draft');
  });

  it('refuses a State that takes no part, in the form and in the API', async () => {
    await db().tx(() => db().run(sql`UPDATE participation SET valid_to = '2026-01-31' WHERE state_code = 'EE'`));
    await secretariat.get('/actions/new');
    const asked = { title: 'x', responsibleKind: 'states', stateCodes: ['EE'], audience: 'network' };
    const page = await secretariat.post('/actions', asked);
    expect([page.status, page.text.includes('EE does not take part')]).toEqual([422, true]);
    expect((await secretariat.api('post', '/actions', asked)).status).toBe(422);
    const { id } = await create();
    expect((await secretariat.api('post', `/actions/${id}/progress`, { stateCode: 'EE' })).status).toBe(422);
  });

  it('reports with a link that is safe to follow', async () => {
    const [finland] = await lines((await create()).id);
    await aino.get(`/progress/${finland.id}/report`);
    const bad = { status: 'done', version: '1', link: 'javascript:alert(1)' };
    expect((await aino.post(`/progress/${finland.id}/report`, bad)).status).toBe(422);
    const good = { ...bad, link: 'https://stat.example.org/q3?a=1' };
    expect((await aino.post(`/progress/${finland.id}/report`, good)).status).toBe(303);
    const page = await secretariat.get(`/actions/${finland.actionId}`);
    expect(page.text).toMatch(/href="https:\/\/stat\.example\.org\/q3\?a&#x3D;1" rel="noopener noreferrer nofollow"/);
  });
});

describe('changing many', () => {
  it('shows what changes and what is refused before it does anything, and tells of what somebody changed since', async () => {
    const { id } = await create({ title: 'Pelican', stateCodes: ['FI', 'SE', 'PL'] });
    const { id: late } = await create({ title: 'Pelican too', stateCodes: ['FI'], dueOn: addDays(today, 90) });
    const choose = await secretariat.get('/bulk-changes?q=pelican');
    expect(choose.text).toContain('All that match the filter (4)');
    const wanted = { verb: 'extend', dueOn: addDays(today, 30), scope: 'all' };
    const nothing = await secretariat.post('/bulk-changes/preview?q=pelican', { ...wanted, scope: 'ticked' });
    expect([nothing.status, nothing.text.includes('Tick at least one line')]).toEqual([422, true]);
    const preview = await secretariat.post('/bulk-changes/preview?q=pelican', wanted);
    expect(preview.text).toContain('3 lines change');
    expect(preview.text).toContain('Choose a day after the present due date.');
    const [finland, ...others] = await lines(id);
    expect(finland.dueOn).toBe(addDays(today, 7));
    const chosen = [...preview.text.matchAll(/name="lines" value="([^"]+)"/g)].map(([, value]) => value);
    await aino.api('put', `/progress/${finland.id}`, { status: 'waiting', note: 'Mine', version: 1 });
    const partly = await secretariat.post('/bulk-changes?q=pelican', { ...wanted, lines: chosen });
    expect(partly.status).toBe(409);
    expect(partly.text).toContain('Somebody has changed the line in the meantime');
    expect((await lines(id)).map(({ dueOn }: { dueOn: string }) => dueOn)).toEqual([
      addDays(today, 7),
      ...others.map(() => addDays(today, 30)),
    ]);
    expect((await lines(late))[0].dueOn).toBe(addDays(today, 90));
    expect((await secretariat.get(`/actions/${id}`)).text).toContain('Later due date agreed for Sweden');
  });

  it('goes back to the list when all was done, also by the API', async () => {
    const [line] = await lines((await create({ title: 'Ostrich', stateCodes: ['FI'] })).id);
    await secretariat.get('/bulk-changes?q=ostrich');
    const close = { verb: 'close', status: 'not_applicable', reason: 'Overtaken', lines: `${line.id}:1` };
    const done = await secretariat.post('/bulk-changes?q=ostrich', close);
    expect([done.status, done.headers.location]).toEqual([303, '/actions?q=ostrich']);
    const again = await secretariat.api('post', '/bulk-changes', { ...close, lines: [{ id: line.id, version: 1 }] });
    expect(again.body).toEqual({ changed: [], refused: [{ id: line.id, code: 'obligations.bulk.refused.stale' }] });
  });
});

describe('a hand-over', () => {
  it('is noticed, said on the first page, confirmed from the list, and told in the history', async () => {
    const [gone, successor] = [await person('Gunnar', { inGroup: false }), await person('Nora')];
    const { id } = await create({ title: 'Heron', responsibleKind: 'person', personIds: [gone] });
    await app.get(PersonService).leave(system, gone, { leftOn: today, version: 1 });
    await app.get(Jobs).runDue();
    expect((await secretariat.get('/')).text).toContain('1 task waits for somebody to take over');
    expect((await aino.get('/')).text).not.toContain('take over');
    const list = await secretariat.get('/hand-over');
    expect(list.text).toContain('Heron');
    expect(list.text).toContain('Gunnar Handover');
    const waits = (await secretariat.api('get', '/hand-overs')).body;
    expect(waits).toHaveLength(1);
    await secretariat.get(`/hand-over/${waits[0].id}`);
    const unnamed = await secretariat.post(`/hand-over/${waits[0].id}`, { decision: 'move', version: '1' });
    expect([unnamed.status, unnamed.text.includes('Choose who takes over.')]).toEqual([422, true]);
    const confirmed = `${waits[0].id}:${successor}:1`;
    expect((await secretariat.post('/hand-over', { confirmed })).status).toBe(303);
    const [line] = await lines(id);
    expect(line.personName).toBe('Nora Handover');
    const history = (await secretariat.get(`/actions/${id}`)).text;
    expect(history).toContain('The responsibility goes from Gunnar Handover to Nora Handover');
    const late = await secretariat.post('/hand-over', { confirmed });
    expect([late.status, late.text.includes('could not be handed over')]).toEqual([409, true]);
    expect((await secretariat.get('/hand-over')).text).toContain('Nothing waits');
  });
});
