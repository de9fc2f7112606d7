// npm run screenshots: pictures of the main pages for the documentation, from the demonstration network.
// Builds, loads the demo into a temporary folder, starts the product on a free port and leaves nothing behind.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { freePort } from './lib/guarded.mjs';
import { smallerPng } from './lib/png.mjs';

const folder = join('docs', 'screenshots');
const widths = [1280, 390];
const tallest = 1900;
const password = 'samråd-demo-2026';
const secretariat = 'ola.hansen@udi.example.org';
/** Reads the personal links in the demonstration's mail. */
const administrator = 'astrid.berg@udi.example.org';

const follow = (text) => async (page) => {
  const link = page.locator('main').getByRole('link', { name: text }).first();
  await page.goto(await link.evaluate((node) => node.href));
};
const called = follow(/Return and reintegration/);
const held = follow(/Return counselling/);

/** Name, who looks, address, and what to do there first. */
const pictures = [
  { name: 'home', who: secretariat, path: '/' },
  { name: 'meeting', who: secretariat, path: '/meetings', then: [called] },
  {
    name: 'agenda',
    who: secretariat,
    path: '/meetings',
    then: [called, (page) => page.goto(`${page.url()}/agenda/edit`)],
  },
  {
    name: 'minutes',
    who: secretariat,
    path: '/meetings?when=past',
    then: [held, (page) => page.goto(`${page.url()}/minutes/edit`)],
  },
  { name: 'actions', who: secretariat, path: '/actions' },
  { name: 'network', who: secretariat, path: '/network' },
  { name: 'answer', who: administrator, path: '/sent-mail?q=Invitation', then: [personalPage] },
];

/** The page behind the personal link of an invitation that was sent. */
async function personalPage(page) {
  const link = page
    .locator('main')
    .getByRole('link', { name: /^Invitation:/ })
    .first();
  await page.goto(await link.evaluate((node) => node.href));
  const [address] = (await page.content()).match(/http:\/\/127\.0\.0\.1:\d+\/a\/[\w-]+/) ?? [];
  await page.goto(address);
}

function run(...args) {
  const result = spawnSync(process.execPath, args, { stdio: 'inherit', env });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const data = mkdtempSync(join(tmpdir(), 'samrad-pictures-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = { ...process.env, DATA_DIR: data, PORT: String(port), PUBLIC_URL: url, DEMO: 'on', LOG_LEVEL: 'warn' };

run('scripts/setup.mjs', '--quiet');
run('dist/apps/cli/src/main.js', 'demo', 'load');
const server = spawn(process.execPath, ['dist/apps/server/src/main.js'], { env, stdio: 'inherit' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});
try {
  await untilReady();
  mkdirSync(folder, { recursive: true });
  for (const width of widths) await takeAll(width);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}

async function untilReady() {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('The product did not start.');
}

async function takeAll(width) {
  for (const { name, who, path, then = [] } of pictures) {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height: 900 },
      locale: 'en',
      timezoneId: 'Europe/Oslo',
    });
    await context.request.post('/sign-in', { form: { email: who, password } });
    const page = await context.newPage();
    await page.goto(path);
    for (const step of then) await step(page);
    await page.evaluate('document.fonts.ready');
    const height = Math.min(await page.evaluate('document.documentElement.scrollHeight'), tallest);
    await page.setViewportSize({ width, height });
    const file = join(folder, `${name}-${width}.png`);
    writeFileSync(file, smallerPng(await page.screenshot()));
    console.log(file);
    await context.close();
  }
}
