// Every kind of page of the demonstration, for everybody, in three languages, at both widths.
import type { Browser } from 'playwright-core';
import type { CastName } from '../../apps/cli/src/demo/cast.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { startDemo, type Product } from '../support/product.js';
import { crawl, signIn } from './support/crawl.js';

const languages = ['nb', 'nn', 'en'];
const roles: (CastName | 'visitor')[] = [
  'visitor',
  'expert',
  'stateContact',
  'secretariat',
  'coordinator',
  'administrator',
];

let product: Product;
let browser: Browser;
const pagesOf = new Map<string, string[]>();

beforeAll(async () => {
  product = await startDemo();
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function come(role: CastName | 'visitor', language = 'en'): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url: product.url, language });
  if (role !== 'visitor') await signIn(visitor, role);
  return visitor;
}

describe.each(roles)('as %s', (role) => {
  it.each(languages)('every link leads somewhere, in %s', async (lang) => {
    const visitor = await come(role, lang);
    const { pages, faults, opened } = await crawl(visitor.page.context().request, lang);
    await visitor.leave();
    pagesOf.set(role, pages);
    expect(faults).toEqual([]);
    expect(opened).toBeGreaterThan(pages.length);
    expect(pages.length).toBeGreaterThan(role === 'visitor' ? 8 : 15);
  });

  it('every page fits both widths, and axe finds nothing', async () => {
    const visitor = await come(role);
    const turn = roles.indexOf(role);
    for (const [index, path] of (pagesOf.get(role) ?? []).entries()) {
      // Most pages are for several roles: each role looks at them in another language.
      await look(visitor, path, languages[(index + turn) % languages.length]!);
    }
    const { faults } = visitor;
    await visitor.leave();
    expect(faults).toEqual([]);
  }, 600_000);
});

async function look(visitor: Visitor, path: string, lang: string): Promise<void> {
  await visitor.open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
  expect(await visitor.page.locator('html').getAttribute('lang')).toBe(lang);
}
