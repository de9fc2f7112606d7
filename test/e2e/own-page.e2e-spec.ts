import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckService } from '@samrad/myself';
import { Consents, GroupFinder, MembershipService, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';
import { actorWith } from '../support/network.js';

let app: TestApp;
let expert: Browser;
let coordinator: Browser;
let expertId: string;

beforeAll(async () => {
  app = await startApp();
  expert = await app.as('expert');
  coordinator = await app.as('coordinator');
  expertId = (await app.get(PersonFinder).byAddress(cast.expert.email))!.personId;
});
afterAll(() => app.close());

/** The newest personal link in the mails. */
async function linkIn(path: 'm' | 'n'): Promise<string> {
  const raw = (await app.mails()).at(-1)!.raw.replace(/=\r\n/g, '');
  return new RegExp(`/${path}/[\\w-]{43}`).exec(raw)![0];
}
/** The form of the own page as it stands, with what somebody changed in it. */
async function asTyped(more: object): Promise<Record<string, unknown>> {
  const { body: own } = await expert.api('get', '/own-data');
  const { givenName, familyName, phone, mailLanguage, languages, topics, about, version } = own;
  return { givenName, familyName, phone, mailLanguage, languages, topics, about, version, ...more };
}
async function askForLink(address: string): Promise<string> {
  await app.visitor().post('/me/link', { address }).expect(303);
  await app.work();
  return linkIn('m');
}

describe('the own page', () => {
  it.each(['/me', '/me/shown', '/me/activity', '/me/data'])(
    '%s opens by account and, for visitors, asks for a link',
    async (path) => {
      const page = await expert.get(path);
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/(myself|network)\.[a-z]+\.[a-z]/i);
      const visitor = await app.visitor().get(path);
      expect([visitor.status, visitor.headers.location]).toEqual([303, '/me/link']);
    },
  );

  it('corrects the own data, and the history says that it was the person', async () => {
    const { body: own } = await expert.api('get', '/own-data');
    await expert.get('/me');
    const typed = { givenName: 'Samuel', familyName: 'Tesfay', phone: '+47 22 33 44 55', mailLanguage: 'nb' };
    await expert
      .post('/me', { ...typed, languages: ['en', 'ti'], about: 'Counselling', version: own.version })
      .expect(303);
    const { body } = await expert.api('get', '/own-data');
    expect(body).toMatchObject({ phone: '+47 22 33 44 55', languages: ['en', 'ti'], about: 'Counselling' });
    expect((await expert.post('/me', { ...typed, version: own.version })).status).toBe(409);
    const page = (await coordinator.get(`/persons/${expertId}`)).text;
    expect(page).toContain('Counselling');
    expect(page).toMatch(/Samuel Tesfay[\s\S]*Changed: /);
  });

  it('is confirmed with one button, which saves what stands there first', async () => {
    const page = (await expert.get('/me?lang=en')).text;
    expect(page).toMatch(/<form[^>]*id="own"/);
    expect(page).toMatch(/form="own" formaction="\/me\/confirmation[^>]*>[\s\S]{0,200}Save and confirm/);
    const before = (await coordinator.api('get', `/persons/${expertId}`)).body.confirmedAt;
    const refused = await expert.post('/me/confirmation?lang=en', await asTyped({ phone: 'call me' }));
    expect([refused.status, refused.text.includes('value="call me"')]).toEqual([422, true]);
    expect((await expert.post('/me/confirmation', await asTyped({ version: 1 }))).status).toBe(409);
    expect((await coordinator.api('get', `/persons/${expertId}`)).body.confirmedAt).toBe(before);
    await expert.post('/me/confirmation', await asTyped({ phone: '+47 99 88 77 66' })).expect(303);
    const { body } = await coordinator.api('get', `/persons/${expertId}`);
    expect([body.confirmedAt === before, body.phone]).toEqual([false, '+47 99 88 77 66']);
  });

  it('notes consents with the way they were given', async () => {
    await expert.get('/me/shown');
    await expert.post('/me/shown', { newsletter: ['', 'true'], photo: ['', 'true'] }).expect(303);
    await expert.post('/me/shown', { newsletter: ['', 'true'], photo: '' }).expect(303);
    const { body } = await expert.api('get', '/own-data');
    const of = (purpose: string) => body.consents.find((one: { purpose: string }) => one.purpose === purpose);
    expect(of('newsletter')).toMatchObject({ isGiven: true, way: 'own_page' });
    expect(of('photo')).toMatchObject({ isGiven: false });
    expect((await coordinator.get(`/persons/${expertId}`)).text).toContain(
      'Consent given: Newsletters (on the own page)',
    );
  });
});

describe('who sees what, and the consents', () => {
  it('are saved by one button, all that was changed on the page', async () => {
    const page = (await expert.get('/me/shown?lang=en')).text;
    expect(page.match(/<form[^>]*action="\/me\/[^>]*>/g)).toHaveLength(1);
    await expert.post('/me/shown', { phone: 'network', outside_eea: ['', 'true'], photo: '' }).expect(303);
    const { shown, consents } = (await expert.api('get', '/own-data')).body;
    const given = consents.filter((one: { isGiven: boolean }) => one.isGiven);
    expect([shown.phone, given.map((one: { purpose: string }) => one.purpose).sort()]).toEqual([
      'network',
      ['newsletter', 'outside_eea'],
    ]);
  });

  it('say nothing of what stands as it stood', async () => {
    const said = () =>
      app.get(Db).rows<{ id: string }>(sql`SELECT id FROM consent WHERE person_id = ${expertId} ORDER BY id`);
    const old = { personId: expertId, purpose: 'profile_public', isGiven: true, way: 'paper' } as const;
    await app.get(Consents).record(actorWith('coordinator', { personId: expertId }), { ...old, textVersion: '2026-1' });
    const before = await said();
    await expert
      .post('/me/shown', { phone: 'group', profile_public: '', outside_eea: ['', 'true'], photo: '' })
      .expect(303);
    expect(await said()).toEqual(before);
  });
});

describe('a personal link', () => {
  it('opens the own page without an account, and nothing else', async () => {
    const link = await askForLink(cast.chair.email).catch(() => null);
    expect(link).toBeNull(); // not in the register
    const mine = await askForLink(cast.expert.email);
    const visitor = app.visitor();
    const page = await visitor.get(mine);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Tesfay');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect((await visitor.get('/persons')).status).toBe(303);
    await visitor.post(`${mine}/shown`, { phone: 'organisers', photo: ['', 'true'] }).expect(303);
    const { body } = await expert.api('get', '/own-data');
    expect(body.shown.phone).toBe('organisers');
    expect(body.consents.find((one: { purpose: string }) => one.purpose === 'photo').way).toBe('mail_link');
  });

  it('says the same whether the address is known or not', async () => {
    const answers = await Promise.all(
      ['unknown@nowhere.example.org', cast.coordinator.email].map(async (address) => {
        const answer = await app.visitor().post('/me/link', { address });
        return [answer.status, answer.headers.location, answer.text];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  it('tells nothing and changes nothing when forged or expired', async () => {
    const mine = await askForLink(cast.expert.email);
    const before = (await expert.api('get', '/own-data')).body;
    const forged = `/m/${'x'.repeat(43)}`;
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE own_link SET expires_at = '2020-01-01T00:00:00.000Z'`));
    const texts: string[] = [];
    for (const link of [forged, mine]) {
      const page = await app.visitor().get(link);
      expect(page.status).toBe(404);
      expect(page.text).not.toContain('Tesfay');
      texts.push(page.text.replaceAll(link, ''));
      expect((await app.visitor().post(`${link}/shown`, { phone: 'public' })).status).toBe(404);
      expect((await app.visitor().post(`${link}/data`, { format: 'json' })).status).toBe(404);
    }
    expect(texts[0]).toBe(texts[1]);
    expect((await expert.api('get', '/own-data')).body).toEqual(before);
  });
});

describe('a public profile', () => {
  it('is there once the person agrees, shows what is for everybody and may leave the EEA, and goes again', async () => {
    const at = `/profiles/${expertId}`;
    const visitor = app.visitor();
    expect((await visitor.get(at)).status).toBe(404);
    const shown = { phone: 'public', email: 'network', about: 'group' };
    await expert.post('/me/shown', { ...shown, profile_public: 'true', outside_eea: 'true' }).expect(303);
    expect((await expert.get('/me/shown')).text).toContain(at);
    const page = await visitor.get(at);
    expect([page.status, page.text.includes('Tesfay')]).toEqual([200, true]);
    expect(page.text).not.toContain(cast.expert.email);
    await expert.post('/me/shown', { profile_public: '' }).expect(303);
    expect((await visitor.get(at)).status).toBe(404);
  });
});

describe('a new address', () => {
  it('becomes the main one when the link that was sent there is used, once', async () => {
    await expert.get('/me');
    await expert.post('/me/addresses', { address: 'new.address@example.org' }).expect(303);
    const link = await linkIn('n');
    const visitor = app.visitor();
    expect((await visitor.get(link)).text).toContain('new.address@example.org');
    expect((await expert.api('get', '/own-data')).body.emails).toEqual([cast.expert.email]);
    await visitor.post(link).expect(303);
    expect((await expert.api('get', '/own-data')).body.emails).toEqual(['new.address@example.org', cast.expert.email]);
    expect((await visitor.post(link)).status).toBe(404);
  });

  it('of somebody else is treated like any other, and nothing is sent', async () => {
    await expert.get('/me');
    const before = (await app.mails()).length;
    const answer = await expert.post('/me/addresses', { address: cast.coordinator.email });
    expect(answer.status).toBe(303);
    expect((await app.mails()).length).toBe(before);
  });

  it('is dropped while it waits, and its link opens nothing', async () => {
    await expert.post('/me/addresses', { address: 'mistyped@example.org' }).expect(303);
    const link = await linkIn('n');
    await expert.post('/me/addresses/new/removal').expect(303);
    await expert.post('/me/addresses/new/removal').expect(303);
    expect((await expert.get('/me')).text).not.toContain('mistyped@example.org');
    expect((await app.visitor().post(link)).status).toBe(404);
    const history = (await coordinator.get(`/persons/${expertId}?lang=en`)).text;
    expect(history.match(/Dropped the new address before it was confirmed/g)).toHaveLength(1);
  });

  it('cannot leave somebody without one', async () => {
    await expert.post('/me/addresses/removal', { address: cast.expert.email }).expect(303);
    expect((await expert.post('/me/addresses/removal', { address: 'new.address@example.org' })).status).toBe(422);
  });
});

describe('what the coordinator must change', () => {
  it('is proposed, and done when it is accepted', async () => {
    await expert.get('/me');
    await expert.post('/me/proposals', { field: 'state', value: 'SE' }).expect(303);
    expect((await expert.post('/me/proposals', { field: 'state', value: 'FI' })).status).toBe(422);
    expect((await expert.get('/data-protection')).status).toBe(403);
    const page = await coordinator.get('/data-protection');
    const [, id] = /\/data-protection\/proposals\/([\w-]+)\/decision/.exec(page.text)!;
    await coordinator
      .post(`/data-protection/proposals/${id}/decision`, { decision: 'accepted', version: 1 })
      .expect(303);
    expect((await expert.api('get', '/own-data')).body.stateCode).toBe('SE');
    expect(
      (
        await coordinator.post(`/data-protection/proposals/${id}/decision`, {
          decision: 'declined',
          reason: 'No',
          version: 2,
        })
      ).status,
    ).toBe(409);
  });

  it('names memberships that still represent another State, with the way to change them', async () => {
    const groupId = (await app.get(GroupFinder).byCode('REG'))!.id;
    const term = { personId: expertId, role: 'member' as const, validFrom: '2020-01-01', validTo: null };
    const termId = await app.get(MembershipService).add(system, groupId, { ...term, stateCode: 'SE' });
    await expert.post('/me/proposals', { field: 'state', value: 'NO' }).expect(303);
    const { text } = await coordinator.get('/data-protection');
    const [, id] = /\/data-protection\/proposals\/([\w-]+)\/decision/.exec(text)!;
    const decision = { decision: 'accepted', version: 1 };
    const done = await coordinator.post(`/data-protection/proposals/${id}/decision`, decision);
    const page = await coordinator.get(`${done.headers.location!}&lang=en`);
    expect(page.text).toContain('belongs to Norway now');
    expect(page.text).toContain(`href="/memberships/${termId}/edit"`);
    await app.get(MembershipService).change(system, termId, { ...term, stateCode: 'NO', version: 1 });
    expect((await coordinator.get(done.headers.location!)).text).not.toContain(`/memberships/${termId}/edit`);
  });
});

describe('the yearly question', () => {
  it('is asked once, answered with one button, and listed for coordinators when it is not', async () => {
    const check = app.get(CheckService);
    const db = app.get(Db);
    const at = (sqlText: ReturnType<typeof sql>) => db.tx(() => db.run(sqlText));
    expect(await check.askDue()).toBe(0);
    await at(sql`UPDATE person SET confirmed_at = '2020-01-01T00:00:00.000Z' WHERE id = ${expertId}`);
    const before = (await app.mails()).length;
    expect(await check.askDue()).toBe(1);
    expect(await check.askDue()).toBe(0);
    expect((await app.mails()).length).toBe(before + 1);
    const link = await linkIn('m');
    await at(sql`UPDATE person SET asked_at = '2020-02-01T00:00:00.000Z' WHERE id = ${expertId}`);
    expect((await coordinator.get('/data-protection/unconfirmed')).text).toContain(`/persons/${expertId}`);
    expect((await coordinator.get('/data-protection/unconfirmed?state=DE')).text).not.toContain(`/persons/${expertId}`);
    expect((await app.visitor().get(`${link}?lang=en`)).text).toContain('We asked you on 1 Feb 2020');
    await app
      .visitor()
      .post(`${link}/confirmation`, await asTyped({ about: 'By the link' }))
      .expect(303);
    expect((await expert.api('get', '/own-data')).body.about).toBe('By the link');
    expect((await coordinator.get('/data-protection/unconfirmed')).text).not.toContain(`/persons/${expertId}`);
  });
});

describe('taking one’s data out', () => {
  it('gives JSON and a vCard, and is noted', async () => {
    await expert.get('/me/data');
    const json = await expert.post('/me/data', { format: 'json' });
    expect(json.headers['content-disposition']).toContain('me.json');
    expect(JSON.parse(json.text)).toMatchObject({ person: { family_name: 'Tesfay' } });
    const card = await expert.post('/me/data', { format: 'vcard' });
    expect(card.text).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
    const rows = await app.get(Db).rows(sql`SELECT id FROM trace WHERE what = 'own-data' AND actor_id = ${expertId}`);
    expect(rows).toHaveLength(2);
  });
});

describe('erasure', () => {
  const requests = async () => (await coordinator.api('get', '/privacy-requests')).body.items;

  it('says what goes and what stays before it is asked for; opening the page asks for nothing', async () => {
    expect((await expert.get('/me/data?lang=en')).text).toContain('href="/me/erasure');
    const page = (await expert.get('/me/erasure?lang=en')).text;
    expect(page).toMatch(/This is erased[\s\S]*This stays without a name[\s\S]*This is kept as it is/);
    expect(page).toMatch(/name="kind" value="erasure"[\s\S]*data-color="danger"/);
    expect(await requests()).toEqual([]);
  });

  it('is withdrawn by whoever asked while it waits; a mail tells them that it came', async () => {
    await expert.post('/me/requests', { kind: 'erasure' }).expect(303);
    const [{ id, version }] = await requests();
    const link = await linkIn('m');
    expect((await app.mails()).at(-1)!.subject).toBe('Ønsket ditt er mottatt: Sletting');
    expect((await expert.get('/me/data')).text).not.toContain('href="/me/erasure');
    expect((await coordinator.post(`/me/requests/${id}/withdrawal`)).status).toBe(404);
    await app.visitor().post(`${link}/requests/${id}/withdrawal`).expect(303);
    expect((await expert.post(`/me/requests/${id}/withdrawal`)).status).toBe(409);
    const decision = { decision: 'granted', reason: 'As asked', isUnderstood: 'true', version: version + 1 };
    expect((await coordinator.post(`/data-protection/requests/${id}/decision`, decision)).status).toBe(409);
    expect((await requests())[0]).toMatchObject({ id, status: 'withdrawn' });
    const history = (await coordinator.get(`/persons/${expertId}?lang=en`)).text;
    expect(history).toMatch(/Withdrew the request for erasure[\s\S]*Asked for erasure/);
  });
});

describe('restriction', () => {
  it('is asked for, decided with a reason, and hides the person until it is lifted', async () => {
    await expert.get('/me/data');
    await expert.post('/me/requests', { kind: 'restriction' }).expect(303);
    expect((await expert.post('/me/requests', { kind: 'restriction' })).status).toBe(422);
    expect((await expert.get('/me/data')).text).not.toContain('value="restriction"');
    const [request] = (await coordinator.api('get', '/privacy-requests')).body.items;
    expect(request).toMatchObject({ kind: 'restriction', status: 'waiting' });
    await coordinator.get(`/data-protection/requests/${request.id}`);
    const decision = { decision: 'granted', reason: 'As asked', version: request.version };
    expect(
      (await coordinator.post(`/data-protection/requests/${request.id}/decision`, { ...decision, reason: '' })).status,
    ).toBe(422);
    await coordinator.post(`/data-protection/requests/${request.id}/decision`, decision).expect(303);
    expect((await coordinator.get('/persons?q=Tesfay')).text).not.toContain(`/persons/${expertId}"`);
    expect((await coordinator.get('/persons?status=restricted')).text).toContain(`/persons/${expertId}`);
    const handover = { receiver: 'NCP', purpose: 'meeting' };
    expect((await coordinator.api('post', '/persons/exports', handover)).text).not.toContain('Tesfay');
    const asked = { ...handover, status: 'restricted' };
    expect((await coordinator.api('post', '/persons/exports', asked)).status).toBe(422);
    expect((await coordinator.get('/persons?status=restricted')).text).not.toContain('/persons/export');
    expect((await app.as('stateContact').then((one) => one.api('get', `/persons/${expertId}`))).status).toBe(404);
    expect((await app.mails()).at(-1)!.subject).toBe('Bruken av opplysningene dine er begrenset');
  });
});
