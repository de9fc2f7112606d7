import { AttendanceService } from '@samrad/meetings';
import { GroupFinder, MembershipService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { called } from '../support/invited.js';
import { aHeldMeeting, type HeldMeeting, personOf } from '../support/held-meeting.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;
let meeting: HeldMeeting;
let at: string;

const binary = (path: string, browser: Browser) =>
  browser.raw
    .get(path)
    .buffer(true)
    .parse(toBuffer as never);

function toBuffer(stream: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

/** Named for those audiences that are not everybody. */
const exempted = { exemption: '20', exemptionReason: 'Told in confidence', exemptionReviewOn: '2031-01-01' };

const publish = (fields: object = {}) =>
  ola.post(`${at}/publication`, { audience: 'public', tell: 'true', version: 1, ...exempted, ...fields });

async function write(text: string) {
  const { body } = await ola.api('get', `/meetings/${meeting.id}/minutes?draft=true`);
  const { id } = body.sections[0];
  const { version } = (await ola.api('get', `/minutes-sections/${id}`)).body;
  await ola.api('put', `/minutes-sections/${id}`, { markdown: text, version }).expect(200);
}

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
});
afterAll(() => app.close());

beforeEach(async () => {
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}/minutes`;
  await ola.get(`${at}/edit?lang=en`);
  await ola.post(at).expect(303);
});

describe('publishing minutes', () => {
  it('refuses blank minutes', async () => {
    expect((await publish()).status).toBe(409);
  });

  it('is not offered before the meeting has begun; the pages say when it will be', async () => {
    const { id } = await called(app, ['expert']);
    const early = `/meetings/${id}/minutes`;
    await ola.post(early).expect(303);
    const said = 'The minutes can be published once the meeting has begun: Friday, 10 December 2027';
    for (const path of [`/meetings/${id}`, `${early}/edit`, `${early}?draft=1`]) {
      const { text } = await ola.get(path);
      expect(text).toContain(said);
      expect(text).not.toContain(`${early}/publication`);
    }
    const { text } = await ola.get(`${early}/publication`);
    expect(text).toContain(said);
    expect(text).not.toContain('<form class="form" id="publication"');
    expect((await ola.get(`${at}/edit`)).text).toContain(`href="${at}/publication"`);
  });

  it('freezes a version, tells the participants in one mail each, and shows it to the audience', async () => {
    await write('Return **counselling** begins early.');
    const decision = { text: 'One list is kept.', itemId: meeting.items[2]! };
    await ola.post(`/meetings/${meeting.id}/decisions`, decision).expect(303);
    const page = await ola.get(`${at}/publication?audience=public`);
    expect(page.text).toContain('2 persons get a mail');
    expect(page.text).toContain('not how far each State is');
    const mark = /name="recipients" value="(\w+)"/.exec(page.text)![1];
    const before = (await app.mails()).length;
    await publish({ recipients: 'another' }).expect(409);
    await publish({ recipients: mark }).expect(303);
    const mails = (await app.mails()).slice(before);
    expect(mails.map(({ toAddress }) => toAddress).sort()).toEqual([
      'aino.virtanen@migri.example.org',
      'samuel.tesfay@retur.example.org',
    ]);
    expect(mails[0]!.raw.replace(/=\r?\n/g, '')).toContain(`http://127.0.0.1${at}`);
    const visitor = app.visitor();
    const read = await visitor.get(at);
    expect(read.text).toContain('<strong>counselling</strong>');
    expect(read.text).toContain('One list is kept.');
    expect((await visitor.get(`${at}/versions/1`)).status).not.toBe(200);
    expect((await visitor.get(`${at}/edit`)).status).not.toBe(200);
    const { body } = await ola.api('get', `/meetings/${meeting.id}`);
    expect(body.status).toBe('minutes_published');
    const api = (await visitor.api('get', `/meetings/${meeting.id}/minutes`)).body;
    expect(api).toMatchObject({ number: 1, audience: 'public' });
    expect((await visitor.get('/search?q=counselling')).text).toContain(at);
  });

  it('takes the actions with it and names them to those they concern', async () => {
    const page = `${at}/edit`;
    const action = { meetingId: meeting.id, itemId: meeting.items[2]!, dueOn: '2030-01-31', next: page };
    const asked = { ...action, title: 'Send the list', responsibleKind: 'states', stateCodes: ['FI', 'SE'] };
    expect((await ola.post('/actions', asked)).headers.location).toBe(page);
    const { body } = await ola.api('get', `/meetings/${meeting.id}/minutes?draft=true`);
    expect(body.sections[1].actions).toEqual([
      expect.objectContaining({ title: 'Send the list', dueOn: '2030-01-31' }),
    ]);
    expect((await ola.get(`${page}?item=${body.sections[1].id}`)).text).toContain('Finland, Sweden');
    const before = (await app.mails()).length;
    await publish().expect(303);
    const mails = (await app.mails()).slice(before);
    const told = mails.filter(({ raw }) => raw.includes('Send the list')).map(({ toAddress }) => toAddress);
    expect(told).toEqual(['aino.virtanen@migri.example.org']);
    const visitor = app.visitor();
    const read = (await visitor.get(at)).text;
    for (const agreed of ['Send the list', 'Finland, Sweden', '31 Jan 2030']) expect(read).toContain(agreed);
    expect((await visitor.get(`/meetings/${meeting.id}`)).text).not.toContain('Send the list');
    expect((await visitor.get('/actions')).status).toBe(303);
  });

  it('asks all members of the group from the desk, with a priority', async () => {
    const reg = (await app.get(GroupFinder).byCode('REG'))!.id;
    const term = { stateCode: 'FI', role: 'member' as const, validFrom: null, validTo: null };
    await app.get(MembershipService).add(system, reg, { ...term, personId: await personOf(app, 'stateContact') });
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET group_id = ${reg} WHERE id = ${meeting.id}`));
    const desk = (await ola.get(`${at}/edit?lang=en`)).text;
    const [, groupId] = /name="groupId" value="([^"]+)"/.exec(desk)!;
    expect(desk).toContain('All members of REG');
    const fields = {
      title: 'Read the draft',
      responsibleKind: 'group',
      groupId,
      priority: 'high',
      dueOn: '2030-01-31',
    };
    const made = await ola.post('/actions', { ...fields, meetingId: meeting.id, next: `${at}/edit` });
    expect(made.headers.location).toBe(`${at}/edit`);
    const { items } = (await ola.api('get', '/actions?q=Read')).body;
    expect(items).toEqual([expect.objectContaining({ title: 'Read the draft', priority: 'high' })]);
  });

  it('keeps the first version when a corrected one follows, which needs a note', async () => {
    await write('Frist text');
    await publish().expect(303);
    expect((await publish({ version: 2 })).status).toBe(409);
    expect((await ola.get(`${at}/edit`)).text).not.toContain('Changes not published');
    await write('First text');
    expect((await ola.get(`${at}/edit`)).text).toContain('Changes not published');
    expect((await app.visitor().get(at)).text).toContain('Frist text');
    expect((await publish({ version: 2 })).status).toBe(422);
    expect((await publish({ version: 1, note: 'A letter' })).status).toBe(409);
    await publish({ version: 2, note: 'A letter', tell: '' }).expect(303);
    const newest = (await app.visitor().get(at)).text;
    expect(newest).toContain('First text');
    expect(newest).toContain('A letter');
    expect((await ola.get(`${at}/versions/1`)).text).toContain('Frist text');
  });

  it.each([
    ['organisers', [404, 404, 200], 0],
    ['group', [404, 200, 200], 2],
    ['network', [404, 200, 200], 2],
    ['public', [200, 200, 200], 2],
  ] as const)('for %s: visitor, invited expert, coordinator', async (audience, expected, told) => {
    await write('Text');
    const before = (await app.mails()).length;
    await publish({ audience }).expect(303);
    expect((await app.mails()).length - before).toBe(told);
    const readers = [app.visitor(), await app.as('expert'), await app.as('coordinator')];
    const statuses = async (read: (reader: Browser) => PromiseLike<{ status: number }>) => {
      const answers = await Promise.all(readers.map(read));
      return answers.map(({ status }) => status);
    };
    expect(await statuses((reader) => reader.get(at))).toEqual(expected);
    expect(await statuses((reader) => reader.raw.get(`${at}.pdf`))).toEqual(expected);
    expect(await statuses((reader) => reader.api('get', `/meetings/${meeting.id}/minutes`))).toEqual(expected);
  });

  it('shows nothing of a draft to others', async () => {
    await write('Secret');
    const expert = await app.as('expert');
    expect((await expert.get(at)).status).toBe(404);
    expect((await expert.get(`${at}?draft=1`)).status).toBe(404);
    expect((await expert.get(`/meetings/${meeting.id}`)).text).not.toContain('Secret');
    expect((await expert.post(`${at}/publication`, { audience: 'public', version: 1 })).status).toBe(403);
  });

  it('prints a PDF with an ETag, and a draft marked as such', async () => {
    await write('Text in the file');
    const draftFile = await binary(`${at}.pdf?draft=1`, ola);
    expect((await readPdf(draftFile.body as Buffer)).text).toContain('Draft, not published');
    await publish().expect(303);
    const file = await binary(`${at}.pdf`, ola);
    const pdf = await readPdf(file.body as Buffer);
    expect(pdf.text).toContain('Text in the file');
    expect(pdf).toMatchObject({ tagged: true, claimsUa: true });
    const again = await ola.raw.get(`${at}.pdf`).set('if-none-match', file.headers.etag!);
    expect(again.status).toBe(304);
  });

  it('gives the same file through the API to those who may read the minutes', async () => {
    const path = `/api/v1${at}/pdf`;
    await write('Text in the file');
    const visitor = app.visitor();
    expect((await visitor.raw.get(path)).status).toBe(404);
    await publish({ audience: 'organisers' }).expect(303);
    expect((await visitor.raw.get(path)).status).toBe(404);
    await write('Text for everybody');
    const [{ version }] = [(await ola.api('get', at)).body];
    await publish({ audience: 'public', note: 'For everybody', version }).expect(303);
    const file = await binary(path, visitor);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect((await readPdf(file.body as Buffer)).text).toContain('Text for everybody');
    expect((await visitor.raw.get(path).set('if-none-match', file.headers.etag!)).status).toBe(304);
  });
});

it('the page before publishing warns when nobody is noted as present, and leads to where that is done', async () => {
  const page = async () => (await ola.get(`${at}/publication?lang=en`)).text;
  await write('Something was said.');
  expect(await page()).toContain('Nobody is noted as present.');
  expect(await page()).toContain(`href="/meetings/${meeting.id}/attendance"`);
  const persons = [{ personId: await personOf(app, 'expert'), presence: 'on_site' as const }];
  await app.get(AttendanceService).note(system, meeting.id, persons);
  expect(await page()).not.toContain('Nobody is noted as present.');
});
