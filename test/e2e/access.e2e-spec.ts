import { AccountService, LinkService } from '@samrad/access';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast, demoPassword } from '../support/cast.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const outsider = { givenName: 'Peder', familyName: 'Ås', email: cast.outsider.email };
const linkIn = (raw: string) => /\/sign-in\/link\/[\w-]{43}/.exec(raw.replace(/=\r?\n/g, ''))![0];

/** Asks for a link and reads it from the mail. */
async function mailedLink(email: string, next = '/'): Promise<string> {
  const answer = await app.visitor().post('/sign-in/link', { email, next });
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('/sign-in/link/sent');
  await app.work();
  const mail = (await app.mails()).at(-1)!;
  expect(mail.toAddress).toBe(email);
  return linkIn(mail.raw);
}

const idOf = async (email: string): Promise<string> =>
  (await app.get(Db).row<{ id: string }>(sql`
    SELECT a.id FROM account a JOIN person_email e ON e.person_id = a.person_id WHERE e.address = ${email}`))!.id;

describe('signing in by password', () => {
  it('opens a session and goes on to where one wanted to be', async () => {
    const browser = app.visitor();
    const answer = await browser.post('/sign-in', {
      email: cast.coordinator.email,
      password: demoPassword,
      next: '/profile?lang=en',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/profile?lang=en');
    const page = await browser.get('/profile?lang=en');
    expect(page.text).toContain('My account');
  });

  it('takes the address in any case, and any address of the person', async () => {
    const answer = await app
      .visitor()
      .post('/sign-in', { email: ` ${cast.expert.email.toUpperCase()} `, password: demoPassword });
    expect(answer.status).toBe(303);
  });

  it('keeps the address and not the password when it is wrong', async () => {
    const answer = await app
      .visitor()
      .post('/sign-in?lang=en', { email: cast.expert.email, password: 'wrong-Trondheim-77' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(cast.expert.email);
    expect(answer.text).toContain('do not belong together');
    expect(answer.text).not.toContain('wrong-Trondheim-77');
    expect(String(answer.headers['set-cookie'])).not.toContain('sid=');
  });

  it('sends those who are signed in already straight on', async () => {
    const browser = await app.as('secretariat');
    expect((await browser.get('/sign-in?next=/meetings')).headers.location).toBe('/meetings');
  });
});

describe('signing in by link', () => {
  it('works once, after a button is pressed', async () => {
    const link = await mailedLink(cast.expert.email, '/profile');
    const browser = app.visitor();
    const page = await browser.get(link);
    expect(page.status).toBe(200);
    expect((await browser.get(link)).status).toBe(200);
    const used = await browser.post(link);
    expect(used.headers.location).toBe('/profile');
    expect((await browser.get('/profile')).status).toBe(200);
    const again = await app.visitor().post(link);
    expect(again.status).toBe(410);
    expect((await app.visitor().get(link)).status).toBe(410);
  });

  it('is written in the language of mails to the person, whichever they read the pages in', async () => {
    const speak = (language: string) =>
      app.get(Db).tx(() => app.get(Db).run(sql`UPDATE person SET mail_language = ${language} WHERE id <> ''`));
    await speak('nn');
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE account SET language = 'nb' WHERE id <> ''`));
    await mailedLink(cast.expert.email);
    const mail = (await app.mails()).at(-1)!;
    expect(mail.subject).toBe('Innloggingslenkja di til Samråd');
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE account SET language = NULL WHERE id <> ''`));
    await speak('en');
  });

  it('gives a person of the network without an account one as expert', async () => {
    await app.get(PersonService).createContact(system, outsider);
    const link = await mailedLink(outsider.email);
    const browser = app.visitor();
    await browser.get(link);
    expect((await browser.post(link)).status).toBe(303);
    const me = await browser.api('get', '/me');
    expect(me.body).toMatchObject({ name: 'Peder Ås', roles: ['expert'], email: outsider.email });
  });

  it('is not sent to somebody who is unknown, who has left, or whose account is switched off', async () => {
    const id = await app.get(PersonService).createContact(system, { ...outsider, email: 'gone@example.org' });
    await app.get(PersonService).leave(system, id, { leftOn: app.get(Clock).today(), version: 1 });
    const before = (await app.mails()).length;
    for (const email of ['gone@example.org', 'nobody@example.org']) {
      const answer = await app.visitor().post('/sign-in/link', { email });
      expect(answer.headers.location).toBe('/sign-in/link/sent');
    }
    await app.work();
    expect(await app.mails()).toHaveLength(before);
  });

  it('stops when the account is switched off in the meantime', async () => {
    const link = await mailedLink(outsider.email);
    const accounts = app.get(AccountService);
    const id = await idOf(outsider.email);
    await accounts.disable(system, id, 1);
    expect((await app.visitor().post(link)).status).toBe(410);
    await accounts.enable(system, id, 2);
  });

  it('lets one choose a password without the old one, which ends other sessions and sends a mail', async () => {
    const other = await app.as('expert');
    const link = await mailedLink(cast.expert.email, '/profile/password');
    const browser = app.visitor();
    await browser.get(link);
    await browser.post(link);
    const page = await browser.get('/profile/password');
    expect(page.text).not.toContain('name="current"');
    const weak = await browser.post('/profile/password', { password: 'passord12345', repeat: 'passord12345' });
    expect(weak.status).toBe(422);
    const set = await browser.post('/profile/password', { password: demoPassword, repeat: demoPassword });
    expect(set.headers.location).toBe('/profile');
    expect((await browser.get('/profile')).status).toBe(200);
    expect((await other.get('/profile')).headers.location).toContain('/sign-in');
    expect((await app.mails()).at(-1)!.subject).toBe('Your password in Samråd is changed');
  });
});

describe('the profile', () => {
  let browser: Browser;
  beforeEach(async () => {
    browser = await app.as('stateContact');
  });

  it('changes the language of the pages; what the register holds is on the own page, and only there', async () => {
    const page = (await browser.get('/profile?lang=en')).text;
    expect(page).not.toContain('name="givenName"');
    expect(page).toMatch(/who sees what[^<]*<a[^>]*href="\/me"/);
    const before = (await browser.api('get', '/own-data')).body;
    await browser.post('/profile', { givenName: 'Nobody', language: 'nb' }).expect(303);
    expect((await browser.get('/profile')).text).toContain('Min konto');
    expect((await browser.api('get', '/own-data')).body).toEqual(before);
  });

  it('asks for the present password before it takes a new one', async () => {
    const wrong = await browser.post('/profile/password', {
      current: 'not this one at all',
      password: 'Fire fjell og en fjord',
      repeat: 'Fire fjell og en fjord',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('Fire fjell');
    const right = await browser.post('/profile/password', {
      current: demoPassword,
      password: demoPassword,
      repeat: demoPassword,
    });
    expect(right.status).toBe(303);
  });

  it('lists sessions and ends one, and all others', async () => {
    const second = await app.as('stateContact');
    const third = await app.as('stateContact');
    const list = await browser.api('get', '/sessions');
    const sessions = list.body.items as { id: string; isCurrent: boolean }[];
    const ofSecond = (await second.api('get', '/sessions')).body.items.find((s: { isCurrent: boolean }) => s.isCurrent);
    expect(sessions.filter((session) => session.isCurrent)).toHaveLength(1);
    await browser.get('/profile/sessions');
    expect((await browser.post(`/profile/sessions/${ofSecond.id}/end`)).status).toBe(303);
    expect((await second.get('/profile')).status).toBe(303);
    expect((await third.get('/profile')).status).toBe(200);
    expect((await browser.post('/profile/sessions/end-others')).status).toBe(303);
    expect((await third.get('/profile')).status).toBe(303);
    expect((await browser.get('/profile')).status).toBe(200);
  });

  it('cannot end the session of somebody else', async () => {
    const other = await app.as('secretariat');
    const theirs = (await other.api('get', '/sessions')).body.items[0].id as string;
    expect((await browser.post(`/profile/sessions/${theirs}/end`)).status).toBe(404);
    expect((await other.get('/profile')).status).toBe(200);
  });

  it('shows a new token once, and it stops when it is revoked', async () => {
    await browser.get('/profile/tokens');
    const created = await browser.post('/profile/tokens', { name: 'Case system', days: '30' });
    expect(created.status).toBe(201);
    const token = /value="(samrad_[\w-]{43})"/.exec(created.text)![1]!;
    const byToken = () => app.visitor().raw.get('/api/v1/me').set('authorization', `Bearer ${token}`);
    expect((await byToken()).body).toMatchObject({ roles: ['state_contact'] });
    expect((await browser.get('/profile/tokens')).text).not.toContain(token);
    const id = /tokens\/([\w-]+)\/revoke/.exec((await browser.get('/profile/tokens')).text)![1];
    expect((await browser.post(`/profile/tokens/${id}/revoke`)).status).toBe(303);
    expect((await byToken()).status).toBe(401);
    expect((await byToken()).headers['content-type']).toContain('application/problem+json');
    expect((await byToken()).headers['www-authenticate']).toBe('Bearer realm="Samrad"');
  });

  it('makes, renews and stops the address of the calendar', async () => {
    await browser.get('/profile/calendar');
    const addressIn = (text: string) => /value="http:\/\/127\.0\.0\.1(\/calendar\/[\w-]{43}\.ics)"/.exec(text)![1]!;
    const first = await browser.post('/profile/calendar');
    expect(first.status).toBe(201);
    const second = addressIn((await browser.post('/profile/calendar')).text);
    expect(second).not.toBe(addressIn(first.text));
    const token = second.slice('/calendar/'.length, -'.ics'.length);
    const asApi = await app.visitor().raw.get('/api/v1/me').set('authorization', `Bearer ${token}`);
    expect(asApi.status).toBe(401);
    expect((await browser.post('/profile/calendar/revoke')).status).toBe(303);
  });
});

describe('the accounts', () => {
  it('are listed, searched and filtered for administrators', async () => {
    const browser = await app.as('administrator');
    const page = await browser.get('/accounts?q=hansen&role=secretariat');
    expect(page.text).toContain('Ola Hansen');
    expect(page.text).not.toContain('Kari Nordmann');
    expect((await browser.api('get', '/accounts?role=coordinator')).body.items).toMatchObject([
      { name: 'Kari Nordmann', roles: ['coordinator'] },
    ]);
  });

  it('are made for people in the network, with a link', async () => {
    const personId = await app.get(PersonService).createContact(system, {
      givenName: 'Maria',
      familyName: 'Lindqvist',
      email: cast.swede.email,
    });
    const browser = await app.as('administrator');
    const page = await browser.get('/accounts/new?q=lindqvist');
    expect(page.text).toContain(personId);
    const none = await browser.post('/accounts/new', { q: 'lindqvist' });
    expect(none.status).toBe(422);
    const made = await browser.post('/accounts/new', {
      personId,
      roles: ['state_contact', 'expert'],
      sendLink: 'true',
    });
    expect(made.status).toBe(303);
    expect((await app.mails()).at(-1)).toMatchObject({ toAddress: cast.swede.email });
    const again = await browser.post('/accounts/new', { personId, roles: 'expert' });
    expect(again.status).toBe(422);
    expect((await browser.get(made.headers.location!)).text).toContain('Maria Lindqvist');
  });

  it('get and lose roles, with history; a stale page is told so', async () => {
    const browser = await app.as('administrator');
    const id = await idOf(cast.swede.email);
    await browser.get(`/accounts/${id}`);
    expect((await browser.post(`/accounts/${id}/roles`, { roles: 'secretariat', version: 1 })).status).toBe(303);
    expect((await browser.post(`/accounts/${id}/roles`, { roles: 'expert', version: 1 })).status).toBe(409);
    expect((await browser.post(`/accounts/${id}/roles`, { version: 2 })).status).toBe(422);
    const page = await browser.get(`/accounts/${id}?lang=en`);
    expect(page.text).toContain('Roles given: Secretariat. Roles taken: State contact, Expert');
  });

  it('are signed out at once when they are switched off', async () => {
    const administrator = await app.as('administrator');
    const coordinator = await app.as('coordinator');
    const id = await idOf(cast.coordinator.email);
    const { version } = (await administrator.api('get', `/accounts/${id}`)).body;
    expect((await administrator.get(`/accounts/${id}/disabling`)).status).toBe(200);
    await administrator.post(`/accounts/${id}/disabling`, { version });
    expect((await coordinator.get('/profile')).status).toBe(303);
    await administrator.post(`/accounts/${id}/enabling`, { version: version + 1 });
    expect((await app.as('coordinator')).get).toBeDefined();
  });

  it('always keep one administrator', async () => {
    const browser = await app.as('administrator');
    const id = await idOf(cast.administrator.email);
    const { version } = (await browser.api('get', `/accounts/${id}`)).body;
    const less = await browser.api('put', `/accounts/${id}/roles`, { roles: ['expert'], version });
    expect(less.status).toBe(409);
    expect(less.body.code).toBe('access.account.lastAdministrator');
    await browser.get(`/accounts/${id}?lang=en`);
    const off = await browser.post(`/accounts/${id}/disabling`, { version });
    expect(off.status).toBe(409);
    expect(off.text).toContain('at least one administrator');
  });

  it('of administrators cannot be had by giving an administrator another address', async () => {
    const coordinator = await app.as('coordinator');
    const administrator = await app.as('administrator');
    const { personId } = (await administrator.api('get', '/me')).body as { personId: string };
    const { id: _id, ...person } = (await administrator.api('get', `/persons/${personId}`)).body;
    const fields = { ...person, emails: [cast.administrator.email, 'mine@example.org'] };
    const refused = await coordinator.api('put', `/persons/${personId}`, fields);
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'network.person.invalid.emailProtected']);
    const list = `First name;Last name;E-mail\n${person.givenName};${person.familyName};${cast.administrator.email}, mine@example.org\n`;
    const file = { content: Buffer.from(list), filename: 'list.csv' };
    const { id } = (await coordinator.upload('/api/v1/imports', 'file', file)).body as { id: string };
    const { version: checked } = (await coordinator.api('post', `/imports/${id}/finalisation`, {})).body;
    await coordinator.api('post', `/imports/${id}/start`, { source: 'spec', purpose: 'spec', version: checked });
    await app.work();
    const { items } = (await coordinator.api('get', `/imports/${id}/rows`)).body;
    expect([items[0].ruling, items[0].problems[0].code]).toEqual(['refused', 'network.person.invalid.emailProtected']);
    const phone = await coordinator.api('put', `/persons/${personId}`, { ...person, phone: '+47 22 00 00 00' });
    expect(phone.status).toBe(200);
    const version = phone.body.version as number;
    const own = await administrator.api('put', `/persons/${personId}`, { ...fields, version });
    expect(own.status).toBe(200);
  });

  it('get no further address from others than administrators, and the old address is told', async () => {
    const coordinator = await app.as('coordinator');
    const administrator = await app.as('administrator');
    const { personId } = (await administrator.api('get', `/accounts/${await idOf(cast.expert.email)}`)).body;
    const { id: _id, ...person } = (await coordinator.api('get', `/persons/${personId}`)).body;
    const fields = { ...person, emails: ['mine@takeover.example.org', ...person.emails] };
    const refused = await coordinator.api('put', `/persons/${personId}`, fields);
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'access.addresses.protected']);
    expect((await administrator.api('put', `/persons/${personId}`, fields)).status).toBe(200);
    const told = (await app.mails()).at(-1)!;
    expect(told).toMatchObject({ toAddress: cast.expert.email });
    expect(told.subject).toMatch(/e-mail addresses|E-postadressene/);
    const back = await coordinator.api('put', `/persons/${personId}`, { ...person, version: person.version + 1 });
    expect(back.status).toBe(200);
    expect((await app.mails()).at(-1)).toMatchObject({ toAddress: 'mine@takeover.example.org' });
  });

  it('get a few sign-in links in an hour from administrators, then no more', async () => {
    const administrator = await app.as('administrator');
    const at = `/accounts/${await idOf(cast.expert.email)}`;
    await administrator.get(at);
    for (let n = 0; n < 5; n += 1) await administrator.post(`${at}/sign-in-link`).expect(303);
    expect((await administrator.post(`${at}/sign-in-link`)).status).toBe(429);
  });

  it('of administrators end by administrators, and never the last one', async () => {
    const administrator = await app.as('administrator');
    const { personId } = (await administrator.api('get', '/me')).body as { personId: string };
    const { version } = (await administrator.api('get', `/persons/${personId}`)).body as { version: number };
    const departure = { leftOn: app.get(Clock).today(), version };
    const byCoordinator = await (await app.as('coordinator')).api('put', `/persons/${personId}/departure`, departure);
    expect([byCoordinator.status, byCoordinator.body.code]).toEqual([409, 'access.account.administratorStays']);
    const byTheLast = await administrator.api('put', `/persons/${personId}/departure`, departure);
    expect([byTheLast.status, byTheLast.body.code]).toEqual([409, 'access.account.lastAdministrator']);
  });

  it('are nobody else’s business', async () => {
    const coordinator = await app.as('coordinator');
    expect((await coordinator.get('/accounts')).status).toBe(403);
    expect((await coordinator.api('get', '/accounts')).status).toBe(403);
    const { id } = (await app.get(Db).row<{ id: string }>(sql`
      SELECT id FROM mail_message WHERE about_noun = 'sign-in' LIMIT 1`))!;
    for (const mail of [id, 'unknown']) expect((await coordinator.post(`/sent-mail/${mail}/retry`)).status).toBe(404);
  });
});

describe('a link of the command line', () => {
  it('signs in', async () => {
    const personId = await app.get(PersonService).createContact(system, { ...outsider });
    const url = await app.get(LinkService).issue(personId, '/profile/password');
    const browser = app.visitor();
    await browser.get(new URL(url).pathname);
    expect((await browser.post(new URL(url).pathname)).headers.location).toBe('/profile/password');
  });
});
