// A member's life: applies on a phone, confirms by mail, is taken in, a State nominates beside; corrects the own
// data, is merged with a duplicate, leaves at the end of the term, and is erased.
import type { Browser } from 'playwright-core';
import { GroupFinder, MembershipFinder, PersonFinder, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { cast, demoPassword } from '../../apps/cli/src/demo/cast.js';
import { startApp, type TestApp } from '../support/app.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { freePort, useBuiltAssets } from '../support/product.js';

let app: TestApp;
let browser: Browser;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  useBuiltAssets();
  app = await startApp({ PUBLIC_URL: url });
  await app.app.listen(port, '127.0.0.1');
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** The personal link of the last mail to an address. */
async function linkTo(address: string, doors = 'jg'): Promise<string> {
  await app.work();
  const mails = (await app.mails()).filter(({ toAddress }) => toAddress === address);
  return new RegExp(`/[${doors}]/[\\w-]{43}`).exec(mails.at(-1)!.raw.replace(/=\r?\n/g, ''))![0];
}

async function signedIn(email: string): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url });
  await visitor.open('/sign-in?lang=en');
  await visitor.fill({ 'E-mail address': email, Password: demoPassword });
  await visitor.press('Sign in', 'main');
  return visitor;
}

const idOf = async (address: string) => (await app.get(PersonFinder).byAddress(address))!.personId;

const faults: string[] = [];

it('applies without an account and without script, and confirms by the link in the mail', async () => {
  const ylva = await Visitor.come(browser, { url, script: false, width: 390 });
  await ylva.open('/join?lang=en');
  await ylva.page.fill('#f-givenName', 'Ylva');
  await ylva.page.fill('#f-familyName', 'Åkesson');
  await ylva.page.fill('#f-address', 'ylva@ngo.example.org');
  await ylva.page.selectOption('#f-stateCode', 'SE');
  await ylva.page.fill('#f-message', 'I work on reintegration.');
  await ylva.page.check('#f-consent');
  await ylva.page.waitForTimeout(4500);
  await ylva.press('Send the application');
  await ylva.sees('Check your mail');
  await ylva.open(`${await linkTo('ylva@ngo.example.org')}?lang=en`);
  await ylva.sees('I work on reintegration.');
  await ylva.press('Confirm the application');
  await ylva.sees('Your application is confirmed');
  faults.push(...ylva.faults);
});

it('is taken into the group by the coordinator, beside whom a State nominates', async () => {
  const kari = await signedIn(cast.coordinator.email);
  await kari.open('/applications?lang=en');
  await kari.follow('Ylva Åkesson', 'table');
  await kari.page.selectOption('#f-groupId', { label: 'REG: Return Expert Group' });
  await kari.press('Take in and send the mail');
  await kari.sees('Ylva Åkesson is in the network.');

  const aino = await signedIn(cast.stateContact.email);
  await aino.open('/nominations?lang=en');
  await aino.follow('Nominate', '.hero');
  await aino.page.selectOption('#f-groupId', { label: 'REG: Return Expert Group' });
  await aino.page.check('#f-role-alternate');
  await aino.page.fill('#f-givenName', 'Eero');
  await aino.page.fill('#f-familyName', 'Laine');
  await aino.page.fill('#f-address', 'eero@migri.example.org');
  await aino.page.fill('#f-reason', 'Stands in for me.');
  await aino.press('Send the nomination');
  await aino.sees('The nomination is sent.');

  await kari.open('/nominations?status=to_decide&lang=en');
  await kari.follow('Eero Laine', 'table');
  await kari.sees('Stands in for me.');
  await kari.press('Take in and send the mail');
  await kari.sees('Eero Laine is in the group.');
  await kari.open('/coverage?lang=en');
  await kari.sees('Finland');
  faults.push(...kari.faults, ...aino.faults);
});

