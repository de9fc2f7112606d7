// Who asked to be left alone is offered and found nowhere, and refused where somebody chooses them all the same.
import { GroupFinder, MembershipService, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { called, planned } from '../support/invited.js';

let app: TestApp;
let organiser: Browser;
let id: string;
let meeting: string;
let itemId: string;

beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('secretariat');
  id = await app.get(PersonService).create(system, {
    ...{ givenName: 'Katharina', familyName: 'Stille', stateCode: 'FI', mailLanguage: 'en' as const },
    ...{ languages: [], topics: ['statistics'], note: null, organisationId: null, function: null, validFrom: null },
    ...{ emails: ['katharina@stille.example.org'], phone: null },
  });
  const groupId = (await app.get(GroupFinder).byCode('REG'))!.id;
  const term = { personId: id, stateCode: 'FI', role: 'member' as const, validFrom: '2020-01-01', validTo: null };
  await app.get(MembershipService).add(system, groupId, term);
  meeting = (await called(app, ['stateContact'], { groupId, chairId: id })).id;
  const at = `/meetings/${meeting}/agenda`;
  const body = { title: 'Figures', minutes: 30, topicCode: 'statistics', presenters: [{ personId: id }] };
  itemId = (await organiser.api('post', at, body)).body.id as string;
  await app
    .get(Db)
    .tx(() => app.get(Db).run(sql`UPDATE person SET restricted_at = '2026-11-01T08:00:00.000Z' WHERE id = ${id}`));
});
afterAll(() => app.close());

const text = async (path: string) => (await organiser.get(path)).text;

it('is found by nobody, and listed where a coordinator administers', async () => {
  for (const reader of ['secretariat', 'coordinator', 'stateContact'] as const) {
    const browser = await app.as(reader);
    expect((await browser.get('/search?q=Katharina')).text).not.toContain(id);
    expect((await browser.api('get', '/search?q=Katharina')).text).not.toContain(id);
    expect((await browser.get('/persons?q=Katharina')).text).not.toContain(id);
  }
  const coordinator = await app.as('coordinator');
  expect((await coordinator.get('/persons?status=restricted&q=Katharina')).text).toContain(`/persons/${id}`);
  expect((await coordinator.get(`/persons/${id}`)).status).toBe(200);
});

it('is offered as presenter, chair, responsible and invitee nowhere', async () => {
  const other = await planned(app);
  for (const path of [
    `/meetings/${meeting}/agenda/presenters?q=Katharina`,
    `/meetings/${meeting}/agenda/edit?item=new`,
    `/meetings/${meeting}/agenda/sessions/new`,
    `/meetings/${meeting}/invitations/new?q=Katharina`,
    `/meetings/${other}/edit`,
    `/actions/new?meeting=${meeting}`,
  ]) {
    expect([path, (await text(path)).includes(`value="${id}"`) || (await text(path)).includes(`p:${id}`)]).toEqual([
      path,
      false,
    ]);
  }
  const suggested = await organiser.api('get', '/topics/statistics/presenters');
  expect([suggested.status, suggested.text.includes(id)]).toEqual([200, false]);
});

it('is refused by every door', async () => {
  const times = { start: '2027-02-10T09:00', end: '2027-02-10T12:00', zone: 'Europe/Oslo' };
  const facts = { title: 'Other', ...times, place: 'Oslo', languages: ['en'], audience: 'network' };
  const action = { title: 'Send figures', responsibleKind: 'person', audience: 'network', dueOn: '2027-03-01' };
  const chair = await organiser.api('post', '/meetings', { ...facts, chairId: id });
  expect([chair.status, chair.text]).toEqual([422, expect.stringContaining('chairId')]);
  const at = `/meetings/${meeting}`;
  const doors: [string, object][] = [
    [`${at}/agenda`, { title: 'More', minutes: 10, presenters: [{ personId: id }] }],
    [`${at}/invitations`, { persons: [{ personId: id, role: 'required' }], contacts: [] }],
    ['/actions', { ...action, personId: id }],
    [`${at}/agenda/sessions`, { title: 'Groups', access: 'open', groups: [{ name: 'A', chairId: id }] }],
  ];
  for (const [path, body] of doors)
    expect([path, (await organiser.api('post', path, body)).status]).toEqual([path, 422]);
});

it('keeps what was chosen before, and is not taken along to another meeting', async () => {
  const { version } = (await organiser.api('get', `/agenda-items/${itemId}`)).body as { version: number };
  const kept = { title: 'Figures of the year', presenters: [{ personId: id }], version };
  await organiser.api('patch', `/agenda-items/${itemId}`, kept).expect(200);
  expect(await text(`/meetings/${meeting}/edit`)).toContain(`value="${id}" selected`);
  const other = await planned(app);
  await organiser.api('post', `/meetings/${other}/agenda/start`, { meetingId: meeting }).expect(201);
  const { items } = (await organiser.api('get', `/meetings/${other}/agenda`)).body as { items: object[] };
  expect(items).toMatchObject([{ title: 'Figures of the year', presenters: [] }]);
});
