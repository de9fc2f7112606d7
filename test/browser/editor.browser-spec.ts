// Two secretaries at the desk of one meeting: who writes, what happens when texts meet, and without a connection.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { cast, demoPassword, type CastName } from '../../apps/cli/src/demo/cast.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { startDemo, type Product } from '../support/product.js';
import { fromOutlook, fromWord } from './support/clipboard.js';

let product: Product;
let browser: Browser;
let desk: string;
let items: string[];

beforeAll(async () => {
  product = await startDemo();
  browser = await startChromium();
  const ola = await signedIn('secretariat');
  await ola.open('/meetings');
  await ola.follow(/Return and reintegration/, 'main');
  desk = `${ola.path}/minutes/edit`;
  await ola.page.goto(desk);
  items = await ola.page
    .locator('.minutes-outline a')
    .evaluateAll((links) => links.slice(1).map((link) => link.getAttribute('href')!));
  await ola.leave();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function signedIn(name: CastName): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url: product.url });
  await visitor.page.goto('/sign-in?lang=en');
  await visitor.fill({ 'E-mail address': cast[name].email, Password: demoPassword });
  await visitor.press('Sign in', 'main');
  return visitor;
}

const editor = (page: Page) => page.locator('.ProseMirror');
const state = (page: Page, name: string) => page.locator(`[data-save-state][data-state="${name}"]`).waitFor();
const editable = (page: Page) => page.locator('.ProseMirror[contenteditable="true"]').waitFor();

async function at(visitor: Visitor, item: number): Promise<Page> {
  await visitor.page.goto(items[item]!);
  await editor(visitor.page).waitFor();
  return visitor.page;
}

