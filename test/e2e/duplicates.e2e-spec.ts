import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Jobs } from '@samrad/platform/jobs';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { called } from '../support/invited.js';
import { OwnLinks } from '@samrad/myself';
import { Db, sql } from '@samrad/platform/database';

let app: TestApp;
let coordinator: Browser;
let expert: Browser;

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  expert = await app.as('expert');
});
afterAll(() => app.close());

const twin = { givenName: 'Ågot', familyName: 'Sørbø', stateCode: 'NO', mailLanguage: 'nb' };
const add = async (more: object) =>
  (await coordinator.api('post', '/persons', { ...twin, saveAnyway: true, ...more })).body as { id: string };

describe('adding somebody who looks like somebody', () => {
  it('warns on the first save, keeps what was typed, and saves when it is somebody else', async () => {
    await add({ emails: ['agot@example.org'] });
    const typed = { ...twin, givenName: 'Aagot', familyName: 'Soerboe', emails: 'aagot@example.org' };
    const warned = await coordinator.post('/persons?lang=en', typed);
    expect(warned.status).toBe(409);
    expect(warned.text).toContain('Ågot Sørbø');
    expect(warned.text).toContain('the same name spelled another way');
    expect(warned.text).toContain('value="Aagot"');
    expect(warned.text).toContain('name="saveAnyway"');
    await coordinator.post('/persons', { ...typed, saveAnyway: 'true' }).expect(303);
  });

  it('shows them while one types, to organisers', async () => {
    const part = await coordinator.post('/persons/look-alikes', {
      givenName: 'Agot',
      familyName: 'Sorbo',
      stateCode: 'NO',
    });
    expect(part.text).toContain('Ågot Sørbø');
    expect((await expert.post('/persons/look-alikes', { givenName: 'Agot' })).status).toBe(403);
  });

  it.each(['', 'AT'])('tells of exactly the same name whatever the State: %s', async (stateCode) => {
    const typed = { ...twin, stateCode, emails: `elsewhere${stateCode}@example.org` };
    expect((await coordinator.post('/persons/look-alikes', typed)).text).toContain('Ågot Sørbø');
    expect((await coordinator.post('/persons?lang=en', typed)).status).toBe(409);
    const other = { ...typed, givenName: 'Agnete' };
    expect((await coordinator.post('/persons/look-alikes', other)).text).not.toContain('Ågot Sørbø');
  });

  it('answers the API with 409 and the records that look alike, unless told that they were looked at', async () => {
    const again = { ...twin, emails: ['third@example.org'] };
    const refused = await coordinator.api('post', '/persons', again);
    expect([refused.status, refused.body.duplicates[0].name]).toEqual([409, expect.stringContaining('Sørbø')]);
    const council = { name: 'Nordic Return Council', acronym: 'NRCL', type: 'ngo', stateCode: 'NO' };
    expect((await coordinator.api('post', '/organisations', council)).status).toBe(201);
    const organisation = { ...council, name: 'The Nordic Return Council AS', acronym: null };
    expect((await coordinator.api('post', '/organisations', organisation)).status).toBe(409);
    expect((await coordinator.api('post', '/organisations', { ...organisation, saveAnyway: true })).status).toBe(201);
  });
});

