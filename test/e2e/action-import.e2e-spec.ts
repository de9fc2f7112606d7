import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let secretariat: Browser;
let due: string;

beforeAll(async () => {
  app = await startApp();
  secretariat = await app.as('secretariat');
  due = addDays(app.get(Clock).today(), 60);
});
afterAll(() => app.close());

const csv = (...rows: string[]) => ({
  filename: 'actions.csv',
  content: Buffer.from(['What is to be done;Due date;States;Priority', ...rows].join('\n')),
});
const upload = async (file: { filename: string; content: Buffer }, who = secretariat) => {
  await who.get('/action-imports');
  return who.upload('/action-imports', 'file', file);
};
const hidden = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="(file|name|proof|withoutFaulty)" value="([^"]*)">/g)].map((m) => [
      m[1],
      m[2],
    ]),
  );
const found = async (q: string) =>
  (await secretariat.api('get', `/actions?q=${encodeURIComponent(q)}&per=100`)).body.items;

describe('a list of actions', () => {
  it('shows what it would add and names row, column, value and reason of what is refused; then adds the rest', async () => {
    const sent = await upload(csv(`Ask two States;${due};FI, Sverige;high`, 'Ask nobody;31.02.2027;Atlantis;'));
    expect(sent.status).toBe(303);
    const page = await secretariat.get(sent.headers.location!);
    for (const words of [
      '1 row is refused',
      'Atlantis',
      'No such day',
      '1 action item would be added',
      'Finland, Sweden',
    ]) {
      expect(page.text).toContain(words);
    }
    expect(await found('Ask two States')).toEqual([]);
    const done = await secretariat.post('/action-imports/confirmation', hidden(page.text));
    expect([done.status, done.headers.location]).toEqual([303, '/actions']);
    expect((await found('Ask two States')).map(({ stateCode }: { stateCode: string }) => stateCode).sort()).toEqual([
      'FI',
      'SE',
    ]);
    expect(await found('Ask nobody')).toEqual([]);
    const again = await secretariat.post('/action-imports/confirmation', hidden(page.text));
    expect(again.status).toBe(409);
    expect(await found('Ask two States')).toHaveLength(2);
  });

  it('is refused whole when it is no list, or another person uploaded it', async () => {
    expect((await upload({ filename: 'a.xlsx', content: Buffer.from('no workbook') })).status).toBe(422);
    const strange = { filename: 'a.csv', content: Buffer.from('Colour;Size\nred;1') };
    expect((await upload(strange)).text).toContain('No column is called');
    const sent = await upload(csv(`Not yours;${due};FI;`));
    const coordinator = await app.as('coordinator');
    expect((await coordinator.get(sent.headers.location!)).status).toBe(409);
    expect((await (await app.as('stateContact')).get('/action-imports')).status).toBe(403);
  });

  it('comes by the API as well, all or none', async () => {
    const rows = [
      { title: 'By API one', dueOn: due, states: 'all' },
      { title: 'By API two', dueOn: null, states: 'Utopia' },
    ];
    const looked = await secretariat.api('post', '/action-imports/preview', { rows });
    expect(looked.body).toMatchObject({
      ready: 1,
      faults: [{ row: 2, column: 'states', value: 'Utopia', reason: 'unknownState' }],
    });
    expect((await secretariat.api('post', '/action-imports', { rows })).status).toBe(409);
    expect(await found('By API')).toEqual([]);
    expect((await secretariat.api('post', '/action-imports', { rows, withoutFaulty: true })).body.ready).toBe(1);
    expect((await found('By API one')).length).toBeGreaterThan(30);
  });
});
