// Real Chromium, and a person in it whose every page is looked at closely.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  type Page,
  type Response,
} from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const wide = 1280;
const narrow = 390;
const height = 900;
/** Milliseconds; generous, because machines that test are busy. */
const patience = 15_000;

/** Starts the browser; `CHROMIUM` names another one than Debian's. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

export interface VisitorOptions {
  /** The product's address. */
  url: string;
  /** nb, nn or en. */
  language?: string;
  width?: number;
  /** false: no script runs in the pages. */
  script?: boolean;
  /** false: axe is not run on every page, only when asked. */
  axe?: boolean;
}

/** What is wrong on a page, with its address in front. */
export type Fault = string;

/** What reaches beyond the right edge where one cannot scroll to it. What only a screen reader meets does not count. */
const cutOff = `(() => {
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);
  const isCut = (element) => {
    const { width, right } = element.getBoundingClientRect();
    if (!width || right <= innerWidth + 1 || element.closest('.visually-hidden')) return false;
    return !ancestors(element.parentElement).some(scrolls);
  };
  const all = [...document.querySelectorAll('main *')].filter(isCut);
  return all.slice(0, 1).map((one) => one.localName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 40));
})()`;

/**
 * One person with a browser of their own. Every page that comes is inspected: axe, sideways scrolling at both widths,
 * errors on the console, refusals by the content security policy, files that fail. What is wrong is kept in `faults`.
 */
export class Visitor {
  readonly faults: Fault[] = [];
  /** Answer of the last page. */
  last: Response | null = null;