describe('looking for duplicates and merging them', () => {
  it('goes from the list over the side-by-side page to one person, whose old link leads on, and back', async () => {
    const kept = await add({ givenName: 'Gro', familyName: 'Tvilling', emails: ['gro@example.org'], note: 'First' });
    const lost = await add({ givenName: 'Gro', familyName: 'Tvilling', emails: ['gro@example.com'], note: 'Second' });
    await coordinator.post('/duplicates/scans', { noun: 'person', ruleSet: 'usual' }).expect(303);
    await app.get(Jobs).runDue();
    const list = await coordinator.get('/duplicates?lang=en');
    expect(list.text).toContain('Gro Tvilling');
    expect(list.text).toContain('same name');
    expect(list.text).not.toMatch(/duplicates\.[a-z]+\.[a-z]/i);
    expect((await coordinator.get('/?lang=en')).text).toContain('in the register twice');
    const page = await coordinator.get(`/duplicates/merge?noun=person&keep=${kept.id}&join=${lost.id}&lang=en`);
    expect(page.text).toContain('gro@example.com');
    expect(page.text).toContain('1 mail address');
    const versions = { keptVersion: 1, lostVersion: 1 };
    const choice = { noun: 'person', keptId: kept.id, lostId: lost.id, ...versions, note: 'both' };
    const done = await coordinator.post('/duplicates/merges', choice).expect(303);
    expect((await coordinator.post('/duplicates/merges', choice)).status).toBe(404);
    const old = await coordinator.get(`/persons/${lost.id}`);
    expect([old.status, old.headers.location]).toEqual([303, `/persons/${kept.id}`]);
    expect((await coordinator.api('get', `/persons/${lost.id}`)).body.emails).toEqual([
      'gro@example.org',
      'gro@example.com',
    ]);
    expect((await coordinator.get(`/persons/${kept.id}?lang=en`)).text).toContain('Merged with Gro Tvilling');
    const record = String(done.headers.location).split('?')[0]!;
    expect((await coordinator.get(`${record}?lang=en`)).text).toContain('Can be undone until');
    await coordinator.post(`${record}/undo`, { version: 1 }).expect(303);
    expect((await coordinator.get(`/persons/${lost.id}`)).status).toBe(200);
    expect((await coordinator.api('get', `/persons/${kept.id}`)).body.note).toBe('First');
  });

  it('shows the page again when one of them was changed meanwhile', async () => {
    const [kept, lost] = [await add({ emails: ['x1@example.org'] }), await add({ emails: ['x2@example.org'] })];
    const choice = { noun: 'person', keptId: kept.id, lostId: lost.id, keptVersion: 1, lostVersion: 9 };
    expect((await coordinator.post('/duplicates/merges', choice)).status).toBe(409);
  });

  it('is closed to experts and visitors, by page and by API', async () => {
    for (const path of ['/duplicates', '/duplicates/rules', '/duplicates/merges']) {
      expect((await coordinator.get(path)).status).toBe(200);
      expect((await expert.get(path)).status).toBe(403);
      expect((await app.visitor().get(path)).status).toBe(303);
    }
    expect((await expert.api('get', '/duplicates')).status).toBe(403);
  });

  it('does the same by the API', async () => {
    const [kept, lost] = [await add({ emails: ['y1@example.org'] }), await add({ emails: ['y2@example.org'] })];
    const choice = { noun: 'person', keptId: kept.id, lostId: lost.id, keptVersion: 1, lostVersion: 1 };
    expect((await coordinator.api('post', '/merges/preview', choice)).body.moved).toMatchObject({ emails: 1 });
    const { body: merge } = await coordinator.api('post', '/merges', choice);
    expect(merge).toMatchObject({ keptId: kept.id, lostId: lost.id, moved: { emails: 1 }, undoneAt: null });
    const undone = await coordinator.api('post', `/merges/${merge.id}/undo`, { version: merge.version });
    expect([undone.status, undone.body.left]).toEqual([200, 0]);
    const { body: scan } = await coordinator.api('post', '/duplicates/scans', {
      noun: 'organisation',
      ruleSet: 'wide',
    });
    await app.get(Jobs).runDue();
    expect((await coordinator.api('get', `/duplicates/scans/${scan.id}`)).body.status).toBe('done');
    const { body: pairs } = await coordinator.api('get', '/duplicates?noun=organisation');
    const verdict = { status: 'distinct', version: pairs.items[0].version };
    const judged = await coordinator.api('put', `/duplicates/${pairs.items[0].id}/verdict`, verdict);
    expect(judged.body.status).toBe('distinct');
  });
});

