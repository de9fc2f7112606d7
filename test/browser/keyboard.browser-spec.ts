// From the start page to a moved item of an agenda without a mouse, seeing at each step where one is.
import type { Browser } from 'playwright-core';
import { cast, demoPassword } from '../../apps/cli/src/demo/cast.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { startDemo, type Product } from '../support/product.js';

const mostStops = 120;

let product: Product;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  product = await startDemo();
  browser = await startChromium();
  visitor = await Visitor.come(browser, { url: product.url, axe: false });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** What has the focus: its name, and whether one can see that it has. */
interface Stop {
  name: string;
  isSeen: boolean;
}

/** The link to the content needs no ring: it is on the screen only while it has the focus. */
const stop = `(() => {
  const at = document.activeElement;
  if (at === document.body) return { name: '', isSeen: true };
  const name = at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent || '';
  const style = getComputedStyle(at);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const box = at.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return { name: name.replace(/\\s+/g, ' ').trim(), isSeen: inView && (ring || style.boxShadow !== 'none' || at.matches('.ds-skip-link')) };
})()`;

/** A page may still be scrolling to what has the focus. */
async function stopHere(): Promise<Stop> {
  let here = await visitor.page.evaluate<Stop>(stop);
  for (let tries = 0; tries < 20 && !here.isSeen; tries += 1) {
    await visitor.page.waitForTimeout(50);
    here = await visitor.page.evaluate<Stop>(stop);
  }
  return here;
}

/** Goes on with the tabulator until it stands there. Every stop on the way must be seen. */
async function tabTo(name: RegExp): Promise<void> {
  const unseen: string[] = [];
  for (let count = 0; count < mostStops; count += 1) {
    await visitor.page.keyboard.press('Tab');
    const here = await stopHere();
    if (!here.isSeen) unseen.push(here.name);
    if (!name.test(here.name)) continue;
    expect(unseen).toEqual([]);
    return;
  }
  throw new Error(`The tabulator does not come to ${name}`);
}

const enter = () => visitor.leading(() => visitor.page.keyboard.press('Enter'));

it('skips to the content first', async () => {
  await visitor.open('/');
  await visitor.page.keyboard.press('Tab');
  await visitor.page.keyboard.press('Enter');
  expect(await visitor.page.evaluate('document.activeElement.id')).toBe('main');
});

it('signs in', async () => {
  await visitor.open('/');
  await tabTo(/^Sign in$/);
  await enter();
  await tabTo(/^E-mail address/);
  await visitor.page.keyboard.type(cast.secretariat.email);
  await tabTo(/^Password/);
  await visitor.page.keyboard.type(demoPassword);
  await enter();
  await visitor.sees('Ola Hansen', 'header');
});

it('opens the user menu, and Escape gives the focus back', async () => {
  await tabTo(/Ola Hansen/);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.locator('#user-menu').waitFor({ state: 'visible' });
  await visitor.page.keyboard.press('Escape');
  await visitor.page.locator('#user-menu').waitFor({ state: 'hidden' });
  expect((await visitor.page.evaluate<Stop>(stop)).name).toContain('Ola Hansen');
});

it('finds the planned meeting and moves an item of its agenda', async () => {
  await visitor.open('/meetings');
  await tabTo(/Nettverksmøte/);
  await enter();
  await tabTo(/^(Edit|Build) the agenda$/);
  await enter();
  const titles = visitor.page.locator('#agenda-table .item__title');
  const before = await titles.allInnerTexts();
  await tabTo(new RegExp(`^Move up: ${before[1]!}`));
  await visitor.page.keyboard.press('Enter');
  await visitor.page.locator('#announcer', { hasText: 'has moved to place 1' }).waitFor({ state: 'attached' });
  expect(await titles.allInnerTexts()).toEqual([before[1], before[0], ...before.slice(2)]);
  expect((await visitor.page.evaluate<Stop>(stop)).name).toContain(before[1]);
});

it('has met no fault on the way', () => {
  expect(visitor.faults).toEqual([]);
});
