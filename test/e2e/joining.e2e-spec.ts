import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupFinder, PersonFinder } from '@samrad/network';
import {
  ApplicationFinder,
  ApplicationJobs,
  GroupInvitationFinder,
  JoiningLink,
  NominationFinder,
} from '@samrad/joining';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let coordinator: Browser;
let contact: Browser;
let regId: string;

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  contact = await app.as('stateContact');
  regId = (await app.get(GroupFinder).byCode('REG'))!.id;
});
afterAll(() => app.close());

const wanted = {
  ...{ kind: 'person', givenName: 'Ylva', familyName: 'Åkesson', address: 'ylva@ngo.example.org', stateCode: 'SE' },
  ...{ organisation: 'Retur Nord', function: 'Adviser', message: 'I work on reintegration.', consent: 'true' },
  newsletter: 'true',
};
const mailsTo = async (address: string) => (await app.mails()).filter(({ toAddress }) => toAddress === address);
const term = { groupId: '', role: 'member', stateCode: 'SE', validFrom: '2026-12-01', validTo: '2028-11-30' };

/** Opens the form, waits as long as a human does, and sends it. */
async function apply(visitor: Browser, more: object = {}, seconds = 5) {
  const page = await visitor.get('/join?lang=en');
  const opened = /name="opened" value="([^"]+)"/.exec(page.text)![1]!;
  const clock = app.get(Clock);
  const now = clock.now.bind(clock);
  clock.now = () => new Date(now().getTime() + seconds * 1000);
  const answer = await visitor.post('/join?lang=en', { ...wanted, opened, ...more });
  clock.now = now;
  return answer;
}
/** As long ago as the waiting before the form made it ahead. */
const waited = (id: string) =>
  app.get(Db).tx(() =>
    app.get(Db).run(sql`
      UPDATE membership_application SET consented_at = '2026-11-01T08:00:00.000Z' WHERE id = ${id}`),
  );
const applications = async () => (await app.get(ApplicationFinder).list({}, { page: 1, per: 50 })).rows;

