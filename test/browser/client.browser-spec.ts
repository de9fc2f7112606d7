// The scripts and styles of the pages in a real browser, under the real content security policy.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { sampleSite, type SampleAnswer, type SampleRequest } from '../support/sample-site.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const samples = join(import.meta.dirname, 'samples');
const titles = ['Opening', 'Return in 2026', 'Reintegration', 'Any other business'];

let site: Awaited<ReturnType<typeof sampleSite>>;
let browser: Browser;
let order: number[];
let version: number;
let complaints: string[];
let waiting: string[];
let posts: SampleRequest[];

const agenda = () => ({ title: 'Agenda', crumbs: [], items: order.map((id) => ({ id, title: titles[id] })) });

function list(query: URLSearchParams) {
  return {
    title: 'List',
    filter: { q: query.get('q') ?? '', state: query.get('state') ?? '' },
    sort: query.get('sort') ?? 'name-asc',
    found: '2 persons',
    states: [{ value: 'NO', label: 'Norway' }],
    rows: [
      { name: 'Ingrid Bakke', state: 'NO', note: `See ${'https'.repeat(60)}` },
      { name: 'Łukasz Żółkiewski-Wiśniowiecki', state: 'PL' },
    ],
    kpis: [{ n: 11, text: 'overdue', tone: 'danger', href: '?' }],
    tiles: [{ code: 'IT', n: 12, overdue: 2, level: 4, href: '?state=IT', text: 'open' }],
    parts: [
      { key: 'yes', n: 3, x: 0, w: 75, text: 'Coming' },
      { key: 'no', n: 1, x: 75, w: 25, text: 'Not coming' },
    ],
    pages: { several: true, prev: null, next: '?page=2', pages: [{ n: 1, href: '?page=1', current: true }] },
    events: [{ at: '2026-11-23T14:02:00.000Z', actor: 'Ola Hansen', text: 'Called' }],
  };
}

function form(bad: boolean) {
  const errors = bad ? { title: { key: 'platform.invalid.missing' }, kind: { key: 'platform.invalid.missing' } } : {};
  return {
    title: 'Form',
    zones: [{ value: 'Europe/Oslo', label: 'Oslo' }],
    kinds: [
      { value: 'a', label: 'First' },
      { value: 'b', label: 'Second', hint: 'Why' },
    ],
    form: {
      values: { title: '<b>', zone: 'Europe/Oslo', topics: ['b'], text: 'one\n  two' },
      errors,
      list: Object.entries(errors).map(([field, fault]) => ({ field, ...fault })),
      conflict: bad ? { key: 'platform.error.changed', theirs: { text: 'three' }, yours: { text: 'one' } } : undefined,
    },
  };
}

const pages: Record<string, (query: URLSearchParams) => SampleAnswer> = {
  '/agenda': () => ({ page: 'agenda', data: agenda() }),
  '/list': (query) => ({ page: 'list', data: list(query) }),
  '/form': (query) => ({ page: 'form', data: form(query.has('bad')) }),
  '/board': () => ({ page: 'board', data: { title: 'Board', answered: 3 - waiting.length, names: waiting } }),
  '/minutes': () => ({ page: 'minutes', data: { title: 'Minutes', form: form(false).form } }),
};

const verbs: Record<string, (fields: URLSearchParams) => SampleAnswer> = {
  '/agenda/order': (fields) => {
    order = fields.getAll('id').map(Number);
    return { location: '/agenda' };
  },
  '/reminder': () => ({ location: '/agenda' }),
  '/upload': () => ({ location: '/list?uploaded' }),
  '/minutes': (fields) => save(fields.get('text') ?? ''),
};

function routes(request: SampleRequest): SampleAnswer {
  const { path, query, fields } = request;
  if (fields.size === 0) return pages[path]?.(query) ?? { status: 404 };
  posts.push(request);
  const item = /^\/agenda\/(\d)\/place$/.exec(path)?.[1];
  if (item) return move(Number(item), fields.get('direction') === 'up' ? -1 : 1);
  return verbs[path]?.(fields) ?? { status: 404 };
}

function move(id: number, step: number): SampleAnswer {
  const from = order.indexOf(id);
  order.splice(from, 1);
  order.splice(from + step, 0, id);
  return { location: '/agenda' };
}

function save(text: string): SampleAnswer {
  if (text === 'stale') return { status: 409, json: { version: 9, theirs: { text: 'What she wrote' } } };
  if (text === 'long') return { status: 422, json: { reason: 'At most 150,000 characters.' } };
  version += 1;
  return { json: { version } };
}

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(site.address + path);
  return page;
}

