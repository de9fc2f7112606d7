// Items that States propose: the organiser who calls for them, proposers without an account, and strangers.
import { GroupService, MembershipService, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { AskedFinder, AskedLink, ItemCallFinder, ProposalFinder } from '@samrad/preparation';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast, type CastName } from '../support/cast.js';

let app: TestApp;
let organiser: Browser;
let groupId: string;
let meetingId: string;
beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('secretariat');
  const names = { code: 'ITEMS', nameEn: 'Group', nameNb: 'Gruppe', nameNn: 'Gruppe' };
  groupId = await app.get(GroupService).create(system, { ...names, kind: 'expert_group', description: null } as never);
  for (const [name, stateCode] of [
    ['stateContact', 'FI'],
    ['expert', 'NO'],
  ] as const) {
    const person = (await app.get(PersonFinder).byAddress(cast[name].email))!;
    const membership = { personId: person.personId, role: 'member', stateCode, validFrom: null, validTo: null };
    await app.get(MembershipService).add(system, groupId, membership as never);
  }
});
afterAll(() => app.close());

const dayIn = (days: number) => addDays(app.get(Clock).today(), days);
const item = { title: 'Minors <b>', reason: 'Two cases', minutes: '20', type: 'discussion' };
const proposals = async () => {
  const call = (await app.get(ItemCallFinder).ofMeeting(meetingId))!;
  return app.get(ProposalFinder).ofCall(call.id);
};

beforeEach(async () => {
  const times = { start: `${dayIn(60)}T09:00`, end: `${dayIn(60)}T12:00`, zone: 'Europe/Oslo' };
  const body = { title: 'Spring meeting', ...times, place: 'Oslo', languages: ['en'], audience: 'group', groupId };
  meetingId = (await organiser.api('post', '/meetings', body)).body.id as string;
  await organiser.get(`/meetings/${meetingId}/item-call`);
  const form = { respondBy: dayIn(14), message: 'About <i>return</i>' };
  expect((await organiser.post(`/meetings/${meetingId}/item-call`, form)).status).toBe(303);
});

async function linkOf(name: CastName): Promise<string> {
  const call = (await app.get(ItemCallFinder).ofMeeting(meetingId))!;
  const full = `${cast[name].givenName} ${cast[name].familyName}`;
  const asked = (await app.get(AskedFinder).all('item_call', call.id)).find((one) => one.name === full);
  return app.get(AskedLink).pathOf(asked!);
}

it('takes a proposal with a document, shows it to the State, and lets it be changed and withdrawn', async () => {
  const link = await linkOf('stateContact');
  const visitor = app.visitor();
  const page = await visitor.get(`${link}?lang=en`);
  expect(page.text).toContain('About &lt;i&gt;return');
  expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
  const file = { content: Buffer.from('Facts'), filename: 'facts.txt' };
  const sent = await visitor.upload(link, 'file', file, item);
  expect([sent.status, sent.headers.location]).toEqual([303, `${link}?done=sent`]);
  const list = (await visitor.get(`${link}?lang=en`)).text;
  expect(list).toContain('Minors &lt;b&gt;');
  expect(list).toContain('facts.txt');
  const { id, version } = (await proposals())[0]!;
  expect((await visitor.get(`${link}/proposals/${id}`)).status).toBe(200);
  const change = { ...item, title: 'Minors alone', version: String(version) };
  expect((await visitor.post(`${link}/proposals/${id}`, change)).status).toBe(303);
  expect((await visitor.post(`${link}/proposals/${id}`, change)).status).toBe(409);
  expect((await visitor.post(`${link}/proposals/${id}/withdrawal`)).status).toBe(303);
  expect(await proposals()).toMatchObject([{ title: 'Minors alone', status: 'withdrawn' }]);
});

it('shows nobody the list of another State', async () => {
  const finn = await linkOf('stateContact');
  await app.visitor().post(finn, item);
  const { id } = (await proposals())[0]!;
  const other = await linkOf('expert');
  expect((await app.visitor().get(`${other}?lang=en`)).text).not.toContain('Minors');
  expect((await app.visitor().get(`${other}/proposals/${id}`)).status).toBe(404);
  expect((await app.visitor().post(`${other}/proposals/${id}/withdrawal`)).status).toBe(404);
  expect((await app.visitor().get(`${finn.slice(0, -3)}abc`)).status).toBe(404);
});

