// A consultation of the States: the organiser, a State by personal link, another State that reads, and strangers.
import { GroupService, MembershipService, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { AskedFinder, AskedLink, ConsultationFinder, ResultFinder } from '@samrad/preparation';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let organiser: Browser;
let groupId: string;
let id: string;
beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('secretariat');
  const names = { code: 'RANK', nameEn: 'Group', nameNb: 'Gruppe', nameNn: 'Gruppe' };
  groupId = await app.get(GroupService).create(system, { ...names, kind: 'expert_group', description: null } as never);
  const person = (await app.get(PersonFinder).byAddress(cast.stateContact.email))!;
  const membership = { personId: person.personId, role: 'member', stateCode: 'FI', validFrom: null, validTo: null };
  await app.get(MembershipService).add(system, groupId, membership as never);
});
afterAll(() => app.close());

const form = () => ({
  ...{ title: 'Next year <b>', description: 'Choose <i>well', groupId, most: '2' },
  ...{ respondBy: addDays(app.get(Clock).today(), 14), aspects: 'Minors\n=cmd()\n\nForced return' },
});

beforeEach(async () => {
  await organiser.get('/consultations/new');
  const made = await organiser.post('/consultations', form());
  expect(made.status).toBe(303);
  id = made.headers.location!.split('/').at(-1)!;
});

async function openedLink(): Promise<string> {
  await organiser.get(`/consultations/${id}`);
  expect((await organiser.post(`/consultations/${id}/opening`)).status).toBe(303);
  const [asked] = await app.get(AskedFinder).all('consultation', id);
  return app.get(AskedLink).pathOf(asked!);
}

const aspectIds = async () => (await app.get(ConsultationFinder).aspects(id)).map((aspect) => aspect.id);

it('is ranked by link, and the result shows to organisers and States, not to others', async () => {
  const link = await openedLink();
  const [minors, command] = await aspectIds();
  const visitor = app.visitor();
  const page = await visitor.get(`${link}?lang=en`);
  expect(page.text).toContain('Choose &lt;i&gt;well');
  expect(page.text).not.toContain('The result so far');
  expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
  const done = await visitor.post(link, { 'place-1': command, 'place-2': minors, comment: 'As <u>said' });
  expect([done.status, done.headers.location]).toEqual([303, `${link}?done`]);
  const thanks = (await visitor.get(`${link}?done&lang=en`)).text;
  expect(thanks).toContain('The answer of Finland is recorded');
  expect(thanks).toContain('The result so far');
  const result = (await organiser.get(`/consultations/${id}?lang=en`)).text;
  expect(result).toContain('1 of 1 States');
  expect(result).toContain('As &lt;u&gt;said');
  const state = await app.as('stateContact');
  const seen = (await state.get(`/consultations/${id}?lang=en`)).text;
  expect(seen).toContain('1 of 1 States');
  expect(seen).not.toContain('As &lt;u&gt;said');
  expect((await state.get('/consultations')).text).toContain('Next year &lt;b&gt;');
  const csv = (await state.get(`/consultations/${id}/result.csv?lang=en`)).text;
  expect(csv).toContain("1,'=cmd(),2,1,1,1\r\n");
  const json = (await state.api('get', `/consultations/${id}`)).body as { aspects: object[]; answers: object[] };
  expect(json.aspects[0]).toMatchObject({ title: '=cmd()', points: 2, firsts: 1, rank: 1 });
  expect(json.answers).toMatchObject([{ stateCode: 'FI', aspectIds: [command, minors] }]);
  expect(JSON.stringify(json)).not.toContain('said');
  const outside = await app.visitor().get(`/consultations/${id}`);
  expect([outside.status, outside.headers.location]).toEqual([303, expect.stringContaining('/sign-in')]);
});

it('hides drafts from States, in the list and by address', async () => {
  const state = await app.as('stateContact');
  expect((await state.get(`/consultations/${id}`)).status).toBe(404);
  expect((await state.get(`/consultations/${id}/result.csv`)).status).toBe(404);
  expect((await state.get('/consultations')).text).not.toContain(id);
  expect((await state.api('get', `/consultations/${id}`)).status).toBe(404);
  expect(JSON.stringify((await state.api('get', '/consultations')).body)).not.toContain(id);
});

it('changes nothing when the link is opened, keeps what was chosen, and refuses the same aspect twice', async () => {
  const link = await openedLink();
  for (const _ of [1, 2]) await app.visitor().get(link);
  const [minors] = await aspectIds();
  const twice = await app.visitor().post(`${link}?lang=en`, { 'place-1': minors, 'place-2': minors, comment: 'Kept' });
  expect([twice.status, twice.text.includes('chosen twice'), twice.text.includes('Kept')]).toEqual([422, true, true]);
  expect((await app.visitor().post(link, { 'place-1': '' })).status).toBe(422);
  expect(await app.get(ResultFinder).all(id)).toEqual([]);
  expect((await app.visitor().get(`${link.slice(0, -3)}abc`)).status).toBe(404);
  expect((await app.visitor().get(link.replace('/r/', '/i/'))).status).toBe(404);
});

it('waits on the first page of who is asked, and takes no answers once it is closed', async () => {
  const link = await openedLink();
  const state = await app.as('stateContact');
  expect((await state.get('/?lang=en')).text).toContain(link);
  await organiser.get(`/consultations/${id}`);
  await organiser.post(`/consultations/${id}/closing`);
  expect((await state.get('/?lang=en')).text).not.toContain(link);
  const [minors] = await aspectIds();
  expect((await app.visitor().post(link, { 'place-1': minors })).status).toBe(409);
  const edit = { title: 'Next year', description: '', respondBy: form().respondBy, version: '3' };
  await organiser.get(`/consultations/${id}/edit`);
  expect((await organiser.post(`/consultations/${id}/edit`, edit)).status).toBe(303);
  expect((await app.visitor().post(link, { 'place-1': minors })).status).toBe(303);
});

it('is made, changed, opened and closed through the API', async () => {
  const respondBy = addDays(app.get(Clock).today(), 14);
  const given = { title: 'Aspects', description: null, groupId, most: 2, respondBy };
  expect((await organiser.api('post', '/consultations', { ...given, aspects: ['One'] })).status).toBe(422);
  const made = await organiser.api('post', '/consultations', { ...given, aspects: ['Minors', 'Charter flights'] });
  expect(made.status).toBe(201);
  const at = `/consultations/${made.body.id}`;
  const put = (fields: object) => organiser.api('put', at, { title: 'Aspects of return', respondBy, ...fields });
  expect((await put({ most: 1, version: 1 })).body).toMatchObject({ most: 1, version: 2, aspects: { length: 2 } });
  expect((await put({ version: 1 })).status).toBe(409);
  expect((await organiser.api('post', `${at}/opening`)).body).toEqual({ asked: 1 });
  expect((await organiser.api('post', `${at}/opening`)).status).toBe(409);
  expect((await put({ most: 2, version: 3 })).status).toBe(409);
  expect((await put({ version: 3 })).body).toMatchObject({ title: 'Aspects of return', status: 'open' });
  expect((await organiser.api('delete', at)).status).toBe(409);
  expect((await organiser.api('post', `${at}/reminder`)).status).toBe(200);
  await organiser.api('post', `${at}/closing`).expect(204);
  const state = await app.as('stateContact');
  expect((await state.api('get', at)).body.status).toBe('closed');
  expect((await state.api('post', `${at}/opening`)).status).toBe(403);
});
