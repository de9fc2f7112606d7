import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MembershipService, PersonFinder, PersonFieldsService, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';
import { aHeldMeeting, personOf } from '../support/held-meeting.js';

let app: TestApp;
let expert: Browser;
let coordinator: Browser;
let secretariat: Browser;
let expertId: string;

const idsOf = async (table: 'person_country' | 'person_method' | 'person_topic') => {
  const rows = await app.get(Db).rows<{ by: string }>({
    sql: `SELECT stated_by AS \`by\` FROM ${table} WHERE person_id = ? ORDER BY 1`,
    values: [expertId],
  });
  return rows.map((row) => row.by);
};
const own = async () => (await expert.api('get', '/own-data')).body;
const typed = async (more: object) => {
  const { givenName, familyName, mailLanguage, languages, topics, version } = await own();
  return { givenName, familyName, mailLanguage, languages, topics, version, ...more };
};

beforeAll(async () => {
  app = await startApp();
  expert = await app.as('expert');
  coordinator = await app.as('coordinator');
  secretariat = await app.as('secretariat');
  expertId = (await app.get(PersonFinder).byAddress(cast.expert.email))!.personId;
  const persons = app.get(PersonService);
  const fields = (await persons.fields(expertId))!;
  const known = { countries: ['BD', 'PK'], methods: ['research'], topics: ['statistics'] };
  await persons.change(system, expertId, { ...fields, ...known });
  await coordinator.get('/me');
  await secretariat.get('/me');
  await expert.get('/me');
});
afterAll(() => app.close());

describe('who knows what, on the own page', () => {
  it('is shown as a coordinator stated it, before it is called right', async () => {
    const page = (await expert.get('/me?lang=en')).text;
    for (const id of ['f-countries-BD', 'f-countries-PK', 'f-methods-research']) {
      expect(page).toMatch(new RegExp(`id="${id}"[^>]* checked`));
    }
    expect(page).toMatch(/<dt>State<\/dt><dd>[\s\S]{0,400}Norway/);
    expect(page).toContain('What the coordinator keeps');
    expect(await own()).toMatchObject({ countries: ['BD', 'PK'], methods: ['research'], memberships: [] });
  });

  it('stays as the coordinator stated it when only an address is chosen, or it is left out', async () => {
    const fields = (await app.get(PersonService).fields(expertId))!;
    const emails = [cast.expert.email, 'second@example.org'];
    await app.get(PersonService).change(system, expertId, { ...fields, emails });
    await expert.post('/me/addresses/main', { address: 'second@example.org' }).expect(303);
    await expert.post('/me/addresses/main', { address: cast.expert.email }).expect(303);
    expect(await idsOf('person_topic')).toEqual(['coordinator']);
    await expert.api('put', '/own-data', await typed({ phone: null, about: null }));
    expect(await idsOf('person_country')).toEqual(['coordinator', 'coordinator']);
    expect(await idsOf('person_method')).toEqual(['coordinator']);
  });

  it('offers long lists folded away, what is chosen above them', async () => {
    const page = (await expert.get('/me?lang=en')).text;
    const [, chosen, rest] = /<fieldset[^>]*id="f-countries"([\s\S]*?)<details([\s\S]*?)<\/fieldset>/.exec(page)!;
    expect(chosen!.match(/type="checkbox"/g)).toHaveLength(2);
    expect(rest).toContain('Choose more');
    expect(rest!.match(/type="checkbox"/g)!.length).toBeGreaterThan(200);
    const refused = await expert.post('/me?lang=en', await typed({ phone: 'call me', languages: 'so' }));
    expect(refused.text).toMatch(/id="f-languages-so"[^>]* checked/);
  });

  it('is the person’s own word once the page with it was saved', async () => {
    await expert.post('/me', await typed({ countries: ['', 'BD'], methods: [''] })).expect(303);
    expect(await own()).toMatchObject({ countries: ['BD'], methods: [] });
    expect(await idsOf('person_country')).toEqual(['person']);
  });

  it('takes telephone numbers only', async () => {
    expect((await expert.post('/me', await typed({ phone: 'call me' }))).status).toBe(422);
    await expert.post('/me', await typed({ phone: '+47 (22) 35-50.00 ext 12' })).expect(303);
  });
});

