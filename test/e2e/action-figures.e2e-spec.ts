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
let secretariat: Browser;
let aino: Browser;
let today: string;

beforeAll(async () => {
  app = await startApp();
  today = app.get(Clock).today();
  [secretariat, aino] = [await app.as('secretariat'), await app.as('stateContact')];
  const shared = await create({ stateCodes: ['FI', 'SE'], audience: 'network' });
  await create({ stateCodes: ['PL'], audience: 'organisers' });
  const db = app.get(Db);
  await db.tx(async () => {
    await db.run(sql`UPDATE action_item SET created_at = '2024-03-01T10:00:00.000Z' WHERE id = ${shared}`);
    await db.run(sql`UPDATE action_progress SET status = 'done', is_finished = 1, finished_on = '2024-03-21',
      due_on = '2024-03-11', updated_by = 'Aino' WHERE action_id = ${shared} AND state_code = 'FI'`);
  });
});
afterAll(() => app.close());

async function create(more: object): Promise<string> {
  const action = { title: 'Send figures', responsibleKind: 'states', dueOn: addDays(today, 7) };
  return (await app.get(ActionService).create(system, NewAction.parse({ ...action, ...more }))).id;
}
const figures = async (who: Browser) => (await who.api('get', '/actions/figures')).body;

describe('figures of actions', () => {
  it('count what was agreed, finished and late, by year and by State', async () => {
    const { years, states } = await figures(secretariat);
    const year = years.find((one: { year: string }) => one.year === '2024');
    expect(year).toEqual({ year: '2024', opened: 2, closed: 1, onTime: 0, withDue: 1, medianDays: 20 });
    const of = (code: string) => states.find((one: { stateCode: string }) => one.stateCode === code);
    expect(of('FI')).toEqual({ stateCode: 'FI', asked: 1, answered: 1, finished: 1, overdue: 0, averageDelay: 10 });
    expect(of('SE')).toMatchObject({ asked: 1, answered: 0, averageDelay: null });
  });

  it('count only what the reader may see', async () => {
    const codes = async (who: Browser) =>
      (await figures(who)).states.map(({ stateCode }: { stateCode: string }) => stateCode);
    expect(await codes(secretariat)).toContain('PL');
    expect(await codes(aino)).not.toContain('PL');
    expect((await aino.get('/actions/figures/states.csv')).text).not.toContain('Poland');
  });

  it('are drawn with the same in words and in a table, and are a file', async () => {
    const page = await secretariat.get('/actions/figures');
    expect(page.text).toContain('2024: 2 agreed, 1 finished.');
    expect(page.text).toContain('<rect class="chart__first"');
    const book = await secretariat.raw
      .get('/actions/figures/years.xlsx')
      .buffer(true)
      .parse(binary as never);
    const sheet = await readSheet(book.body, 'years.xlsx');
    expect(JSON.stringify(sheet.rows)).toContain('2024');
    expect((await secretariat.get('/actions/figures/other.csv')).status).toBe(404);
    const unlabelled = [...page.text.matchAll(/<td role="cell"(?![^>]*data-label)[^>]*>/g)];
    expect(unlabelled).toEqual([]);
  });

  it('print a year as a year', async () => {
    const paper = await secretariat.raw
      .get('/actions/figures/years.pdf?lang=en')
      .buffer(true)
      .parse(binary as never);
    const { text } = await readPdf(paper.body);
    expect(text).toContain('2024');
    expect(text).not.toMatch(/2[,\s\u00a0]024/);
  });

  it('go with a workbook of the list itself', async () => {
    const book = await secretariat.raw
      .get('/actions/list.xlsx?q=figures&status=')
      .buffer(true)
      .parse(binary as never);
    const sheet = await readSheet(book.body, 'list.xlsx');
    expect(JSON.stringify(sheet.rows)).toContain('Finland');
  });
});

function binary(answer: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => done(null, Buffer.concat(parts)));
}