const orderOn = (page: Page) =>
  page
    .locator('[data-reorder] [data-id]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')).join(''));
const announced = (page: Page, text: string) =>
  page.locator('#announcer', { hasText: text }).waitFor({ state: 'attached' });
const stateOf = (page: Page, state: string) => page.locator(`[data-save-state][data-state="${state}"]`).waitFor();

beforeAll(async () => {
  site = await sampleSite(samples, routes);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

beforeEach(() => {
  order = [0, 1, 2, 3];
  version = 1;
  complaints = [];
  waiting = ['NO', 'PL', 'SE'];
  posts = [];
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

describe('the shared parts of pages', () => {
  for (const width of [1280, 390, 320]) {
    for (const path of ['/agenda', '/list', '/form', '/form?bad', '/minutes']) {
      it(`${path} has no fault that axe finds and fits ${width} px`, async () => {
        const page = await open(path, { viewport: { width, height: 900 }, bypassCSP: false });
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        expect(await axeOn(page)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    }
  }
});

/** Runs axe past the policy of the page, which refuses foreign scripts. */
async function axeOn(page: Page): Promise<string[]> {
  const tools = await page.context().newCDPSession(page);
  const rules = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";
  const found =
    'v => v.violations.map(({ id, nodes }) => id + " " + nodes.map((node) => node.target.join(" ")).join(", "))';
  const expression = `${axe};axe.run(document, { runOnly: ${rules} }).then(${found})`;
  const answer = await tools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  return answer.result.value as string[];
}

describe('a board that is fetched again on a signal', () => {
  const answer = async (page: Page, name: string) => {
    waiting = waiting.filter((one) => one !== name);
    await page.evaluate("document.body.dispatchEvent(new Event('rsvp-changed'))");
  };
  const says = (page: Page, n: number) => page.locator('#h-board', { hasText: `${n} answered` }).waitFor();
  const focus = (page: Page) => page.evaluate('document.activeElement.textContent || document.activeElement.id');

  it('keeps what is open and the focus', async () => {
    const page = await open('/board');
    await page.locator('summary').click();
    await page.locator('#i-SE a').click({ trial: true }); // once it is drawn and stands still
    await page.locator('#i-SE a').focus();
    await answer(page, 'NO');
    await says(page, 1);
    expect(await page.locator('#by-state li').allInnerTexts()).toEqual(['PL 1', 'SE 1']);
    expect(await focus(page)).toBe('SE');
    await answer(page, 'SE');
    await says(page, 2);
    expect(await page.evaluate('document.activeElement.id')).toBe('board');
    expect(complaints).toEqual([]);
  });

  it('waits while somebody writes in it', async () => {
    const page = await open('/board');
    await page.getByLabel('Note').fill('half a sentence');
    await answer(page, 'NO');
    await page.getByLabel('Note').press('End');
    await page.waitForTimeout(300);
    await says(page, 0);
    await page.locator('summary').focus();
    await says(page, 1);
    expect(await page.getByLabel('Note').inputValue()).toBe('half a sentence');
  });
});

describe('the order of an agenda', () => {
  it('moves by keyboard, keeps the focus and says the place', async () => {
    const page = await open('/agenda');
    await page.getByRole('button', { name: 'Up: Reintegration' }).focus();
    await page.keyboard.press('Enter');
    await announced(page, 'Reintegration has moved to place 2 of 4');
    expect(await orderOn(page)).toBe('0213');
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Up: Reintegration');
    expect(posts[0]?.headers['x-csrf-token']).toBe('token-of-the-page');
  });

  it('moves by drag', async () => {
    const page = await open('/agenda');
    await page
      .locator('tr[data-id="3"] .time')
      .dragTo(page.locator('tr[data-id="0"] .time'), { targetPosition: { x: 2, y: 1 } });
    await announced(page, 'Any other business has moved to place 1 of 4');
    expect(await orderOn(page)).toBe('3012');
  });

  it('moves without script', async () => {
    const page = await open('/agenda', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Down: Opening' }).click();
    expect(await orderOn(page)).toBe('1023');
  });
});

describe('saving while one writes', () => {
  it('saves and takes over the new version', async () => {
    const page = await open('/minutes');
    await page.getByLabel('Text', { exact: true }).fill('New text');
    await stateOf(page, 'saved');
    expect(await page.locator('[name=version]').inputValue()).toBe('2');
    expect(posts.at(-1)?.fields.get('version')).toBe('1');
  });

  it('shows both texts when somebody else saved first, and keeps what was typed', async () => {
    const page = await open('/minutes');
    await page.getByLabel('Text', { exact: true }).fill('stale');
    await stateOf(page, 'conflict');
    expect(await page.locator('#conflict').innerText()).toMatch(/What she wrote[\s\S]*stale/);
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('stale');
  });

  it('says why a text is not kept, and goes on once it is another', async () => {
    const page = await open('/minutes', { timezoneId: 'America/New_York' });
    await page.getByLabel('Text', { exact: true }).fill('long');
    await stateOf(page, 'refused');
    expect(await page.locator('[data-save-text]').innerText()).toBe('Not saved. At most 150,000 characters.');
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('long');
    await page.getByLabel('Text', { exact: true }).fill('short');
    await stateOf(page, 'saved');
    const oslo = new Date().toLocaleTimeString('nb', { hour: '2-digit', timeZone: 'Europe/Oslo' });
    expect(await page.locator('[data-save-text]').innerText()).toMatch(new RegExp(`${oslo}[:.]\\d\\d$`));
  });

  it('waits for the network', async () => {
    const page = await open('/minutes');
    await page.context().setOffline(true);
    await page.getByLabel('Text', { exact: true }).fill('Written on a train');
    await stateOf(page, 'offline');
    await page.context().setOffline(false);
    await stateOf(page, 'saved');
    expect(posts.at(-1)?.fields.get('text')).toBe('Written on a train');
  });

  it('sets Markdown marks around the chosen words', async () => {
    const page = await open('/minutes');
    await page.getByLabel('Text', { exact: true }).fill('word');
    await page.getByLabel('Text', { exact: true }).selectText();
    await page.getByRole('button', { name: 'Bold' }).click();
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('**word**');
  });
});

describe('lists', () => {
  it('filters as one types, keeps the focus and the order, and goes back', async () => {
    const page = await open('/list?sort=state-desc');
    await page.getByRole('searchbox', { name: 'Search' }).fill('ing');
    await page.waitForURL(/q=ing/);
    expect(new URL(page.url()).search).toBe('?q=ing&sort=state-desc');
    expect(await page.evaluate('document.activeElement.id')).toBe('filter-q');
    await page.locator('#sort-name').press('Enter');
    await page.waitForURL(/sort=name-asc/);
    await page.goBack();
    await page.waitForURL(/sort=state-desc/);
  });

  it.each([1280, 390])('keeps a word without end within its cell (%s px)', async (width) => {
    const page = await open('/list', { viewport: { width, height: 900 } });
    const beyond = (selector: string) => `[...document.querySelectorAll('${selector}')]
      .map((element) => element.scrollWidth - element.clientWidth)`;
    expect(await page.evaluate<number[]>(beyond('td .note'))).toEqual([0, 0]);
    expect(await page.evaluate<number[]>(beyond('.table-scroll'))).toEqual([0]);
  });

  it('filters without script and keeps the order', async () => {
    const page = await open('/list?sort=state-desc', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: 'Search' }).fill('ing');
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
    expect(page.url()).toMatch(/q=ing.*sort=state-desc/);
  });
});

describe('forms', () => {
  it('puts the focus on the summary and names the fields in it', async () => {
    const page = await open('/form?bad');
    await page.locator('#error-summary:focus, #conflict:focus').waitFor();
    expect(await page.locator('#error-summary').innerText()).toContain('Title: This must be filled in.');
    expect(await page.title()).toMatch(/^Error:/);
    expect(await page.locator('#f-text').inputValue()).toBe('one\n  two');
  });

  it('asks before it posts, and Escape says no', async () => {
    const page = await open('/agenda');
    await page.getByRole('button', { name: 'Remind' }).click();
    await page.getByRole('dialog', { name: 'Send a reminder to six persons?' }).waitFor();
    await page.keyboard.press('Escape');
    expect(posts).toEqual([]);
    await page.getByRole('button', { name: 'Remind' }).click();
    const followed = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Yes, go on' }).click();
    await followed;
    expect(posts[0]?.path).toBe('/reminder');
  });

  it('uploads and shows the page that follows', async () => {
    const page = await open('/form');
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.alloc(200_000, 'a') };
    await page.getByLabel('File').setInputFiles(file);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.waitForURL(/list\?uploaded/);
    expect(await page.locator('h1').innerText()).toBe('List');
  });

  it('opens its menus without script', async () => {
    const page = await open('/list', { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    expect(await page.locator('#mobile-menu').isVisible()).toBe(true);
  });
});
