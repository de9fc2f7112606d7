// Minutes are sent round, commented by personal link, adopted by silence under a set clock, and published.
import type { Browser } from 'playwright-core';
import { MinutesFinder, MinutesService, SectionService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { cast, demoPassword } from '../../apps/cli/src/demo/cast.js';
import { startApp, type TestApp } from '../support/app.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { aHeldMeeting } from '../support/held-meeting.js';
import { freePort, useBuiltAssets } from '../support/product.js';

let app: TestApp;
let browser: Browser;
let url: string;
let minutes: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  useBuiltAssets();
  app = await startApp({ PUBLIC_URL: url });
  await app.app.listen(port, '127.0.0.1');
  browser = await startChromium();
  const { id } = await aHeldMeeting(app);
  minutes = `/meetings/${id}/minutes`;
  const minutesId = await app.get(MinutesService).start(system, id);
  const [section] = await app.get(MinutesFinder).sections(minutesId);
  await app.get(SectionService).save(system, section!.id, { markdown: 'Finland counsels early.', version: 1 });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function secretary(): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url, script: false });
  await visitor.open('/sign-in?lang=en');
  await visitor.fill({ 'E-mail address': cast.secretariat.email, Password: demoPassword });
  await visitor.press('Sign in', 'main');
  return visitor;
}

it('go from draft to published: sent round, commented, adopted by silence when the clock says so', async () => {
  const ola = await secretary();
  await ola.open(`${minutes}/circulation?lang=en`);
  await ola.press('Send for comments', 'main');
  await ola.sees('Sent to 2 persons.');
  await ola.sees('If nobody objects by then, the minutes are adopted.');

  const mail = (await app.mails()).find(({ toAddress }) => toAddress === cast.expert.email)!;
  const link = `/c/${/\/c\/([\w-]{43})/.exec(mail.raw.replace(/=\r?\n/g, ''))![1]}`;
  const samuel = await Visitor.come(browser, { url, script: false, width: 390 });
  await samuel.open(`${link}?lang=en`);
  await samuel.page.locator('details summary').first().click();
  await samuel.page.getByLabel('Proposed wording').first().fill('Finland counsels first.');
  await samuel.press('Send the comment', '.commented');
  await samuel.sees('Finland counsels first.');

  const inAMonth = new Date(app.get(Clock).now().getTime() + 30 * 86_400_000);
  app.get(Clock).now = () => inAMonth;
  await app.work();
  const again = await secretary();
  await again.open(`${minutes}/circulation?lang=en`);
  await again.sees('nobody objected in time');
  await again.follow('Publish', 'main');
  await again.press('Publish the minutes', 'main');
  await again.sees(/version 1/i);
  expect([...ola.faults, ...samuel.faults, ...again.faults]).toEqual([]);
});
