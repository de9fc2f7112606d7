import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupFinder, PersonFinder } from '@samrad/network';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let coordinator: Browser;
let expert: Browser;

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  expert = await app.as('expert');
});
afterAll(() => app.close());

const pages = ['/network', '/persons', '/organisations', '/groups', '/states', '/states/no', '/groups/REG'];

describe('pages of the network', () => {
  it.each(pages)('%s opens for people inside and asks visitors to sign in', async (path) => {
    const page = await coordinator.get(path);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/network\.[a-z]+\.[a-z]/i);
    expect((await expert.get(path)).status).toBe(200);
    const visitor = await app.visitor().get(path);
    expect([visitor.status, visitor.headers.location]).toEqual([303, expect.stringContaining('/sign-in')]);
  });

  it.each(['/persons/new', '/imports', '/organisations/new', '/groups/new'])('%s is for organisers', async (path) => {
    expect((await coordinator.get(path)).status).toBe(200);
    expect((await expert.get(path)).status).toBe(403);
  });

  it('names States in the language of the reader', async () => {
    expect((await coordinator.get('/states?lang=nn')).text).toContain('Austerrike');
    expect((await coordinator.get('/states?lang=en')).text).toContain('Austria');
  });

  it('finds nobody for words without a letter or digit', async () => {
    expect((await coordinator.get('/persons?q=%25%27%22')).text).toContain('0 persons');
  });

  it.each([
    ['/persons?state=XX', 'state=XX'],
    ['/actions?state=XX', 'state=XX'],
    ['/meetings?status=lost&page=-1', 'status=lost, page=-1'],
    ['/documents?audience=nobody', 'audience=nobody'],
  ])('says on %s which choice is not used', async (path, what) => {
    const escaped = what.replaceAll('=', '&#x3D;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;');
    expect((await coordinator.get(path)).text).toContain(`it is not used: ${escaped}</p>`);
    expect((await coordinator.get(path.split('?')[0]!)).text).not.toContain('it is not used');
  });

  it('changes what a State is called and takes part as, with what was typed kept when it does not fit', async () => {
    const page = (await coordinator.get('/states/AL/edit?lang=en')).text;
    expect(page).toContain('name="periods.0.validFrom"');
    const names = { nameEn: 'Albania', nameNb: 'Albania', nameNn: 'Albania', version: 1 };
    const observer = { 'periods.1.kind': 'observer', 'periods.1.validFrom': '2025-06-24', 'periods.1.validTo': '' };
    const blank = { 'periods.0.kind': 'member', 'periods.0.validFrom': '', 'periods.0.validTo': '' };
    const refused = await coordinator.post('/states/AL', { ...names, ...blank, ...observer, nameNn: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('name="periods.0.validFrom" type="date"\n    value="2025-06-24"');
    const row = { ...blank, 'periods.0.validFrom': '2026-01-01' };
    const ended = { ...observer, 'periods.1.validTo': '2025-12-31' };
    await coordinator.post('/states/AL', { ...names, ...row, ...ended }).expect(303);
    const { body } = await coordinator.api('get', '/states/AL');
    expect(body).toMatchObject({ participation: 'member', since: '2026-01-01', version: 2 });
    expect((await coordinator.api('put', '/states/AL', body)).body.version).toBe(2);
    expect((await coordinator.api('put', '/states/AL', { ...body, version: 1 })).status).toBe(409);
    expect((await coordinator.get('/states/AL')).text).toContain('Changed: Participation');
    expect((await expert.get('/states/AL/edit')).status).toBe(403);
  });

  it('calls Greece EL to readers and GR inside', async () => {
    const page = await coordinator.get('/states/EL');
    expect(page.text).toContain('<abbr title="Greece">EL</abbr>');
    expect((await coordinator.get('/persons?state=EL')).text).toContain('<option value="GR" selected>');
    expect((await coordinator.api('get', '/states/EL')).body).toMatchObject({ code: 'GR', eurostatCode: 'EL' });
  });

  it('ignores a filter that it cannot read, and the API refuses it', async () => {
    expect((await coordinator.get('/persons?state=XX&type=nonsense&page=-4&sort=bad')).status).toBe(200);
    const refused = await coordinator.api('get', '/persons?state=XX');
    expect(refused.status).toBe(422);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body.errors).toEqual([expect.objectContaining({ field: 'state' })]);
  });
});

