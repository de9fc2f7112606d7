import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let coordinator: Browser;
let expert: Browser;

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  expert = await app.as('expert');
});
afterAll(() => app.close());

type Fields = Record<string, unknown> & { version: number };

/** Changes a record by the API. */
async function change(path: string, more: object): Promise<void> {
  const { body } = (await coordinator.api('get', path)) as { body: Fields };
  const answer = await coordinator.api('put', path, { ...body, ...more });
  expect([path, answer.status]).toEqual([path, 200]);
}

/** The words of a record's history, without markup. */
async function history(reader: Browser, path: string, lang = 'en'): Promise<string> {
  const { text } = await reader.get(`${path}?lang=${lang}`);
  const list = /<ol class="history">([\s\S]*?)<\/ol>/.exec(text)?.[1] ?? '';
  return list
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the history of a person', () => {
  let path: string;

  beforeAll(async () => {
    await coordinator.get('/persons/new');
    const fields = { givenName: 'Lena', familyName: 'Historisk', emails: 'lena@example.org', stateCode: 'SE' };
    path = (await coordinator.post('/persons', fields)).headers.location!;
    const more = { phone: '11 22', stateCode: 'NO', topics: ['detention'], why: 'Moved to Norway' };
    await change(path, more);
  });

  it('tells who changed which field from what to what, and why, in the reader’s language', async () => {
    const told = await history(coordinator, path);
    for (const text of ['State from Sweden (SE) to Norway (NO)', 'Telephone now 11 22', 'Topics added: Detention'])
      expect(told).toContain(text);
    expect(told).toContain('Why: Moved to Norway');
    expect(told).toContain('Kari Nordmann');
    expect(await history(coordinator, path, 'nb')).toContain('fra Sverige (SE) til Norge (NO)');
    expect(await history(coordinator, path, 'nn')).toContain('frå Sverige (SE) til Noreg (NO)');
  });

  it('tells of memberships, places of work and the day of leaving, at the person and at the group', async () => {
    const id = path.split('/').pop()!;
    const { body: groups } = await coordinator.api('get', '/groups');
    const group = (groups.items ?? groups).find(({ code }: { code: string }) => code === 'REG') as { id: string };
    const term = { personId: id, role: 'member', stateCode: 'NO', validFrom: '2026-01-01', validTo: null };
    const added = await coordinator.api('post', `/groups/${group.id}/memberships`, term);
    const at = `/memberships/${added.body.id as string}`;
    await coordinator.get(`${at}/end`);
    await coordinator.post(`${at}/end`, { validTo: '2026-06-30', version: 1, why: 'New job' }).expect(303);
    for (const place of [path, `/groups/${group.id}`]) {
      const told = await history(coordinator, place);
      expect(told).toContain('Last day now 30 Jun 2026');
      expect(told).toContain('Why: New job');
    }
    const { body } = await coordinator.api('get', path);
    const left = { leftOn: '2026-07-01', version: body.version as number, why: 'New job' };
    await coordinator.api('put', `${path}/departure`, left).expect(200);
    expect(await history(coordinator, path)).toContain('Leaves the network on 1 Jul 2026');
    expect(await history(expert, `/groups/${group.id}`)).not.toContain('Lena');
  });

  it('is nothing for a colleague, and for oneself without what organisers write for one another', async () => {
    const { personId } = (await expert.api('get', '/me')).body as { personId: string };
    const own = `/persons/${personId}`;
    await change(own, { phone: '99 88 77', note: 'Quiet canary', why: 'Secret canary' });
    const told = await history(expert, own);
    expect(told).toContain('99 88 77');
    const page = (await expert.get(own)).text;
    expect(page).not.toMatch(/canary/);
    expect(await history(coordinator, own)).toContain('Quiet canary');
    const contact = await app.as('stateContact');
    const seen = await contact.get(own);
    expect(seen.text).not.toMatch(/canary|99 88 77/);
  });
});