describe('personal links of two who become one', () => {
  it('lead on: the answer by either link is the answer, and either own page is that of the one who stayed', async () => {
    const { invitations } = await called(app, ['swede', 'pole']);
    const [kept, lost] = invitations as [(typeof invitations)[0], (typeof invitations)[0]];
    const own = new URL(await app.get(OwnLinks).issue(lost.personId)).pathname;
    const versionOf = async (id: string) =>
      (await app.get(Db).row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${id}`))!.version;
    const choice = {
      ...{ noun: 'person', keptId: kept.personId, lostId: lost.personId, email: 'kept' },
      ...{ keptVersion: await versionOf(kept.personId), lostVersion: await versionOf(lost.personId) },
    };
    const page = `/duplicates/merge?noun=person&keep=${kept.personId}&join=${lost.personId}&lang=en`;
    expect((await coordinator.get(page)).text).toContain('lead on');
    const { body: merge } = await coordinator.api('post', '/merges', choice);
    const visitor = app.visitor();
    for (const link of [lost.link, kept.link]) {
      expect((await visitor.get(link)).status).toBe(200);
      const answer = link === lost.link ? 'on_site' : 'no';
      expect((await visitor.post(link, { answer, sequence: '0' })).status).toBe(303);
      const row = await app.get(Db).row<{ status: string }>(sql`SELECT status FROM invitation WHERE id = ${kept.id}`);
      expect(row!.status).toBe(answer === 'no' ? 'declined' : 'accepted');
    }
    const me = await visitor.get(own);
    expect([me.status, me.headers['referrer-policy']]).toEqual([200, 'no-referrer']);
    await coordinator.api('post', `/merges/${merge.id}/undo`, { version: 1 });
    const row = await app.get(Db).row(sql`SELECT hash FROM former_link`);
    expect([row, (await visitor.get(lost.link)).status]).toEqual([undefined, 200]);
  });
});

describe('a rule set of one’s own', () => {
  const set = { noun: 'person', name: 'Only the telephone', threshold: 90, weights: { samePhone: 100 } };

  it('is made on a page, counts pairs without touching the list, is looked for by, changed and removed', async () => {
    await add({ givenName: 'Ask', familyName: 'Alm', phone: '+47 22 33 44 55', emails: ['ask@example.org'] });
    await add({ givenName: 'Ask', familyName: 'Alm', phone: '22334455', emails: ['alm@example.org'] });
    const form = await coordinator.get('/duplicates/rules/new?noun=person&lang=en');
    expect(form.text).toContain('name="weights.samePhone"');
    const typed = { noun: 'person', name: 'Telephones', threshold: '90' };
    const refused = await coordinator.post('/duplicates/rules?lang=en', { ...typed, 'weights.samePhone': '900' });
    expect([refused.status, refused.text.includes('value="900"')]).toEqual([422, true]);
    expect(refused.text).toContain('from −200 to 200');
    await coordinator.post('/duplicates/rules', { ...typed, 'weights.samePhone': '100', 'weights.sameName': '0' });
    const { items } = (await coordinator.api('get', '/duplicate-rule-sets')).body;
    const own = items.find(({ name }: { name: string }) => name === 'Telephones');
    expect(own.weights).toMatchObject({ samePhone: 100, sameName: 0, sameEmail: 100 });
    const before = (await coordinator.api('get', '/duplicates')).body.items;
    await coordinator.post(`/duplicates/rules/${own.id}/trial`, {}).expect(303);
    await app.get(Jobs).runDue();
    expect((await coordinator.get('/duplicates/rules?lang=en')).text).toMatch(/\d+ pairs?<span/);
    expect((await coordinator.api('get', '/duplicates')).body.items).toEqual(before);
    await coordinator.post('/duplicates/scans', { noun: 'person', ruleSet: own.id }).expect(303);
    await app.get(Jobs).runDue();
    const found = (await coordinator.api('get', '/duplicates')).body.items as { reasons: { sign: string }[] }[];
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ reasons }) => reasons.every(({ sign }) => sign !== 'sameName'))).toBe(true);
    expect((await coordinator.get('/duplicates?lang=en')).text).toContain('selected>Telephones');
    const page = await coordinator.get(`/duplicates/rules/${own.id}/removal?lang=en`);
    expect(page.text).toContain('Remove the rule set Telephones?');
    await coordinator.post(`/duplicates/rules/${own.id}/removal`, { version: own.version }).expect(303);
    expect((await coordinator.api('get', `/duplicate-rule-sets/${own.id}`)).status).toBe(404);
    expect((await coordinator.get('/duplicates?lang=en')).status).toBe(200);
  });

  it('is one of its name, is not overwritten unseen, knows its signs, and is for those who keep the register', async () => {
    const { body: own } = await coordinator.api('post', '/duplicate-rule-sets', set);
    expect((await coordinator.api('post', '/duplicate-rule-sets', set)).status).toBe(422);
    const changed = { ...set, threshold: 80, version: own.version };
    expect((await coordinator.api('put', `/duplicate-rule-sets/${own.id}`, changed)).body.threshold).toBe(80);
    expect((await coordinator.api('put', `/duplicate-rule-sets/${own.id}`, changed)).status).toBe(409);
    expect((await coordinator.api('post', '/duplicate-rule-sets', { ...set, weights: { shoeSize: 1 } })).status).toBe(
      422,
    );
    const wrong = { noun: 'organisation', ruleSet: own.id };
    expect((await coordinator.api('post', '/duplicates/scans', wrong)).status).toBe(404);
    expect((await expert.api('post', '/duplicate-rule-sets', { ...set, name: 'Mine' })).status).toBe(403);
    expect((await coordinator.api('delete', `/duplicate-rule-sets/${own.id}?version=2`)).status).toBe(204);
  });
});