it('corrects the own data by a link in the mail, without an account', async () => {
  const ylva = await Visitor.come(browser, { url, width: 390 });
  await ylva.open('/me/link?lang=en');
  await ylva.fill({ 'E-mail': 'ylva@ngo.example.org' });
  await ylva.press('Send a link', 'main');
  await ylva.sees('Look in your mailbox');
  await ylva.open(`${await linkTo('ylva@ngo.example.org', 'm')}?lang=en`);
  await ylva.page.fill('#f-about', 'Fourteen years of counselling.');
  await ylva.page.click('#f-countries summary');
  await ylva.page.fill('#f-countries-narrow', 'somal');
  expect(await ylva.page.locator('#f-countries .choice:visible').count()).toBe(1);
  await ylva.page.press('#f-countries-narrow', 'Enter');
  await ylva.page.check('#f-countries-SO');
  await ylva.press('Save and confirm: all of this is right', 'main');
  await ylva.sees('we have noted that it is right');
  const kari = await signedIn(cast.coordinator.email);
  await kari.open(`/persons/${await idOf('ylva@ngo.example.org')}?lang=en`);
  await kari.sees('Fourteen years of counselling.');
  faults.push(...ylva.faults, ...kari.faults);
});

it('becomes one with a record that stood there twice', async () => {
  const twin = { givenName: 'Ylva', familyName: 'Akesson', email: 'ylva.old@ngo.example.org', stateCode: 'SE' };
  const lost = await app.get(PersonService).createContact(system, twin);
  const kept = await idOf('ylva@ngo.example.org');
  const kari = await signedIn(cast.coordinator.email);
  await kari.open(`/duplicates/merge?noun=person&keep=${kept}&join=${lost}&lang=en`);
  await kari.press('Merge', 'main form .form__buttons');
  await kari.open(`/persons/${lost}?lang=en`);
  expect(kari.page.url()).toContain(kept);
  await kari.sees('ylva.old@ngo.example.org');
  faults.push(...kari.faults);
});

it('leaves at the end of the term, renewed or ended with a reason', async () => {
  const group = (await app.get(GroupFinder).byCode('REG'))!;
  const ylva = (await app.get(PersonFinder).byAddress('ylva@ngo.example.org'))!;
  const rows = await app.get(MembershipFinder).ofGroup(system, group.id, 'now');
  const { id } = rows.find(({ personId }) => personId === ylva.personId)!;
  const kari = await signedIn(cast.coordinator.email);
  await kari.open(`/terms/${id}/renewal?lang=en`);
  await kari.press('Renew');
  await kari.sees('The new term is entered.');
  await kari.open(`/memberships/${id}/end?lang=en`);
  await kari.page.fill('#f-why', 'Works elsewhere now');
  await kari.press('End the membership', 'main');
  await kari.open(`/groups/${group.id}?lang=en`);
  await kari.sees('Works elsewhere now');
  faults.push(...kari.faults);
  expect(faults).toEqual([]);
});

it('is erased on request, and what cannot be undone is said before', async () => {
  const ylva = await Visitor.come(browser, { url });
  await ylva.open('/me/link?lang=en');
  await ylva.fill({ 'E-mail': 'ylva@ngo.example.org' });
  await ylva.press('Send a link', 'main');
  await ylva.open(`${await linkTo('ylva@ngo.example.org', 'm')}/data?lang=en`);
  await ylva.follow('Erase my data …', 'main');
  await ylva.sees('This stays without a name');
  await ylva.press('Ask for erasure', 'main');
  const id = await idOf('ylva@ngo.example.org');
  const kari = await signedIn(cast.coordinator.email);
  await kari.open('/data-protection?lang=en');
  await kari.page.locator('tr', { hasText: 'Ylva' }).getByRole('link', { name: 'Erasure' }).click();
  await kari.sees('This stays without a name');
  await kari.page.check('#f-decision-granted');
  await kari.page.fill('#f-reason', 'As you asked.');
  await kari.page.check('#f-isUnderstood');
  await kari.press('Save the decision', 'main');
  await kari.open(`/persons?q=Ylva&lang=en`);
  expect(await kari.text('main')).not.toContain('ylva@ngo.example.org');
  const left = await app.get(Db).row<{ name: string }>(sql`SELECT given_name AS name FROM person WHERE id = ${id}`);
  expect(left?.name).not.toBe('Ylva');
  faults.push(...ylva.faults, ...kari.faults);
  expect(faults).toEqual([]);
});
