import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckService } from '@samrad/myself';
import { GroupFinder, MembershipService, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let administrator: Browser;
let coordinator: Browser;
let expertId: string;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.as('administrator');
  coordinator = await app.as('coordinator');
  expertId = (await app.get(PersonFinder).byAddress(cast.expert.email))!.personId;
});
afterAll(() => app.close());

interface Line {
  actorName: string;
  subjectId: string | null;
  subject: string | null;
  amount: number | null;
  detail: Record<string, unknown> | null;
}
const traces = async (query: string): Promise<Line[]> =>
  (await administrator.api('get', `/audit/traces?${query}`)).body.items as Line[];
const readBy = async (what: string, name = cast.coordinator) =>
  (await traces(`kind=read&what=${what}`)).filter(
    ({ actorName }) => actorName === `${name.givenName} ${name.familyName}`,
  );

describe('a list with what few see', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['/persons', '/persons', { filter: { state: 'NO' } }],
    ['/experts', '/experts', { list: 'experts', filter: { state: 'NO' } }],
  ])(
    '%s leaves one entry for each filter, with how many it found, by page and API alike',
    async (path, api, detail) => {
      await coordinator.get(`${path}?state=NO`);
      await coordinator.get(`${path}?state=NO&page=2&sort=name-desc`);
      const { body } = await coordinator.api('get', `${api}?state=NO&per=1&total=true`);
      const same = (await readBy('persons')).filter((line) => JSON.stringify(line.detail) === JSON.stringify(detail));
      expect(same).toEqual([expect.objectContaining({ amount: body.total, subjectId: null })]);
    },
  );

  it('that finds nobody was not read', async () => {
    const before = (await readBy('persons')).length;
    await coordinator.get('/persons?q=nobodyofthisname');
    expect(await readBy('persons')).toHaveLength(before);
  });

  it('of a group, an organisation and a meeting is noted with its name', async () => {
    const { id } = (await app.get(GroupFinder).byCode('REG'))!;
    const term = { personId: expertId, stateCode: 'NO', role: 'member' as const, validFrom: null, validTo: null };
    await app.get(MembershipService).add(system, id, term);
    await coordinator.get(`/groups/${id}`);
    await coordinator.api('get', `/groups/${id}/memberships`);
    expect((await readBy('persons')).filter(({ subject }) => subject === 'REG')).toHaveLength(1);
  });

  it('that everybody in the network sees leaves nothing', async () => {
    const [table] = [sql`SELECT id FROM trace`];
    const before = (await app.get(Db).rows(table)).length;
    await app.visitor().get('/profiles/nobody');
    expect(await app.get(Db).rows(table)).toHaveLength(before);
  });
});

describe('what else few see', () => {
  it('a request about own data: the list and the one request, with whose it is', async () => {
    const expert = await app.as('expert');
    await expert.get('/me/data');
    await expert.post('/me/requests', { kind: 'restriction' }).expect(303);
    const [request] = (await coordinator.api('get', '/privacy-requests')).body.items;
    await coordinator.get(`/data-protection/requests/${request.id}`);
    const [one, list] = await readBy('privacy');
    expect(one).toMatchObject({ subjectId: expertId, subject: 'Samuel Tesfay' });
    expect(list).toMatchObject({ subjectId: null, amount: 1 });
    const own = await expert.post('/me/data', { format: 'json' });
    expect(JSON.parse(own.text).log).toContainEqual(expect.objectContaining({ what: 'privacy', who: 'Kari Nordmann' }));
  });

  it('the log itself, once a day for each filter', async () => {
    await administrator.get('/audit?kind=export&page=2');
    await administrator.get('/audit?kind=export');
    const lines = (await readBy('log', cast.administrator)).map(({ detail }) => detail);
    expect(lines.filter((detail) => JSON.stringify(detail) === '{"filter":{"kind":"export"}}')).toHaveLength(1);
  });

  it('the personal link of somebody else in the sent mail, with whose it was', async () => {
    await app.visitor().post('/me/link', { address: cast.expert.email }).expect(303);
    await app.work();
    const mail = (await administrator.api('get', '/sent-mail?per=1')).body.items[0];
    await administrator.get(`/sent-mail/${mail.id}`);
    const [line] = (await readBy('sent_mail', cast.administrator)).filter(({ subjectId }) => subjectId === mail.id);
    expect(line!.subject).toBe(`Samuel Tesfay: ${mail.subject}`);
  });
});