it('keeps what was typed when something is missing or the file may not come in', async () => {
  const link = await linkOf('expert');
  const empty = await app.visitor().post(`${link}?lang=en`, { ...item, reason: '' });
  expect([empty.status, empty.text.includes('Minors &lt;b&gt;')]).toEqual([422, true]);
  const program = { content: Buffer.from('MZ'), filename: 'a.exe' };
  expect((await app.visitor().upload(link, 'file', program, item)).status).toBe(422);
  expect(await proposals()).toEqual([]);
});

it('is answered by the organiser: onto the agenda, into an item, or later with a reason', async () => {
  const link = await linkOf('stateContact');
  for (const title of ['First', 'Second', 'Third']) await app.visitor().post(link, { ...item, title });
  const [first, second, third] = (await proposals()).map(({ id }) => id);
  expect((await organiser.get('/?lang=en')).text).toContain('proposed items wait');
  const page = await organiser.get(`/item-proposals/${first}/acceptance?lang=en`);
  expect(page.text).toContain('Two cases');
  const accepted = { title: 'First', minutes: '20', version: '1', answer: '' };
  const done = await organiser.post(`/item-proposals/${first}/acceptance`, accepted);
  expect([done.status, done.headers.location]).toEqual([303, `/meetings/${meetingId}/item-call`]);
  const again = await organiser.post(`/item-proposals/${first}/acceptance`, accepted);
  expect(again.status).toBe(409);
  const items = (await organiser.api('get', `/meetings/${meetingId}/agenda`)).body.items as { id: string }[];
  expect(items).toHaveLength(1);
  const told = (await organiser.api('get', `/meetings/${meetingId}/item-call`)).body as { proposals: object[] };
  expect(told.proposals).toMatchObject([{ status: 'accepted', stateCode: 'FI', isLate: false }, {}, {}]);
  await organiser.get(`/item-proposals/${second}/merger`);
  await organiser.post(`/item-proposals/${second}/merger`, { itemId: items[0]!.id, version: '1', answer: 'Together' });
  expect((await organiser.post(`/item-proposals/${third}/deferral`, { version: '1', answer: '' })).status).toBe(422);
  await organiser.post(`/item-proposals/${third}/deferral`, { version: '1', answer: 'In <autumn>' });
  expect((await proposals()).map(({ status }) => status)).toEqual(['accepted', 'merged', 'deferred']);
  const seen = (await app.visitor().get(`${link}?lang=en`)).text;
  expect(seen).toContain('In &lt;autumn&gt;');
  const list = (await organiser.get(`/meetings/${meetingId}/item-call?lang=en`)).text;
  expect(list).toContain('Deferred: “Third” In &lt;autumn&gt;');
  const times = { start: `${dayIn(90)}T09:00`, end: `${dayIn(90)}T12:00`, zone: 'Europe/Oslo' };
  const body = { title: 'Autumn', ...times, place: 'Oslo', languages: ['en'], audience: 'group', groupId };
  const later = (await organiser.api('post', '/meetings', body)).body.id as string;
  expect((await organiser.get(`/meetings/${later}?lang=en`)).text).toContain('deferred from before');
  const shown = (await organiser.get(`/meetings/${later}/item-call?lang=en`)).text;
  expect(shown).toContain(`/item-proposals/${third}/acceptance?meeting=${later}`);
});

it('is opened, changed, reminded of and closed through the API', async () => {
  const times = { start: `${dayIn(70)}T09:00`, end: `${dayIn(70)}T12:00`, zone: 'Europe/Oslo' };
  const body = { title: 'Autumn', ...times, place: 'Oslo', languages: ['en'], audience: 'group', groupId };
  const at = `/meetings/${(await organiser.api('post', '/meetings', body)).body.id}/item-call`;
  const call = { respondBy: dayIn(10), message: null };
  expect((await organiser.api('post', at, { respondBy: dayIn(-1) })).status).toBe(422);
  expect((await organiser.api('post', at, call).expect(201)).body).toEqual({ asked: 2 });
  expect((await organiser.api('post', at, call)).status).toBe(409);
  const changed = await organiser.api('put', at, { respondBy: dayIn(12), message: 'Please', version: 1 });
  expect(changed.body).toMatchObject({ respondBy: dayIn(12), message: 'Please', status: 'open', version: 2 });
  expect((await organiser.api('put', at, { ...call, version: 1 })).status).toBe(409);
  expect((await organiser.api('post', `${at}/reminder`)).status).toBe(200);
  await organiser.api('post', `${at}/closing`).expect(204);
  expect((await organiser.api('get', at)).body.status).toBe('closed');
  expect((await (await app.as('expert')).api('post', at, call)).status).toBe(403);
});
