// What must work when no script runs: reading, answering, filtering, forms.
import type { Browser } from 'playwright-core';
import { cast, demoPassword, type CastName } from '../../apps/cli/src/demo/cast.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { startDemo, type Product } from '../support/product.js';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = await startDemo();
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function signedIn(name: CastName, width = 1280): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url: product.url, script: false, width });
  await visitor.open('/sign-in');
  await visitor.fill({ 'E-mail address': cast[name].email, Password: demoPassword });
  await visitor.press('Sign in', 'main');
  return visitor;
}

it('reads the held meeting and its minutes', async () => {
  const visitor = await Visitor.come(browser, { url: product.url, script: false, width: 390 });
  await visitor.open('/meetings?when=past');
  await visitor.follow(/Return counselling/, 'main');
  await visitor.follow('Read the whole minutes', 'main');
  expect(await visitor.text()).toContain('Return counselling');
  expect(visitor.faults).toEqual([]);
});

it('filters and sorts the list of persons', async () => {
  const visitor = await signedIn('secretariat');
  await visitor.open('/persons');
  await visitor.choose('State', 'Norway');
  await visitor.press('Filter', 'main');
  expect(visitor.path).toMatch(/state=NO/);
  expect(await visitor.page.locator('#results tbody tr').count()).toBeGreaterThan(0);
  await visitor.press(/^Organisation/, '#results');
  expect(visitor.path).toMatch(/state=NO.*sort=organisation/);
  expect(visitor.faults).toEqual([]);
});

it('answers an invitation', async () => {
  const visitor = await signedIn('expert', 390);
  await visitor.open('/meetings');
  await visitor.follow(/Return and reintegration/, 'main');
  const meeting = visitor.path;
  await visitor.press(/Maybe/, '#answer');
  await visitor.open(meeting);
  expect(await visitor.page.locator('#answer [aria-pressed="true"]').innerText()).toContain('Maybe');
  expect(visitor.faults).toEqual([]);
});

it('plans a meeting, adds an item and moves it', async () => {
  const visitor = await signedIn('coordinator');
  await visitor.open('/meetings/new');
  await visitor.fill({ Title: 'A meeting without script', Place: 'Oslo', 'Ends on': '2020-01-01' });
  await visitor.press('Save', 'main');
  await visitor.sees(/^Ends on: /);
  await visitor.fill({ 'Ends on': '' });
  await visitor.press('Save', 'main');
  const meeting = visitor.path;
  await visitor.open(`${meeting}/agenda/edit`);
  for (const title of ['First', 'Second']) {
    await visitor.fill({ Title: title, Minutes: '30' }, '#new');
    await visitor.press('Add the item');
  }
  await visitor.press('Move up: Second');
  await visitor.open(`${meeting}/agenda/edit`);
  expect(await visitor.page.locator('.item__title').allInnerTexts()).toEqual([
    'Follow-up of actions',
    'Second',
    'First',
  ]);
  expect(visitor.faults).toEqual([]);
});