describe('the page of the log', () => {
  it('shows format, filter, outside the EEA, and how many, also none', async () => {
    const handover = { receiver: 'Georgia', purpose: 'Meeting', outsideEea: 'true', format: 'vcard' };
    await coordinator.post('/persons/export', { ...handover, q: 'nobodyofthisname' });
    const page = await administrator.get('/audit?kind=export&q=Georgia&lang=en');
    const text = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('Persons (0)');
    expect(text).toContain('Search: nobodyofthisname · Format: VCARD · Receiver outside the EEA');
  });
});

describe('a reminder to those who have not confirmed their data', () => {
  const overdue = () =>
    app.get(Db).tx(() =>
      app.get(Db).run(sql`
        UPDATE person SET mail_language = 'nn', restricted_at = NULL, confirmed_at = NULL, asked_at = '2020-02-01T00:00:00.000Z'
        WHERE id = ${expertId}`),
    );

  it('goes to those ticked, in their language, at most once a day, and is told on their page', async () => {
    await overdue();
    const page = await coordinator.get('/data-protection/unconfirmed');
    expect(page.text).toContain(`name="persons" value="${expertId}"`);
    expect((await coordinator.post('/data-protection/unconfirmed/reminder', {})).status).toBe(422);
    const before = (await app.mails()).length;
    await coordinator.post('/data-protection/unconfirmed/reminder', { persons: [expertId] }).expect(303);
    expect((await coordinator.api('post', '/unconfirmed-persons/reminder', { persons: [expertId] })).body).toEqual({
      reminded: 0,
    });
    const mails = (await app.mails()).slice(before);
    expect(mails.map(({ subject }) => subject)).toEqual(['Påminning: Stemmer opplysningane om deg framleis?']);
    const again = await coordinator.get('/data-protection/unconfirmed?lang=en');
    expect(again.text).not.toContain(`name="persons" value="${expertId}"`);
    expect((await coordinator.get(`/persons/${expertId}?lang=en`)).text).toContain('Reminded to confirm the data');
  });

  it('does not go to who has answered, nor to whose data are restricted', async () => {
    const remind = () => app.get(CheckService).remind(system, [expertId]);
    const db = app.get(Db);
    const set = (values: ReturnType<typeof sql>) =>
      db.tx(() =>
        db.run(sql`UPDATE person SET reminded_on = NULL, ${values}
      WHERE id = ${expertId}`),
      );
    await set(sql`confirmed_at = '2020-03-01T00:00:00.000Z'`);
    expect(await remind()).toBe(0);
    await set(sql`confirmed_at = NULL, restricted_at = '2020-03-01T00:00:00.000Z'`);
    expect(await remind()).toBe(0);
    await set(sql`restricted_at = NULL`);
    expect(await remind()).toBe(1);
  });

  it('and the list as a file needs receiver and purpose, and is logged', async () => {
    const handover = { receiver: 'UDI', purpose: 'Calling them' };
    expect((await coordinator.post('/data-protection/unconfirmed/export', {})).status).toBe(422);
    const file = await coordinator.post('/data-protection/unconfirmed/export', handover);
    expect(file.text).toContain(cast.expert.email);
    const [line] = await traces('kind=export&what=persons');
    expect(line).toMatchObject({ ...handover, amount: 1, detail: { list: 'unconfirmed', format: 'csv' } });
  });
});