describe('the history of organisations, groups and States', () => {
  it('is told to people inside without names, reasons and notes', async () => {
    const input = {
      name: 'Ny etat',
      acronym: null,
      type: 'police',
      stateCode: 'NO',
      website: null,
      note: 'Old canary',
    };
    const { id } = (await coordinator.api('post', '/organisations', input)).body as { id: string };
    const path = `/organisations/${id}`;
    await change(path, { type: 'ngo', note: 'New canary', why: 'Heard canary' });
    expect(await history(coordinator, path)).toContain('Note from Old canary to New canary');
    const told = await history(expert, path);
    expect(told).toContain('Type from Police to Non-governmental');
    expect(told).not.toMatch(/canary|Kari Nordmann/);
  });

  it('tells the periods of a State', async () => {
    const periods = [{ kind: 'observer', validFrom: '2025-06-24', validTo: '2030-12-31', note: null }];
    await change('/states/AL', { periods, why: 'Agreement' });
    const told = await history(coordinator, '/states/AL');
    expect(told).toMatch(/Participation .*Observer country 24 Jun 2025 – 31 Dec 2030/);
    expect(told).toContain('Why: Agreement');
  });
});

it('tells why somebody’s roles were changed', async () => {
  const administrator = await app.as('administrator');
  const { body } = await administrator.api('get', '/accounts?role=expert');
  const { id, version } = body.items[0] as { id: string; version: number };
  await administrator.get(`/accounts/${id}`);
  const fields = { roles: ['expert', 'state_contact'], version, why: 'Speaks for the State' };
  await administrator.post(`/accounts/${id}/roles`, fields).expect(303);
  expect(await history(administrator, `/accounts/${id}`)).toContain('Why: Speaks for the State');
});

describe('the history of what is decided for all', () => {
  it('tells what may leave the EEA: from which ground to which, and why', async () => {
    const path = '/data-protection/outside-eea';
    await coordinator.get(path);
    await coordinator.post(path, { is_topics: 'true', why_topics: 'Article 49' }).expect(303);
    await coordinator.post(path, { is_topics: 'true', why_topics: 'Agreement of 2026', why: 'Signed' }).expect(303);
    await coordinator.post(path, { is_topics: 'true', why_topics: 'Agreement of 2026' }).expect(303);
    const told = await history(coordinator, path);
    expect(told).toContain('from allowed (Article 49) to allowed (Agreement of 2026) Why: Signed');
    expect(told.match(/was changed/g)).toHaveLength(2);
  });

  it('tells what a rule set of duplicates weighed, also when it is gone', async () => {
    const set = { noun: 'person', name: 'Strict', threshold: 90, weights: {} };
    const { body } = await coordinator.api('post', '/duplicate-rule-sets', set);
    const { noun: _, ...more } = { ...set, threshold: 95, why: 'Too many', version: 1 };
    await coordinator.api('put', `/duplicate-rule-sets/${body.id}`, { ...more, noun: 'person' });
    expect(await history(coordinator, `/duplicates/rules/${body.id}/edit`)).toContain('from 90 to 95 Why: Too many');
    await coordinator.api('delete', `/duplicate-rule-sets/${body.id}?version=2`);
    expect(await history(coordinator, '/duplicates/rules')).toContain('“Strict” removed');
  });

  it('tells whom a name within a group means, and how a newsletter is called', async () => {
    const name = { nameNb: 'Ledere', nameNn: 'Leiarar', nameEn: 'Chairs', roles: ['chair'], states: 'all' };
    const { body } = await coordinator.api('post', '/groups/REG/recipients', name);
    const recipientsId = body.items[0].id as string;
    const wider = { ...name, roles: ['chair', 'alternate'], why: 'Both are asked', version: 1 };
    expect((await coordinator.api('put', `/groups/REG/recipients/${recipientsId}`, wider)).status).toBe(200);
    expect(await history(coordinator, '/groups/REG')).toContain('Role added: Alternate Why: Both are asked');
    const list = { code: 'NEWS', nameNb: 'Nytt', nameNn: 'Nytt', nameEn: 'News', isPublic: true };
    const { id } = (await coordinator.api('post', '/mailing-lists', list)).body;
    await coordinator.api('put', `/mailing-lists/${id}`, { ...list, nameEn: 'Network news', version: 1 });
    expect(await history(coordinator, `/mailing-lists/${id}`)).toContain('Name in English from News to Network news');
  });
});