describe('what the coordinator keeps', () => {
  const propose = (field: string, value: string, more: object = {}) =>
    expert.post('/me/proposals?lang=en', { field, value, ...more });
  const waiting = async () => {
    const page = await coordinator.get('/data-protection?lang=en');
    return { page: page.text, id: /\/data-protection\/proposals\/([\w-]+)\/decision/.exec(page.text)?.[1] };
  };
  const decide = (id: string, body: object) =>
    coordinator.post(`/data-protection/proposals/${id}/decision`, { version: 1, ...body });

  it('is not proposed as it is already', async () => {
    const refused = await propose('state', 'NO');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This is what the register says already');
    expect((await waiting()).id).toBeUndefined();
  });

  it('is withdrawn by whoever proposed it, and by nobody else', async () => {
    await propose('state', 'SE', { words: 'I work in Stockholm now' }).expect(303);
    const { id, page } = await waiting();
    expect(page).toMatch(/Sweden[\s\S]*In the register now[\s\S]*Norway[\s\S]*I work in Stockholm now/);
    expect((await coordinator.post(`/me/proposals/${id}/withdrawal`)).status).toBe(404);
    await expert.post(`/me/proposals/${id}/withdrawal`).expect(303);
    expect((await expert.get('/me?lang=en')).text).toContain('withdrawn');
    expect((await expert.post(`/me/proposals/${id}/withdrawal`)).status).toBe(409);
    expect((await decide(id!, { decision: 'accepted' })).status).toBe(409);
  });

  it('is declined with a reason only, which goes to the person by mail and stands on their page', async () => {
    await propose('state', 'SE').expect(303);
    const id = (await waiting()).id!;
    const refused = await decide(id, { decision: 'declined' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="f-reason"');
    await decide(id, { decision: 'declined', reason: 'Your agency is in Oslo' }).expect(303);
    const mail = (await app.mails()).at(-1)!;
    expect(mail.subject).toBe('Your proposal is declined: State');
    expect((await expert.get('/me')).text).toContain('Your agency is in Oslo');
  });

  it('changes in the register when it is accepted: place of work with its function, then the function alone', async () => {
    const institute = { name: 'Institute of Return', acronym: null, type: 'research', stateCode: 'NO', website: null };
    const place = (await coordinator.api('post', '/organisations', { ...institute, note: null })).body;
    await propose('organisation', place.id, { function: 'Adviser' }).expect(303);
    await decide((await waiting()).id!, { decision: 'accepted' }).expect(303);
    await propose('function', 'Head of unit').expect(303);
    const { id, page } = await waiting();
    expect(page).toMatch(/Head of unit[\s\S]*In the register now[\s\S]*Adviser/);
    await decide(id!, { decision: 'accepted' }).expect(303);
    expect((await own()).affiliations[0]).toMatchObject({ organisation: place.name, function: 'Head of unit' });
    expect((await app.mails()).at(-1)!.subject).toBe('Your proposal is accepted: Function');
    const history = (await coordinator.get(`/persons/${expertId}?lang=en`)).text;
    expect(history).toMatch(
      /Proposal of the person declined[\s\S]*<dt>State<\/dt><dd>from Norway \(NO\) to Sweden \(SE\)/,
    );
    expect(history).toMatch(/Proposal of the person accepted[\s\S]{0,90}from Adviser to Head of unit/);
    await propose('other', 'My first name has an accent').expect(303);
    await decide((await waiting()).id!, { decision: 'accepted' }).expect(303);
  });
});

describe('consents by a program', () => {
  it('are true or false for a purpose that is known; a slip withdraws nothing', async () => {
    const given = async () =>
      (await own()).consents
        .filter((one: { isGiven: boolean }) => one.isGiven)
        .map((one: { purpose: string }) => one.purpose);
    await expert.api('put', '/own-data/consents', { profile_network: true });
    for (const slip of [{ profile_network: 'yes' }, { profile_network: null }, { zzz: true }]) {
      expect((await expert.api('put', '/own-data/consents', slip)).status).toBe(422);
    }
    expect(await given()).toEqual(['profile_network']);
  });

  it('are kept with the time of day, and their wording can be read', async () => {
    const page = (await expert.get('/me/shown?lang=en')).text;
    expect(page).toMatch(
      /Profile for the whole network – yes[\s\S]*<summary>The text[\s\S]*Everybody who is signed in/,
    );
    expect(page).toMatch(/Yes, since [^<]*\d\d:\d\d/);
  });
});

describe('a link to somebody’s own page', () => {
  it('is hidden from organisers under “Sent mail”, because whoever opens it speaks for the person', async () => {
    await app.visitor().post('/me/link', { address: cast.expert.email }).expect(303);
    await app.work();
    const [mail] = await app.get(Db).rows<{ id: string; subject: string }>(sql`
      SELECT id, subject FROM mail_message WHERE about_noun = 'privacy' ORDER BY id DESC LIMIT 1`);
    for (const reader of [secretariat, coordinator]) {
      expect((await reader.get('/sent-mail')).text).not.toContain(mail!.id);
      expect((await reader.get(`/sent-mail/${mail!.id}`)).status).toBe(404);
      expect((await reader.api('get', `/sent-mail/${mail!.id}/message`)).status).toBe(404);
    }
    const administrator = await app.as('administrator');
    expect((await administrator.get(`/sent-mail/${mail!.id}`)).status).toBe(200);
    expect((await secretariat.get('/sent-mail')).text).toContain('Your proposal is accepted');
  });
});

describe('the addresses of somebody with an account', () => {
  it('are not changed by a mail link, by which somebody else would get into the account', async () => {
    for (const [role, address] of [
      ['administrator', cast.administrator.email],
      ['expert', cast.expert.email],
    ] as const) {
      await app.visitor().post('/me/link', { address }).expect(303);
      await app.work();
      const raw = (await app.mails()).at(-1)!.raw.replace(/=\r\n/g, '');
      const [link] = /\/m\/[\w-]{43}/.exec(raw)!;
      const before = (await app.mails()).length;
      for (const path of ['', '/main', '/removal']) {
        const answer = await app.visitor().post(`${link}/addresses${path}`, { address: 'evil@attacker.example.org' });
        expect([role, path, answer.status]).toEqual([role, path, 422]);
      }
      expect((await app.mails()).length).toBe(before);
      const page = (await app.visitor().get(`${link}?lang=en`)).text;
      expect(page).toContain('You have an account. To change your addresses, sign in');
      expect(page).not.toContain(`action="${link}/addresses`);
    }
  });
});

describe('outside the EEA', () => {
  it('nothing goes by a rule that has no ground, and none is there from the start', async () => {
    expect(await app.get(PersonFieldsService).rules()).toEqual([]);
    await coordinator.get('/data-protection/outside-eea');
    const refused = await coordinator.post('/data-protection/outside-eea', { is_phone: 'true', why_phone: ' ' });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/id="f-is-phone"[^>]* checked/);
    const rule = { is_phone: 'true', why_phone: 'Agreement of 2024' };
    await coordinator.post('/data-protection/outside-eea', rule).expect(303);
    expect((await expert.get('/me/shown?lang=en')).text).toContain('Telephone: Agreement of 2024');
    await coordinator.post('/data-protection/outside-eea', {}).expect(303);
    const told = (await coordinator.get('/data-protection/outside-eea?lang=en')).text;
    expect(told).toMatch(
      /removed: allowed \(Agreement of 2024\)[\s\S]*Kari[\s\S]*now allowed \(Agreement of 2024\)[\s\S]*Kari/,
    );
  });

  it('a public profile shows there what is for everybody, as its consent says, and needs no other one', async () => {
    await expert.post('/me/shown', { phone: 'public', languages: 'network' }).expect(303);
    expect((await expert.get('/me/shown?lang=en')).text).toContain('have not agreed to a public profile');
    await expert.post('/me/shown', { profile_public: 'true' }).expect(303);
    const page = (await expert.get('/me/shown?lang=en')).text;
    expect(page).toContain('The internet does not end at the border of the EEA');
    expect(page).toContain('also outside the EEA, where the law may protect my data less');
    expect((await app.visitor().get(`/profiles/${expertId}`)).text).toContain('+47 (22) 35-50.00');
    const outside = (await (await app.as('stateContact')).api('get', `/persons/${expertId}`)).body;
    expect(outside).toMatchObject({ phone: '+47 (22) 35-50.00 ext 12', languages: [] });
    await expert.post('/me/shown', { profile_public: '' }).expect(303);
    expect((await app.visitor().get(`/profiles/${expertId}`)).status).toBe(404);
  });
});

describe('what is told of one’s data', () => {
  it('is taken out with names beside the ids, and the log calls it by its name', async () => {
    const group = await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`);
    const term = {
      personId: expertId,
      stateCode: 'NO',
      role: 'member' as const,
      validFrom: '2020-01-01',
      validTo: null,
    };
    await app.get(MembershipService).add(system, group!.id, term);
    expect((await coordinator.get(`/persons/${expertId}?lang=nb`)).text).toContain('Inn i REG som medlem');
    const { records } = JSON.parse((await expert.post('/me/data', { format: 'json' })).text);
    expect(records.membership[0].group).toMatch(/^REG: /);
    expect(records.affiliation[0].organisation).toEqual(expect.any(String));
    expect(records.person_country[0]).toMatchObject({ countryCode: 'BD', country: 'Bangladesh' });
    const log = (await (await app.as('administrator')).get('/audit?lang=en&what=own-data')).text;
    expect(log).toContain('Own data');
    expect(log).not.toContain('audit.what');
  });

  it('shows what is open first, and what is finished folded away', async () => {
    const asked = { description: null, startOn: null, responsibleKind: 'person', personIds: [expertId] };
    for (const title of ['Count returns', 'Count again']) {
      await secretariat.api('post', '/actions', { ...asked, title, dueOn: '2026-12-20' }).expect(201);
    }
    const lines = await app.get(Db).rows<{ id: string }>(sql`
      SELECT p.id FROM action_progress p JOIN action_item a ON a.id = p.action_id
      WHERE p.person_id = ${expertId} AND a.title = 'Count again'`);
    await expert.post(`/progress/${lines[0]!.id}/report`, { status: 'done', note: 'All', version: 1 }).expect(303);
    const page = (await expert.get('/me/activity?lang=en')).text;
    expect(page).toMatch(/Count returns[\s\S]*due 20 Dec 2026[\s\S]*<summary>Finished \(1\)[\s\S]*Count again/);
  });

  it('names earlier meetings, each with its page', async () => {
    const { id } = await aHeldMeeting(app, []);
    await secretariat.api('post', `/meetings/${id}/invitations`, {
      persons: [{ personId: await personOf(app, 'expert') }],
    });
    const db = app.get(Db);
    await db.tx(() =>
      db.run(
        sql`UPDATE meeting SET start_at = '2026-01-10T08:00:00.000Z', end_at = '2026-01-10T09:00:00.000Z' WHERE id = ${id}`,
      ),
    );
    const page = (await expert.get('/me/activity?lang=en')).text;
    expect(page).toMatch(new RegExp(`Earlier meetings[\\s\\S]*href="/meetings/${id}"`));
  });

  it('is in the mails to them, which they read without the links', async () => {
    await expert.post('/me/addresses', { address: 'third@example.org' }).expect(303);
    expect((await expert.get('/me?lang=en')).text).toContain('third@example.org waits to be confirmed');
    const page = (await expert.get('/me/activity?lang=en')).text;
    expect(page).toMatch(/<li>Confirm the new address<span/);
    const [, href] = /href="(\/me\/mails\/[\w-]+)[^"]*">Your proposal is declined: State/.exec(page)!;
    expect((await expert.get(href!)).text).toContain('Your agency is in Oslo');
    expect((await coordinator.get(href!)).status).toBe(404);
    const secrets = await app.get(Db).rows<{ id: string }>(sql`
      SELECT id FROM mail_message WHERE person_id = ${expertId} AND about_noun = 'privacy'`);
    expect((await expert.get(`/me/mails/${secrets[0]!.id}`)).status).toBe(404);
  });

  it('is chosen from, when something is asked for', async () => {
    const hint = 'Coordinators and administrators decide these requests';
    expect((await secretariat.get('/data-protection?lang=en')).text).toContain(hint);
    expect((await coordinator.get('/data-protection?lang=en')).text).not.toContain(hint);
    const refused = await expert.post('/me/requests?lang=en', {});
    expect([refused.status, refused.text.includes('Choose one')]).toEqual([422, true]);
  });

  it('is on the page about privacy for everybody', async () => {
    const page = (await app.visitor().get('/privacy?lang=en')).text;
    expect(page).toContain('For each field you decide who else sees it');
    expect(page).toContain('href="/me"');
    expect(page).not.toContain('Phone numbers and notes are shown to organisers only');
  });
});
