import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFinder, JoiningLink, NominationFinder } from '@samrad/joining';
import { GroupFinder, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
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
  const bjorn = { givenName: 'Bjørn', familyName: 'Hagen', emails: 'bjorn.hagen@institute.example.org' };
  await coordinator.post('/persons', { ...bjorn, stateCode: 'NO', mailLanguage: 'en', saveAnyway: 'true' }).expect(303);
});
afterAll(() => app.close());

const term = { groupId: '', role: 'alternate', validFrom: '2026-12-01', validTo: '2028-11-30' };
const holderOf = (address: string) => app.get(PersonFinder).byAddress(address);
const lastMailTo = async (address: string) =>
  (await app.mails()).filter(({ toAddress }) => toAddress.toLowerCase() === address.toLowerCase()).at(-1)!;
const named = async (familyName: string) =>
  app.get(Db).rows(sql`SELECT id FROM person WHERE family_name = ${familyName}`);

describe('somebody nominated with an address that another person has', () => {
  const address = 'Bjorn.Hagen@Institute.example.org';
  const whom = { givenName: 'Totally', familyName: 'Different', address, reason: 'Follows Aino.' };
  const open = async () => (await app.get(NominationFinder).list(system, {}, { page: 1, per: 9 })).rows.at(-1)!;

  beforeAll(async () => {
    await contact.get('/nominations/new');
    await contact.post('/nominations', { ...term, ...whom, groupId: regId, stateCode: 'FI' }).expect(303);
  });

  it('is shown as that person, with what differs, and nobody else is offered', async () => {
    const { id } = await open();
    const page = (await coordinator.get(`/nominations/${id}?lang=en`)).text;
    expect(page).toMatch(/belongs to <a class="ds-link" href="\/persons\/[\w-]+">Bjørn Hagen<\/a>, Norway/);
    expect(page).toContain('Name: Totally Different here, Bjørn Hagen in the register');
    expect(page).toContain('State: Finland here, Norway in the register');
    expect(page).not.toContain('Somebody new');
    expect(page).not.toMatch(/name="personId"[^>]* checked/);
    expect((await contact.get(`/nominations/${id}?lang=en`)).text).not.toContain('Bjørn');
  });

  it('is not taken in as somebody new, nor as a third person', async () => {
    const { id, version } = await open();
    const third = (await holderOf('samuel.tesfay@retur.example.org'))!.personId;
    for (const personId of ['new', third]) {
      const refused = await coordinator.post(`/nominations/${id}/acceptance?lang=en`, { ...term, personId, version });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('The address belongs to Bjørn Hagen (NO), who is in the register.');
    }
    expect((await open()).status).toBe('to_decide');
    expect(await named('Different')).toEqual([]);
  });

  it('comes in as the person of the address, who is called by the name in the register', async () => {
    const { id, version } = await open();
    const { personId } = (await holderOf(address))!;
    await coordinator.post(`/nominations/${id}/acceptance`, { ...term, personId, version }).expect(303);
    const page = (await coordinator.get(`/nominations/${id}?lang=en`)).text;
    expect(page).toContain('Bjørn Hagen is in the group.');
    expect(page).toContain(`href="/persons/${personId}">Bjørn Hagen</a>`);
    expect((await lastMailTo(address)).raw).toContain('Dear Bj');
    expect((await lastMailTo(address)).raw).not.toContain('Totally');
  });
});

describe('an applicant whose address somebody else got meanwhile', () => {
  const address = 'race@ngo.example.org';

  it('is not taken in as somebody new', async () => {
    const visitor = app.visitor();
    const page = await visitor.get('/join?lang=en');
    const opened = /name="opened" value="([^"]+)"/.exec(page.text)![1]!;
    const clock = app.get(Clock);
    const now = clock.now.bind(clock);
    clock.now = () => new Date(now().getTime() + 5000);
    const own = { kind: 'person', givenName: 'Race', familyName: 'Applicant', address, stateCode: 'FI' };
    await visitor.post('/join', { ...own, message: 'I want in.', consent: 'true', opened }).expect(303);
    clock.now = now;
    const { id } = (await app.get(ApplicationFinder).list({}, { page: 1, per: 9 })).rows.at(-1)!;
    await visitor.post(app.get(JoiningLink).pathOf('j', id)).expect(303);
    const other = { givenName: 'Other', familyName: 'Human', emails: address, stateCode: 'SE', saveAnyway: 'true' };
    await coordinator.get('/persons/new');
    await coordinator.post('/persons', { ...other, mailLanguage: 'en' }).expect(303);
    const shown = (await coordinator.get(`/applications/${id}?lang=en`)).text;
    expect(shown).toContain('Name: Race Applicant here, Other Human in the register');
    const input = { ...term, role: 'member', groupId: regId, personId: 'new', organisationId: '', stateCode: 'FI' };
    const refused = await coordinator.post(`/applications/${id}/acceptance?lang=en`, { ...input, version: 2 });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The address belongs to Other Human (SE)');
    expect(await named('Applicant')).toEqual([]);
  });
});