describe('applying to join', () => {
  it('asks for what is missing, all at once, and keeps what was typed', async () => {
    const wrong = { kind: 'organisation', organisation: '', message: '', consent: '', phone: '@12' };
    const answer = await apply(app.visitor(), wrong);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Without this consent we cannot register you.');
    expect(answer.text).toContain('Which organisation is it?');
    expect(answer.text).toContain('Write a telephone number, with at least five digits.');
    expect(answer.text).toContain('value="Ylva"');
  });

  it('forgets what programs send: the trap filled in, a form sent at once, a time that is not ours', async () => {
    expect((await apply(app.visitor(), { fax: '123' })).headers.location).toContain('/join/sent');
    expect((await apply(app.visitor(), {}, 1)).status).toBe(409);
    expect((await apply(app.visitor(), { opened: '2026-11-01T00:00:00.000Z~forged' })).status).toBe(409);
    expect(await applications()).toEqual([]);
  });

  it('counts only after the address was confirmed by form, once; opening the link changes nothing', async () => {
    const visitor = app.visitor();
    expect((await apply(visitor)).headers.location).toContain('/join/sent');
    const [application] = await applications();
    const path = app.get(JoiningLink).pathOf('j', application!.id);
    expect((await mailsTo(wanted.address))[0]!.raw).toContain('Confirm your application');
    const page = await visitor.get(`${path}?lang=en`);
    expect([page.status, page.headers['referrer-policy']]).toEqual([200, 'no-referrer']);
    expect(page.text).toContain('I work on reintegration.');
    expect((await applications())[0]!.status).toBe('to_confirm');
    await visitor.post(path).expect(303);
    expect((await applications())[0]!.status).toBe('to_decide');
    const again = await visitor.post(path);
    const forged = await visitor.post(`/j/${'x'.repeat(43)}`);
    expect([again.status, forged.status]).toEqual([404, 404]);
    expect(again.text).toContain('This link does not work.');
  });

  it('answers the same whether the address is known or not, and tells only the address', async () => {
    const before = (await applications()).length;
    const waiting = await apply(app.visitor());
    const known = await apply(app.visitor(), { address: 'aino.virtanen@migri.example.org' });
    const fresh = await apply(app.visitor(), { address: 'new@example.org' });
    expect(new Set([waiting, known, fresh].map(({ status, headers }) => `${status} ${headers.location}`)).size).toBe(1);
    expect((await mailsTo('aino.virtanen@migri.example.org')).at(-1)!.raw).toContain('You are in the network already');
    expect((await mailsTo(wanted.address)).at(-1)!.raw).toContain('We have your application');
    expect((await applications()).length).toBe(before + 1);
  });

  it('slows down whoever sends many, and keeps what was typed', async () => {
    const answers = [];
    for (let n = 0; n < 5; n++) answers.push(await apply(app.visitor(), { address: 'many@example.org' }));
    const last = answers.at(-1)!;
    expect([last.status, Number(last.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(last.text).toContain('value="Ylva"');
    expect(last.text).toContain('Too many tries');
  });

  it('is decided by organisers: look-alikes are shown, a refusal needs a reason, acceptance makes a member', async () => {
    const [application] = (await applications()).filter(({ status }) => status === 'to_decide');
    const { id } = application!;
    await coordinator.get('/applications?lang=en');
    const list = await coordinator.get('/applications?status=to_decide&lang=en');
    expect(list.text).toContain('Ylva Åkesson');
    expect(list.text).not.toMatch(/joining\.[a-z]+\.[a-z]/i);
    const page = await coordinator.get(`/applications/${id}?lang=en`);
    expect(page.text).toContain('I agree that my name');
    expect(page.text).toMatch(/<option value="new" selected>New: Retur Nord/);
    const refused = await coordinator.post(`/applications/${id}/refusal?lang=en`, { reason: '', version: 2 });
    expect(refused.status).toBe(422);
    const input = { ...term, groupId: regId, personId: 'new', organisationId: 'new', version: 2 };
    const backwards = await coordinator.post(`/applications/${id}/acceptance?lang=en`, {
      ...input,
      validTo: '2026-02-31',
    });
    expect(backwards.status).toBe(422);
    await waited(id);
    const done = await coordinator.post(`/applications/${id}/acceptance`, input).expect(303);
    const twice = await coordinator.post(`/applications/${id}/acceptance`, input);
    expect(twice.status).toBe(409);
    const person = await coordinator.api('get', done.headers.location!);
    expect(person.body).toMatchObject({ givenName: 'Ylva', stateCode: 'SE', emails: [wanted.address] });
    const rows = await app.get(Db).rows(sql`SELECT id FROM membership WHERE valid_to = '2028-11-30'`);
    expect(rows).toHaveLength(1);
    const welcome = (await mailsTo(wanted.address)).at(-1)!.raw.replaceAll('=\r\n', '');
    expect(welcome).toContain('Your application is accepted');
    expect(welcome).toContain('/me/link?lang');
    expect(welcome).not.toContain('The link is personal');
    const [, personId] = /persons\/([\w-]+)/.exec(done.headers.location!)!;
    const consents = (await app.get(Events).history('person', personId!)).filter(({ kind }) =>
      kind.includes('consent'),
    );
    expect(consents.map(({ actorName }) => actorName)).toEqual(['Ylva Åkesson', 'Ylva Åkesson']);
    const record = (await coordinator.get(`/persons/${personId}?lang=en`)).text;
    expect(record).toMatch(/Being in the register[^]*in the application/);
    const decided = (await coordinator.get(`/applications/${id}?lang=en`)).text;
    expect(decided).toContain('Confirmed by mail');
    expect(decided).toMatch(/>REG<\/a>, Member, Sweden<span class="sub">1 Dec 2026 – 30 Nov 2028/);
    const { body } = await coordinator.api('get', `/applications/${id}`);
    expect(body.granted).toMatchObject({ groupId: regId, role: 'member', validTo: '2028-11-30' });
    expect((await contact.get('/applications')).status).toBe(403);
  });

  it('is deleted with its mails after thirty days when nobody confirmed it or it was refused', async () => {
    const old = '2020-01-01T00:00:00.000Z';
    await app
      .get(Db)
      .tx(() =>
        app.get(Db).run(sql`UPDATE membership_application SET created_at = ${old} WHERE status = 'to_confirm'`),
      );
    expect(await app.get(ApplicationJobs).forgetOld()).toBeGreaterThan(0);
    expect((await applications()).map(({ status }) => status)).toEqual(['accepted']);
    expect(await mailsTo('new@example.org')).toEqual([]);
  });
});

describe('inviting into a group', () => {
  const address = 'invited@example.org';
  const open = async () => (await app.get(GroupInvitationFinder).list({}, { page: 1, per: 9 })).rows[0]!;

  it('sends a link by which the invited fills in the own data and agrees, once', async () => {
    await coordinator.get('/group-invitations/new');
    const input = { ...term, groupId: regId, address, language: 'nb', message: 'Velkommen!' };
    await coordinator.post('/group-invitations', input).expect(303);
    expect((await coordinator.post('/group-invitations', input)).status).toBe(422);
    const { id, version } = await open();
    await coordinator.post(`/group-invitations/${id}/resending`, { version }).expect(303);
    expect((await mailsTo(address)).map(({ subject }) => subject)).toEqual([
      'Invitasjon til REG',
      'Invitasjon til REG',
    ]);
    expect((await mailsTo(address))[0]!.raw).toMatch(/\r\nHei\r\n/);
    const path = app.get(JoiningLink).pathOf('g', id);
    const visitor = app.visitor();
    expect((await visitor.get(path)).text).toContain('Velkommen!');
    expect((await visitor.post(path, { givenName: 'Ida' })).status).toBe(422);
    const own = { givenName: 'Ida', familyName: 'Vik', consent: 'true', language: 'nb', organisation: 'Vik AS' };
    await visitor.post(path, own).expect(303);
    expect((await visitor.post(path, own)).status).toBe(404);
    const invitation = await open();
    expect(invitation.status).toBe('accepted');
    const welcome = (await mailsTo(address)).at(-1)!;
    expect(welcome.subject).toBe('Velkommen til REG');
    expect(welcome.raw.replaceAll('=\r\n', '')).toMatch(/Hei Ida Vik[^]*30\. nov\. 2028[^]*\/me\/link\?lang/);
    const joined = (await coordinator.get(`/persons/${invitation.personId}?lang=en`)).text;
    expect(joined).toMatch(/Being in the register[^]*by a link in a mail/);
    const told = (await mailsTo('kari.nordmann@jd.example.org')).at(-1)!;
    expect(told.subject).toBe('Ida Vik has accepted the invitation to REG');
    expect(told.raw).toContain(`/persons/${invitation.personId}`);
    const { body } = await coordinator.api('get', `/persons/${invitation.personId}`);
    expect(body).toMatchObject({ givenName: 'Ida', emails: [address], mailLanguage: 'nb', note: 'Vik AS' });
    expect((await coordinator.post('/group-invitations?lang=en', input)).text).toContain('in the group already');
  });

  it('can be declined, withdrawn and run out; then the link opens nothing', async () => {
    const invite = async (to: string) => {
      await coordinator.post('/group-invitations', { ...term, groupId: regId, address: to }).expect(303);
      const { rows } = await app.get(GroupInvitationFinder).list({ status: 'open' }, { page: 1, per: 9 });
      return rows.find((row) => row.address === to)!;
    };
    const declined = app.get(JoiningLink).pathOf('g', (await invite('no@example.org')).id);
    await app.visitor().post(`${declined}/refusal`).expect(303);
    expect((await mailsTo('kari.nordmann@jd.example.org')).at(-1)!.subject).toContain('no@example.org has declined');
    const withdrawn = await invite('back@example.org');
    await coordinator.post(`/group-invitations/${withdrawn.id}/withdrawal`, { version: 1 }).expect(303);
    const late = await invite('late@example.org');
    await app
      .get(Db)
      .tx(() => app.get(Db).run(sql`UPDATE group_invitation SET answer_by = '2020-01-01' WHERE id = ${late.id}`));
    for (const id of [withdrawn.id, late.id]) {
      expect((await app.visitor().get(app.get(JoiningLink).pathOf('g', id))).status).toBe(404);
    }
    expect((await app.visitor().get(declined)).status).toBe(404);
    expect((await coordinator.get('/group-invitations?status=expired&lang=en')).text).toContain('late@example.org');
  });
});

describe('nominating', () => {
  const whom = { givenName: 'Eero', familyName: 'Laine', address: 'eero@migri.example.org', reason: 'Follows Aino.' };
  const input = () => ({ ...term, ...whom, groupId: regId, role: 'alternate', stateCode: 'FI', language: 'en' });
  const one = async () => (await app.get(NominationFinder).list(system, {}, { page: 1, per: 9 })).rows.at(-1)!;

  it('is for the own State only, and tells nothing of others', async () => {
    await contact.get('/nominations/new?lang=en');
    expect((await contact.post('/nominations', { ...input(), stateCode: 'SE' })).status).toBe(403);
    expect((await coordinator.post('/nominations', input())).status).toBe(403);
    const nenId = (await app.get(GroupFinder).byCode('NEN'))!.id;
    expect((await contact.get('/nominations/new?lang=en')).text).not.toContain(nenId);
    expect((await contact.post('/nominations', { ...input(), groupId: nenId })).status).toBe(422);
    const over = { ...input(), validFrom: '2020-01-01', validTo: '2020-12-31' };
    expect((await contact.post('/nominations?lang=en', over)).text).toContain('The last day is past.');
    const far = await contact.post('/nominations?lang=en', { ...input(), validTo: '2099-12-31' });
    expect(far.text).toContain('more than 10 years from now');
    await contact.post('/nominations', input()).expect(303);
    expect((await contact.post('/nominations', input())).status).toBe(422);
    const { id } = await one();
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE nomination SET state_code = 'SE' WHERE id = ${id}`));
    expect((await contact.get(`/nominations/${id}`)).status).toBe(404);
    expect((await contact.get('/nominations')).text).not.toContain('Eero');
    expect((await contact.api('get', '/nominations')).body.items).toEqual([]);
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE nomination SET state_code = 'FI' WHERE id = ${id}`));
  });

  it('is decided with a mail to the contact and one to the nominated', async () => {
    const { id, version } = await one();
    const page = await coordinator.get(`/nominations/${id}?lang=en`);
    expect(page.text).toContain('Follows Aino.');
    const acceptance = { ...term, personId: 'new', role: 'observer', validTo: '2027-11-30', version };
    const over = { ...acceptance, validFrom: '2020-01-01', validTo: '2020-12-31' };
    const late = await coordinator.post(`/nominations/${id}/acceptance?lang=en`, over);
    expect([late.status, late.text.includes('The last day is past.')]).toEqual([422, true]);
    await coordinator.post(`/nominations/${id}/acceptance`, acceptance).expect(303);
    expect((await coordinator.post(`/nominations/${id}/acceptance`, acceptance)).status).toBe(409);
    expect((await mailsTo(whom.address)).at(-1)!.subject).toBe('Welcome to REG');
    expect((await mailsTo('aino.virtanen@migri.example.org')).at(-1)!.subject).toBe('Eero Laine is in REG');
    const shown = (await contact.get(`/nominations/${id}?lang=en`)).text;
    expect(shown).toContain('Accepted');
    expect(shown).toMatch(/Observer[^]*30 Nov 2027[^]*The State asked for[^]*Alternate, [^]*30 Nov 2028/);
    expect((await contact.get('/nominations?lang=en')).text).toContain('30 Nov 2027');
  });

  it('that would overlap is refused and names the term that is there', async () => {
    await contact.post('/nominations', { ...input(), role: 'member' }).expect(303);
    const { rows } = await app.get(NominationFinder).list(system, { status: 'to_decide' }, { page: 1, per: 9 });
    const { id, version } = rows[0]!;
    const { personId } = (await app.get(PersonFinder).byAddress(whom.address))!;
    const acceptance = {
      ...term,
      personId,
      role: 'member',
      validFrom: '2027-01-01',
      validTo: '2029-01-01',
      version,
    };
    const answer = await coordinator.post(`/nominations/${id}/acceptance?lang=en`, acceptance);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('in the group already from 1 Dec 2026 to 30 Nov 2027');
    await contact.get(`/nominations/${id}/withdrawal`);
    await contact.post(`/nominations/${id}/withdrawal`, { version }).expect(303);
    expect((await coordinator.post(`/nominations/${id}/refusal`, { reason: 'No', version })).status).toBe(409);
  });
});

describe('coverage', () => {
  it('names States in the reader’s language, and shows a contact the own State alone', async () => {
    const page = await coordinator.get('/coverage?lang=nb');
    expect(page.text).toContain('Tyskland');
    const csv = await coordinator.get('/coverage.csv?lang=en');
    expect(csv.text.split('\r\n')[0]).toContain('State,Code,Experts at the contact point,Policymaking,Law');
    const own = await contact.get('/coverage?lang=en');
    expect(own.text).toContain('Finland');
    expect(own.text).not.toContain('Germany');
    const { body } = await contact.api('get', '/coverage');
    expect(body.items.map(({ stateCode }: { stateCode: string }) => stateCode)).toEqual(['FI']);
    expect((await contact.get('/coverage.csv')).text.split('\r\n').filter(Boolean)).toHaveLength(2);
  });

  it('leads from each card to exactly those it counts', async () => {
    const page = (await coordinator.get('/coverage?lang=en')).text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const cards = [
      ...page.matchAll(/href="(\/(?:coverage|terms)\?(?:gaps|renewal)=\w+&group=[\w-]+)"[^>]*>\s*<[^>]+>(\d+)</g),
    ];
    expect(cards.map(([, href]) => /=(\w+)&/.exec(href!)![1])).toEqual(['areas', 'members', 'alternates', 'open']);
    for (const [, href, n] of cards) {
      expect([href, (await coordinator.get(`${href}&lang=en`)).text]).toEqual([
        href,
        expect.stringMatching(new RegExp(`<p role="status">${n} `)),
      ]);
    }
    const group = /group=([\w-]+)/.exec(cards[0]![1]!)![1];
    const own = (await coordinator.get(`/groups/${group}`)).text.replaceAll('&#x3D;', '=');
    expect(own).toContain(`href="/terms?group=${group}"`);
    expect(own).toContain(`href="/coverage?group=${group}"`);
  });
});
