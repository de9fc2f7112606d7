import { ActionService, NewAction } from '@samrad/actions';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { readSheet } from '@samrad/platform/files';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let today: string;
let secretariat: Browser;
let aino: Browser;

beforeAll(async () => {
  app = await startApp();
  today = app.get(Clock).today();
  [secretariat, aino] = [await app.as('secretariat'), await app.as('stateContact')];
  const finished = await create({ title: 'Send figures' });
  const late = await create({ title: 'Name a contact', stateCodes: ['FI', 'SE', 'NO'] });
  await create({ title: '=HYPERLINK("http://evil.example")' });
  await create({ title: 'Kanarifugl', audience: 'organisers' });
  const db = app.get(Db);
  const past = addDays(today, -3);
  await db.tx(async () => {
    await db.run(sql`UPDATE action_progress SET status = 'done', is_finished = 1, finished_on = '2024-03-21',
      due_on = '2024-03-11', sort_due = '2024-03-11', updated_by = 'Aino' WHERE action_id = ${finished}`);
    await db.run(sql`UPDATE action_progress SET due_on = ${past}, sort_due = ${past}, asked_due_on = ${addDays(today, 30)}
      WHERE action_id = ${late}`);
  });
});
afterAll(() => app.close());

async function create(more: object): Promise<string> {
  const action = { responsibleKind: 'states', stateCodes: ['FI'], audience: 'network', dueOn: addDays(today, 7) };
  return (await app.get(ActionService).create(system, NewAction.parse({ ...action, ...more }))).id;
}

async function file(who: Browser, path: string): Promise<Buffer> {
  const answer = await who.raw
    .get(path)
    .buffer(true)
    .parse(binary as never);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as Buffer;
}
const rowsOf = async (who: Browser, path: string) =>
  JSON.stringify((await readSheet(await file(who, path), 'x.xlsx')).rows);

describe('the page of a State', () => {
  const asked = async (who: Browser) => (await who.api('get', '/actions/states/FI')).body;

  it('counts what is open, late, answered and finished, of what the reader may see', async () => {
    const figures = {
      answered: 1,
      overdue: 1,
      laterDateAsked: 1,
      finished: 1,
      onTime: 0,
      withDue: 1,
      averageDelay: 10,
    };
    expect(await asked(secretariat)).toMatchObject({ stateCode: 'FI', asked: 4, open: 3, ...figures });
    expect(await asked(aino)).toMatchObject({ asked: 3, open: 2, ...figures });
    expect((await asked(aino)).years).toEqual([{ year: '2024', finished: 1, onTime: 0, withDue: 1, averageDelay: 10 }]);
  });

  it('says no more about few than is known', async () => {
    const { text } = await aino.get('/actions/states/FI');
    expect(text).toContain('1 of 3');
    expect(text).toContain('10 days (of only 1)');
    expect(text).not.toMatch(/\d ?%/);
    expect((await aino.get('/actions/states/PT')).text).toContain('Not known');
    expect((await aino.api('get', '/actions/states/PT')).body).toMatchObject({
      asked: 0,
      averageDelay: null,
      years: [],
    });
  });

  it('shows what is left and what was finished, and when against the due date', async () => {
    const { text } = await aino.get('/actions/states/fi');
    expect(text).toContain('Name a contact');
    expect(text).toContain('10 days after the due date');
    expect(text).not.toContain('Kanarifugl');
    expect((await secretariat.get('/actions/states/FI')).text).toContain('Kanarifugl');
  });

  it('is a file and a paper of the same, which keep the same secrets', async () => {
    expect((await aino.get('/actions/states/FI/figures.csv')).text).toContain('Average delay (days),10,1');
    expect(await rowsOf(aino, '/actions/states/FI/figures.xlsx')).toContain('Finished in time');
    const { text, title, claimsUa } = await readPdf(await file(aino, '/actions/states/FI/figures.pdf'));
    expect({ title, claimsUa }).toEqual({ title: 'Action items: Finland', claimsUa: true });
    expect(text).toContain('Name a contact');
    expect(text).not.toContain('Kanarifugl');
  });

  it('is there for States only, and for people inside', async () => {
    expect((await aino.get('/actions/states/XX')).status).toBe(404);
    expect((await aino.get('/actions/states/FI/other.csv')).status).toBe(404);
    expect((await app.visitor().get('/actions/states/FI')).status).not.toBe(200);
  });
});

