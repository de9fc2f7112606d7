// A State before a meeting, on a phone, without script and without an account: one link from the mail to the minutes.
import type { Browser } from 'playwright-core';
import { ReportCallService } from '@samrad/follow-up';
import { InvitationService, MinutesService } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { ActionService, NewAction } from '@samrad/actions';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { check } from '@samrad/platform/views';
import { cast, demoPassword } from '../../apps/cli/src/demo/cast.js';
import { startApp, type TestApp } from '../support/app.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { called } from '../support/invited.js';
import { freePort, useBuiltAssets } from '../support/product.js';

let app: TestApp;
let browser: Browser;
let url: string;
let meetingId: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  useBuiltAssets();
  app = await startApp({ PUBLIC_URL: url });
  await app.app.listen(port, '127.0.0.1');
  browser = await startChromium();
  meetingId = (await called(app, ['stateContact', 'swede'], { audience: 'network' })).id;
  const deputy = { givenName: 'Eero', familyName: 'Laine', email: 'eero.laine@example.org', stateCode: 'FI' };
  const eero = await app.get(PersonService).createContact(system, deputy);
  const persons = [{ personId: eero, role: 'required' as const }];
  await app.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
  const asked = { title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI'], audience: 'network' };
  await app.get(ActionService).create(system, check(NewAction, { ...asked, dueOn: dayIn(30) }));
  await app.get(ReportCallService).open(system, meetingId, {
    ...{ message: 'Two sentences are enough.', respondBy: dayIn(14), mostLetters: 300, states: ['FI', 'SE'] },
    topics: ['Returns', 'Counselling'].map((title) => ({ itemId: null, titles: { en: title } })),
  });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const dayIn = (days: number) => addDays(app.get(Clock).today(), days);

async function linkTo(address: string): Promise<string> {
  const mails = (await app.mails()).filter(({ toAddress }) => toAddress === address).map(({ raw }) => raw);
  const link = mails.map((raw) => /\/s\/([\w-]{43})/.exec(raw.replace(/=\r?\n/g, ''))?.[1]).find(Boolean);
  return `/s/${link}`;
}

async function phone(address: string): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url, script: false, width: 390 });
  await visitor.open(`${await linkTo(address)}?lang=en`);
  return visitor;
}

it('answers, writes together, meets a colleague’s text, clears, reports on an action, and is read by others', async () => {
  const eero = await phone('eero.laine@example.org');
  await eero.tick('I will take part online', '#answer');
  await eero.press('Send answer', '#answer');
  await eero.sees('Your answer is recorded', '#answer');

  const aino = await phone(cast.stateContact.email);
  await eero.fill({ Returns: 'Many came back.' }, '#report');
  await eero.press('Save the report');
  await eero.sees('The report is saved.', '#report');
  await aino.fill({ Returns: 'Few came back.' }, '#report');
  await aino.press('Save the report');
  await aino.sees(/Saved by Eero Laine/, '#report');
  await aino.sees('Many came back.', '#report');
  expect(await aino.page.locator('#report textarea').first().inputValue()).toBe('Few came back.');
  await aino.fill({ Returns: 'Many came back, few by force.' }, '#report');
  await aino.press('Save the report');
  await aino.press('Clear the report');
  await aino.sees('The report is cleared.', '#report');
  await aino.sees('Many came back, few by force.', '#report');

  await aino.page.locator('#actions summary').first().click();
  await aino.choose('Status', 'Done', '#actions');
  await aino.press('Save', '#actions');
  await aino.sees('Your report on the action is saved.', '#actions');
  await aino.sees('You and your State have no open actions.', '#actions');

  expect([...eero.faults, ...aino.faults.filter((fault) => !/409/.test(fault))]).toEqual([]);
});

it('is the tour de table and the annex for organisers, and says of a wrong link no more than that', async () => {
  const ola = await Visitor.come(browser, { url, script: false });
  await ola.open('/sign-in?lang=en');
  await ola.fill({ 'E-mail address': cast.secretariat.email, Password: demoPassword });
  await ola.press('Sign in', 'main');
  await ola.open(`/meetings/${meetingId}/reports?lang=en`);
  await ola.sees('Many came back, few by force.');
  await ola.sees('Sweden', '#h-missing + *, section:has(#h-missing)');
  await ola.press(/^Remind/, 'main');
  await ola.sees('One person was reminded.');
  await app.get(MinutesService).start(system, meetingId);
  await ola.open(`/meetings/${meetingId}/minutes?draft=1&lang=en`);
  await ola.sees('Annex 1: Reports from the States');
  await ola.sees('Many came back, few by force.', '#annex-1');
  expect(ola.faults).toEqual([]);

  const stranger = await Visitor.come(browser, { url, script: false, width: 390 });
  const link = await linkTo(cast.swede.email);
  await stranger.open(`${link.slice(0, -3)}abc?lang=en`, 404);
  expect(await stranger.text()).not.toContain('Return and reintegration');
});