async function write(page: Page, text: string) {
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

function paste(page: Page, html: string): Promise<void> {
  return editor(page).evaluate((element, content) => {
    const { DataTransfer, ClipboardEvent } = globalThis as unknown as Record<string, new (...args: unknown[]) => Event>;
    const clipboardData = new DataTransfer!() as unknown as { setData(type: string, text: string): void };
    clipboardData.setData('text/html', content);
    element.dispatchEvent(new ClipboardEvent!('paste', { clipboardData, bubbles: true, cancelable: true }) as never);
  }, html);
}

async function offline(context: BrowserContext, is: boolean) {
  await context.setOffline(is);
}

it('shows three panes that everybody can use, by keyboard and on a small screen', async () => {
  const ola = await signedIn('secretariat');
  await ola.open(items[0]!);
  await editor(ola.page).waitFor();
  await write(ola.page, 'Welcome.');
  await state(ola.page, 'saved');
  await ola.page.keyboard.press('Control+Alt+KeyD');
  await ola.page.keyboard.type('One list is kept.');
  await ola.page.keyboard.press('Control+Enter');
  await ola.sees('One list is kept.', '.ProseMirror .callout--decision');
  await ola.page.keyboard.type('After the decision.');
  await state(ola.page, 'saved');
  await ola.page.getByRole('button', { name: 'Begin the item' }).click();
  await ola.page.getByRole('button', { name: 'End the item' }).waitFor();
  await ola.page.getByLabel('What to come back to').fill('Who pays?');
  await ola.page.getByRole('button', { name: 'Put aside' }).click();
  await ola.sees('Who pays?', '#desk-parking');
  await ola.page.getByRole('button', { name: 'End the item' }).click();
  await ola.page.getByRole('button', { name: 'Begin the item' }).waitFor();
  await ola.inspect();
  expect(ola.faults).toEqual([]);
  const text = await editor(ola.page).innerText();
  await ola.page.reload();
  expect(await editor(ola.page).innerText()).toBe(text);
  expect(text).toMatch(/Welcome\.[^]*One list is kept\.[^]*After the decision\./);
  await ola.leave();
});

it('keeps headings, lists and tables of what is pasted from Word and Outlook, and nothing else', async () => {
  const ola = await signedIn('secretariat');
  const page = await at(ola, 1);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await editor(page).click();
  await paste(page, fromWord);
  await paste(page, fromOutlook);
  await state(page, 'saved');
  const html = await editor(page).innerHTML();
  expect(html).toContain('<h2>Status</h2>');
  expect(html).toMatch(/<ul><li><p>Første<\/p><ul><li><p>Under<\/p><\/li><\/ul><\/li><li><p>Andre<\/p><\/li><\/ul>/);
  expect(html).toMatch(/<td[^>]*>Norge/);
  expect(html).toContain('Se rapporten.');
  expect(html).not.toMatch(/style=|safelinks|<img(?! class="ProseMirror)|steal|Mso/);
  expect(asked.filter((url) => !url.startsWith(product.url))).toEqual([]);
  expect(ola.faults).toEqual([]);
  await ola.leave();
});

it('lets one write at a time; the other sees who, takes over, and the first is told', async () => {
  const [ola, kari] = await Promise.all([signedIn('secretariat'), signedIn('coordinator')]);
  const first = await at(ola, 2);
  await write(first, 'Ola began.');
  await state(first, 'saved');
  const second = await at(kari, 2);
  await kari.sees('Ola Hansen is writing here.', '[data-writer]');
  expect(await editor(second).getAttribute('contenteditable')).toBe('false');
  await second.getByRole('button', { name: 'Take over' }).click();
  await editable(second);
  await ola.sees('Kari Nordmann has taken over.', '[data-writer]');
  expect(await editor(first).getAttribute('contenteditable')).toBe('false');
  await write(second, ' Kari went on.');
  await state(second, 'saved');
  await first.getByRole('button', { name: 'Take over' }).click();
  await first.locator('.ProseMirror', { hasText: 'Ola began. Kari went on.' }).waitFor();
  expect([...ola.faults, ...kari.faults]).toEqual([]);
  await Promise.all([ola.leave(), kari.leave()]);
});

it('keeps what is written without a connection, and loses neither text when somebody else wrote meanwhile', async () => {
  const [ola, kari] = await Promise.all([signedIn('secretariat'), signedIn('coordinator')]);
  const away = await at(ola, 3);
  await write(away, 'Begun together.');
  await state(away, 'saved');
  await offline(away.context(), true);
  await write(away, ' Written on a train.');
  await state(away, 'offline');
  const here = await at(kari, 3);
  await here.getByRole('button', { name: 'Take over' }).click();
  await editable(here);
  await write(here, ' Written at the desk.');
  await state(here, 'saved');
  await away.close();
  await offline(ola.page.context(), false);
  const back = await ola.page.context().newPage();
  await back.goto(items[3]!);
  await state(back, 'conflict');
  const both = back.locator('#conflict');
  expect(await both.innerText()).toMatch(/Written at the desk\.[^]*Written on a train\./);
  await back.getByRole('button', { name: 'Keep both, mine first' }).click();
  await state(back, 'saved');
  await back.reload();
  expect(await editor(back).innerText()).toMatch(/Begun together\. Written on a train\.[^]*Written at the desk\./);
  expect(await back.evaluate<number>('Object.keys(localStorage).length')).toBe(0);
  await Promise.all([back.context().close(), kari.leave()]);
});

/** Ends as a browser does that is killed: without a word to anybody. */
async function kill(page: Page) {
  await Promise.all([page.waitForEvent('crash'), page.goto('chrome://crash').catch(() => null)]);
}

/** Waits until a text is kept in the browser, or saved already: nowhere else is it safe. */
async function isSafe(page: Page, text: string) {
  const kept = () => page.evaluate<string>('JSON.stringify(Object.entries(localStorage))');
  const saved = () => page.locator('[data-save-state][data-state="saved"]').count();
  const held = async () => (await kept()).includes(text) || (await saved()) > 0;
  for (let tries = 0; tries < 50 && !(await held()); tries += 1) await page.waitForTimeout(100);
  expect(await held()).toBe(true);
}

it('goes on after a browser that was killed, and swallows nothing of what is typed at once', async () => {
  const ola = await signedIn('secretariat');
  await write(await at(ola, 4), 'Before the crash.');
  await state(ola.page, 'saved');
  const context = ola.page.context();
  await kill(ola.page);
  const back = await context.newPage();
  await back.route('**/writer', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue().catch(() => undefined); // the page may be gone by then
  });
  await back.goto(items[4]!);
  await editor(back).waitFor();
  await write(back, ' Typed at once, to the end.');
  const own = back.locator('[data-writer]', { hasText: 'You have this item open in another window.' });
  await own.waitFor();
  expect(await own.getByRole('button', { name: 'Take over' }).count()).toBe(1);
  expect(await editor(back).innerText()).toContain('Before the crash. Typed at once, to the end.');
  await isSafe(back, 'Typed at once, to the end.');
  await own.waitFor({ state: 'hidden', timeout: 40_000 });
  await state(back, 'saved');
  const other = await context.newPage();
  await other.goto(items[4]!);
  await other.locator('[data-writer]', { hasText: 'You have this item open in another window.' }).waitFor();
  expect(await editor(other).getAttribute('contenteditable')).toBe('false');
  await other.getByRole('button', { name: 'Take over' }).click();
  await editable(other);
  expect(await editor(other).innerText()).toContain('Before the crash. Typed at once, to the end.');
  await back.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
});

it('keeps what was typed when somebody else turns out to write, until one takes over', async () => {
  const [ola, kari] = await Promise.all([signedIn('secretariat'), signedIn('coordinator')]);
  const [first, second] = [await at(ola, 0), await at(kari, 0)];
  await write(first, ' Hers.');
  await state(first, 'saved');
  await write(second, ' Mine, to the end.');
  await kari.sees('Ola Hansen is writing here. What you typed is kept in this browser', '[data-writer]');
  expect(await editor(second).innerText()).toContain('Mine, to the end.');
  await isSafe(second, 'Mine, to the end.');
  await second.waitForTimeout(1500);
  expect(await second.locator('[data-save-state]').getAttribute('data-state')).toBe('dirty');
  await second.getByRole('button', { name: 'Take over' }).click();
  await second.locator('#conflict, [data-save-state][data-state="saved"]').first().waitFor();
  const both = second.getByRole('button', { name: 'Keep both, mine first' });
  if (await both.isVisible()) await both.click();
  await state(second, 'saved');
  await second.reload();
  expect(await editor(second).innerText()).toMatch(/Hers\.[^]*Mine, to the end\.|Mine, to the end\.[^]*Hers\./);
  await Promise.all([ola.leave(), kari.leave()]);
});

it('says of one item only that one writes it', async () => {
  const ola = await signedIn('secretariat');
  for (const item of [1, 2, 1, 2]) {
    await write(await at(ola, item), ' More.');
    await state(ola.page, 'saved');
    await ola.sees('You are writing', '.minutes-outline [aria-current]');
    const others = '.minutes-outline a:not([aria-current])';
    await ola.page.locator(others, { hasText: 'You are writing' }).waitFor({ state: 'detached' });
  }
  await ola.leave();
});

it('clears what the browser kept when somebody signs out', async () => {
  const ola = await signedIn('secretariat');
  const page = await at(ola, 4);
  await page.evaluate("localStorage.setItem('minutes:someone:item', '{}')");
  await page.goto('/');
  await page.evaluate('document.querySelector(\'form[action="/sign-out"]\').requestSubmit()');
  await ola.sees(/signed out/i);
  expect(await page.evaluate<number>('Object.keys(localStorage).length')).toBe(0);
  await ola.leave();
});