describe('a person', () => {
  let id: string;

  it('is added by a form that keeps what was typed when something is wrong', async () => {
    await coordinator.get('/persons/new');
    const wrong = await coordinator.post('/persons', {
      givenName: 'Łukasz',
      familyName: '',
      emails: 'no address',
      topics: 'statistics',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Łukasz"');
    expect(wrong.text).toContain('no address</textarea>');
    expect(wrong.text).toMatch(/id="f-topics-statistics"[^>]* checked/);
    const fields = {
      givenName: 'Łukasz',
      familyName: 'Żak',
      emails: 'zak@example.org\nlz@example.org',
      stateCode: 'PL',
      phone: '123 456',
      topics: 'statistics',
      note: 'quiet',
    };
    const done = await coordinator.post('/persons', fields);
    expect(done.status).toBe(303);
    id = done.headers.location!.split('/').pop()!;
    const page = await coordinator.get(`/persons/${id}`);
    for (const text of ['Łukasz Żak', 'zak@example.org', 'lz@example.org', '123 456', 'quiet', 'Statistics'])
      expect(page.text).toContain(text);
  });

  it('is not there for an expert of another State, on page, list, file, search and API alike', async () => {
    expect((await expert.get(`/persons/${id}`)).status).toBe(404);
    expect((await expert.get('/persons/unknown')).status).toBe(404);
    expect((await expert.get('/persons?q=zak')).text).not.toContain('Żak');
    expect((await expert.get('/persons.csv')).status).toBe(404);
    expect((await expert.get('/persons/export')).status).toBe(403);
    expect((await expert.api('get', `/persons/${id}`)).status).toBe(404);
    expect((await expert.api('get', '/persons?q=zak')).body.items).toEqual([]);
    expect((await expert.get('/search?q=zak')).text).not.toContain('Żak');
  });

  it('shows a colleague of the same State name, primary address and what they say of themselves, no more', async () => {
    const fields = {
      givenName: 'Ola',
      familyName: 'Synlig',
      emails: 'synlig@example.org hemmelig@example.org',
      stateCode: 'NO',
      phone: '55 66 77 88',
      note: 'secret',
      topics: 'detention',
    };
    await coordinator.get('/persons/new');
    const { headers } = await coordinator.post('/persons', fields);
    const colleague = headers.location!;
    for (const path of [colleague, '/persons?q=synlig']) {
      const text = (await expert.get(path)).text;
      expect(text).toContain('synlig@example.org');
      expect(text).not.toMatch(/hemmelig|55 66 77 88|secret|Detention|detention/);
    }
    const { body } = await expert.api('get', colleague);
    expect(body).toMatchObject({ familyName: 'Synlig', emails: ['synlig@example.org'] });
    expect(Object.keys(body).sort()).toEqual([
      'about',
      'affiliations',
      'emails',
      'familyName',
      'givenName',
      'id',
      'memberships',
      'stateCode',
    ]);
  });

  it('answers a stale form with both texts, and saves when sent again', async () => {
    const edit = await coordinator.get(`/persons/${id}/edit`);
    const version = /name="version" value="(\d+)"/.exec(edit.text)![1];
    const fields = {
      givenName: 'Łukasz',
      familyName: 'Żak',
      emails: 'zak@example.org',
      stateCode: 'PL',
      mailLanguage: 'en',
      version,
    };
    expect((await coordinator.post(`/persons/${id}`, { ...fields, phone: '111' })).status).toBe(303);
    const stale = await coordinator.post(`/persons/${id}`, { ...fields, phone: '222' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('111');
    expect(stale.text).toContain('value="222"');
    const newest = /name="version" value="(\d+)"/.exec(stale.text)![1];
    expect((await coordinator.post(`/persons/${id}`, { ...fields, phone: '222', version: newest })).status).toBe(303);
    const api = await coordinator.api('put', `/persons/${id}`, {
      ...fields,
      emails: ['zak@example.org'],
      version: Number(version),
    });
    expect(api.status).toBe(409);
    expect(api.body.theirs).toMatchObject({ phone: '222' });
  });

  it('leaves and comes back', async () => {
    const form = await coordinator.get(`/persons/${id}/departure`);
    const version = /name="version" value="(\d+)"/.exec(form.text)![1];
    expect((await coordinator.post(`/persons/${id}/departure`, { leftOn: '', version })).status).toBe(422);
    expect((await coordinator.post(`/persons/${id}/departure`, { leftOn: '2026-01-01', version })).status).toBe(303);
    expect((await coordinator.get('/persons?q=zak')).text).not.toContain('Żak');
    expect((await coordinator.get('/persons?q=zak&status=left')).text).toContain('Żak');
    await coordinator.post(`/persons/${id}/return`, { version: Number(version) + 1 });
    expect((await coordinator.get('/persons?q=zak')).text).toContain('Żak');
  });

  it('refuses a form without the token', async () => {
    const answer = await coordinator.raw
      .post('/persons')
      .type('form')
      .send({ givenName: 'A', familyName: 'B', emails: 'ab@example.org' });
    expect(answer.status).toBe(403);
  });
});

describe('organisations and groups', () => {
  it('adds, changes and deletes an organisation; keeps one where somebody works', async () => {
    await coordinator.get('/organisations/new');
    expect((await coordinator.post('/organisations', { name: 'Only a name' })).status).toBe(422);
    const { headers } = await coordinator.post('/organisations', { name: 'Bureau <b>', type: 'ngo', stateCode: 'NO' });
    const page = await coordinator.get(headers.location!);
    expect(page.text).toContain('Bureau &lt;b&gt;');
    const twice = { name: 'BUREAU <B>', type: 'ngo', stateCode: 'NO' };
    const warned = await coordinator.post('/organisations', twice);
    expect([warned.status, warned.text.includes(headers.location!)]).toEqual([409, true]);
    expect((await coordinator.post('/organisations', { ...twice, saveAnyway: 'true' })).status).toBe(422);
    const id = headers.location!.split('/').pop()!;
    const person = await coordinator.api('post', '/persons', {
      givenName: 'W',
      familyName: 'Orker',
      emails: ['w@example.org'],
      organisationId: id,
    });
    expect(person.body.affiliations).toEqual([expect.objectContaining({ organisation: { id, name: 'Bureau <b>' } })]);
    expect((await coordinator.post(`/organisations/${id}/deletion`)).status).toBe(409);
    const unused = await coordinator.api('post', '/organisations', { name: 'Unused', type: 'other' });
    expect((await coordinator.get(`/organisations/${unused.body.id}/deletion`)).status).toBe(200);
    expect((await coordinator.api('delete', `/organisations/${unused.body.id}`)).status).toBe(204);
    expect((await coordinator.get(`/organisations/${unused.body.id}`)).status).toBe(404);
  });

  it('adds a member by search, refuses overlap, ends the term, and shows which States lack one', async () => {
    const group = (await app.get(GroupFinder).byCode('REG'))!;
    const member = (await app.get(PersonFinder).byAddress(cast.stateContact.email))!;
    const options = await coordinator.get(`/groups/${group.id}/memberships/candidates?q=virta`);
    expect(options.text).toContain(`value="${member.personId}"`);
    const form = await coordinator.get(`/groups/${group.id}/memberships/new?q=virta`);
    expect(form.text).toContain('Aino Virtanen');
    const fields = { personId: member.personId, role: 'member', stateCode: 'FI', validFrom: '2025-01-01', validTo: '' };
    expect((await coordinator.post(`/groups/${group.id}/memberships`, fields)).status).toBe(303);
    const twice = await coordinator.post(`/groups/${group.id}/memberships`, { ...fields, validFrom: '2026-01-01' });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('in the group already');
    const page = await coordinator.get('/groups/REG');
    expect(page.text).toContain('34 States have no member');
    const membershipId = /\/memberships\/([^/"]+)\/end/.exec(page.text)![1]!;
    await coordinator.get(`/memberships/${membershipId}/end`);
    expect(
      (await coordinator.post(`/memberships/${membershipId}/end`, { validTo: '2024-01-01', version: 1 })).status,
    ).toBe(422);
    expect(
      (await coordinator.post(`/memberships/${membershipId}/end`, { validTo: '2025-12-31', version: 1 })).status,
    ).toBe(303);
    expect((await coordinator.get('/groups/REG')).text).toContain('35 States have no member');
  });

  it('makes of a filter the rule of a new group, to be looked at before it is saved', async () => {
    const list = (await coordinator.get('/persons?topic=statistics&country=SO&lang=en')).text;
    const href = '/groups/new?topics=statistics&countries=SO';
    expect(list.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).toContain(href);
    expect((await coordinator.get('/persons?q=Virtanen')).text).not.toContain('/groups/new?');
    const names = {
      code: 'STAT-SO',
      nameEn: 'Statistics',
      nameNb: 'Statistikk',
      nameNn: 'Statistikk',
      kind: 'working_group',
    };
    const form = await coordinator.get(href);
    expect(form.text).toContain('name="filter"');
    const made = await coordinator.post('/groups', { ...names, filter: 'topics=statistics&countries=SO' });
    expect(made.headers.location).toMatch(/\/groups\/[^/]+\/composition\?topics=statistics&countries=SO/);
    const rule = (await coordinator.get(made.headers.location!)).text;
    expect(rule).toMatch(/value="statistics"[^>]* checked/);
    expect(rule).toMatch(/value="SO"[^>]* checked/);
    const group = (await app.get(GroupFinder).byCode('STAT-SO'))!;
    expect((await coordinator.api('get', `/groups/${group.id}/composition`)).body).toMatchObject({ topics: [] });
  });
});