describe('the timeline', () => {
  const timeline = async (who: Browser, query = '') => (await who.api('get', `/actions/timeline${query}`)).body;
  const sums = ({ periods }: { periods: Record<'late' | 'open' | 'finished', number>[] }) =>
    (['late', 'open', 'finished'] as const).map((what) => periods.reduce((sum, period) => sum + period[what], 0));

  it('counts every line once, by when it is due, of what the reader may see', async () => {
    const from = addDays(today, -14);
    expect(sums(await timeline(secretariat, `?from=${from}`))).toEqual([3, 2, 0]);
    expect(sums(await timeline(aino, `?from=${from}`))).toEqual([3, 1, 0]);
    expect(sums(await timeline(aino, '?from=2024-03-01&by=month'))).toEqual([0, 0, 1]);
  });

  it('is narrowed as the list is, and says what lies outside', async () => {
    const from = addDays(today, -14);
    expect(sums(await timeline(aino, `?from=${from}&state=SE`))).toEqual([1, 0, 0]);
    expect(await timeline(aino, `?from=${addDays(today, 60)}&state=FI&status=open`)).toMatchObject({
      earlier: 2,
      later: 0,
    });
    expect((await aino.api('get', '/actions/timeline?by=year')).status).toBe(422);
  });

  it('names what is due, with how many are left, and leads to the list of the same', async () => {
    const { text } = await aino.get(`/actions/timeline?from=${addDays(today, -14)}`);
    expect(text).toContain('Name a contact');
    expect(text).toContain('3 of 3 left');
    expect(text).not.toContain('Kanarifugl');
    const href = /href="(\/actions\?[^"]*dueFrom[^"]*)"/
      .exec(text)![1]!
      .replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const list = await aino.get(href);
    expect(list.text).toContain('Show all due dates');
    expect(list.text).toContain('Name a contact');
    expect(list.text).not.toContain('evil.example');
  });

  it('is a file and a paper of the same, in which nothing runs', async () => {
    const query = `?from=${today}&state=FI`;
    expect((await aino.get(`/actions/timeline/periods.csv${query}`)).text).not.toMatch(/(^|[,"\n])=HYPER/m);
    expect(await rowsOf(aino, `/actions/timeline/periods.xlsx${query}`)).toContain('HYPERLINK');
    const { text } = await readPdf(await file(aino, `/actions/timeline/periods.pdf${query}`));
    expect(text).toContain('State Finland');
    expect(text).not.toContain('Kanarifugl');
    expect((await aino.get('/actions/timeline/other.pdf')).status).toBe(404);
  });
});

describe('the list', () => {
  it('has a map with the same numbers in a table', async () => {
    const { text } = await aino.get('/actions?view=map');
    expect(text).toMatch(
      /tile-map__c6 tile-map__r1"><a class="tile q1" href="\/actions\?view(=|&#x3D;)map&amp;state(=|&#x3D;)FI"/,
    );
    expect(text).toContain('href="/actions/states/FI"');
    expect(text).toContain('name="view" value="map"');
    expect((await aino.get('/actions')).text).not.toContain('tile-map');
  });

  it('goes out as a paper, of its filter', async () => {
    const { text, claimsUa } = await readPdf(await file(aino, '/actions/list.pdf?state=SE'));
    expect(text).toContain('Name a contact');
    expect(text).not.toContain('Send figures');
    expect(claimsUa).toBe(true);
    const all = await readPdf(await file(aino, '/actions/list.pdf'));
    expect(all.text).not.toContain('Kanarifugl');
    expect((await readPdf(await file(aino, '/actions/figures/states.pdf'))).text).toContain('Finland');
  });
});

function binary(answer: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => done(null, Buffer.concat(parts)));
}