  private constructor(
    readonly page: Page,
    readonly options: VisitorOptions,
  ) {
    page.on('console', (message) => this.hear(message.type(), message.text()));
    page.on('pageerror', (error) => this.fault(`script: ${error.message}`));
    page.on('response', (response) => this.judge(response));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      if (!/ABORTED/.test(why)) this.fault(`failed: ${request.url()} ${why}`);
    });
  }

  static async come(browser: Browser, options: VisitorOptions): Promise<Visitor> {
    const { width = wide, language = 'en', script = true } = options;
    const settings: BrowserContextOptions = {
      baseURL: options.url,
      viewport: { width, height },
      locale: language,
      javaScriptEnabled: script,
      acceptDownloads: true,
    };
    const context = await browser.newContext(settings);
    context.setDefaultTimeout(patience);
    return new Visitor(await context.newPage(), options);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  /** Opens an address, ours or a whole one, and inspects what comes. */
  async open(address: string, status = 200): Promise<void> {
    this.last = await this.page.goto(address);
    if (this.last && this.last.status() !== status) this.fault(`answered ${this.last.status()}`);
    await this.inspect();
  }

  /** Follows a link and inspects the page that comes. */
  async follow(name: string | RegExp, within = 'body'): Promise<void> {
    await this.leading(() => this.page.locator(within).getByRole('link', { name }).first().click());
  }

  /** Presses a button that leads to another page, and inspects it. */
  async press(name: string | RegExp, within = 'body'): Promise<void> {
    await this.leading(() => this.page.locator(within).getByRole('button', { name }).first().click());
  }

  /** Does something that leads to another page, and inspects it. */
  async leading(act: () => Promise<unknown>): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 2 * patience });
    await Promise.all([loaded, act()]);
    await this.inspect();
  }

  /** Presses a button after which the scripts show another page in place, and inspects it. */
  async pressForPage(name: string | RegExp, address: RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
    await this.page.waitForURL(address);
    await this.inspect();
  }

  /** Fills in fields by their labels. */
  async fill(fields: Record<string, string>, within = 'main'): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.field(label, within).fill(value);
    }
  }

  /** Chooses an option by its words. */
  async choose(label: string, option: string | RegExp, within = 'main'): Promise<void> {
    const select = this.field(label, within);
    const text = select.locator('option', { hasText: option }).first();
    await select.selectOption(await text.evaluate((node: { value: string }) => node.value));
  }

  /** Ticks a box or chooses a button of a group. */
  async tick(label: string | RegExp, within = 'main'): Promise<void> {
    await this.page.locator(within).getByLabel(label).first().check();
  }

  field(label: string, within = 'main') {
    const words = new RegExp(`^\\s*${escaped(label)}(\\s*\\(required\\))?\\s*$`);
    return this.page.locator(within).getByLabel(words).first();
  }

  /** Waits until the words are on the page. */
  async sees(text: string | RegExp, within = 'body'): Promise<void> {
    await this.page.locator(within).getByText(text).first().waitFor();
  }

  heading(): Promise<string> {
    return this.page.locator('h1').first().innerText();
  }

  text(within = 'main'): Promise<string> {
    return this.page.locator(within).first().innerText();
  }

  get path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  /** Looks at the page that is open. */
  async inspect(): Promise<void> {
    const own = this.page.viewportSize()!.width;
    for (const width of own === narrow ? [wide, narrow] : [narrow, own]) await this.fits(width);
    if (this.options.axe !== false) await this.runAxe();
  }

  /** Whether the page needs no scrolling sideways at this width, and nothing of it is cut off. */
  async fits(width: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
    const more = await this.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (more > 0) this.fault(`${more} px too wide at ${width} px`);
    for (const what of await this.page.evaluate<string[]>(cutOff)) this.fault(`cut off at ${width} px: ${what}`);
  }

  /** Runs axe past the policy of the page, which refuses foreign scripts. */
  async runAxe(): Promise<void> {
    for (const violation of await axeOn(this.page, this.options.script)) this.fault(`axe: ${violation}`);
  }

  /** What is on the screen, in words, for the report of a failure. */
  async sight(): Promise<string> {
    if (this.page.isClosed()) return '';
    const words = await this.page
      .locator('main')
      .innerText({ timeout: 1000 })
      .catch(() => '');
    return `--- ${this.path}: ${words.replace(/\s+/g, ' ').slice(0, 800)}`;
  }

  fault(text: string): void {
    const fault = `${this.path} – ${text}`;
    if (!this.faults.includes(fault)) this.faults.push(fault);
  }

  private hear(type: string, text: string): void {
    // Answers with an error status are judged one by one below.
    if (!['error', 'warning'].includes(type) || text.startsWith('Failed to load resource')) return;
    this.fault(`console: ${text}`);
  }

  private judge(response: Response): void {
    const { origin } = new URL(response.url());
    if (origin !== this.options.url && !response.url().startsWith('data:')) this.fault(`foreign: ${response.url()}`);
    const isFile = !['document', 'fetch', 'xhr', 'eventsource'].includes(response.request().resourceType());
    if (isFile && response.status() >= 400) this.fault(`${response.status()}: ${response.url()}`);
    if (response.status() >= 500) this.fault(`${response.status()}: ${response.url()}`);
  }
}

/** Runs axe in a page; one line for each violation. In a page without script only axe itself may run, and only meanwhile. */
export async function axeOn(page: Page, script = true): Promise<string[]> {
  const tools = await toolsOf(page);
  if (!script) await allowScript(tools, true);
  const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });
  const places = 'nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")';
  const lines = `({ violations }) => violations.map(({ id, nodes }) => id + " " + ${places})`;
  const source = `typeof axe === 'object' || (() => {${axe}})()`;
  await tools.send('Runtime.evaluate', { expression: source });
  const expression = `axe.run(document, ${options}).then(${lines})`;
  const answer = await tools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (!script) await allowScript(tools, false);
  if (answer.exceptionDetails) throw new Error(`axe failed: ${JSON.stringify(answer.exceptionDetails.exception)}`);
  return answer.result.value as string[];
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** One session for each page: what it switches off stays off as long as it lives. */
function toolsOf(page: Page): Promise<CDPSession> {
  const tools = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, tools);
  return tools;
}

/** A session takes back only what it has forbidden itself. */
async function allowScript(tools: CDPSession, yes: boolean): Promise<void> {
  await tools.send('Emulation.setScriptExecutionDisabled', { value: true });
  if (yes) await tools.send('Emulation.setScriptExecutionDisabled', { value: false });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
