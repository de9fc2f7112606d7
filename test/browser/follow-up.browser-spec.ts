// What was agreed gets done: minutes ask every State, most answer by page or by mail, two are late, and the next meeting
// and the chart show it.
import type { Browser } from 'playwright-core';
import { AccountService } from '@samrad/access';
import { IncomingMailService, MeetingLife, MinutesService } from '@samrad/meetings';
import { Group, Membership, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, newId, sql } from '@samrad/platform/database';
import { wallOf } from '@samrad/platform/pure';
import { cast, demoPassword } from '../../apps/cli/src/demo/cast.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser as Client } from '../support/browser.js';
import { startChromium, Visitor } from '../support/chromium.js';
import { freePort, useBuiltAssets } from '../support/product.js';
import { answerTo, writers } from '../support/replies/written.js';

const byPage = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'EE', 'GR', 'ES', 'FI', 'FR', 'HR'];
const byMail = ['HU', 'IE', 'IT'];
const late = ['LT', 'LU'];
const title = 'Send the figures on voluntary return';
const day = 86_400;

let app: TestApp;
let browser: Browser;
let url: string;
let ola: Visitor;
let secretariat: Client;
let first: string;
let second: string;
/** The newest mail to each address. */
const mails = new Map<string, string>();

const addressOf = (state: string) => `contact.${state.toLowerCase()}@example.org`;
const wall = (days: number) => wallOf(app.get(Clock).instantIn(days * day), 'Europe/Oslo');

beforeAll(async () => {
  url = `http://127.0.0.1:${await freePort()}`;
  useBuiltAssets();
  app = await startApp({ PUBLIC_URL: url, MAIL_REPLY: 'answers@samrad.example.org' });
  await app.app.listen(Number(new URL(url).port), '127.0.0.1');
  browser = await startChromium();
  secretariat = await app.as('secretariat');
  await onlyTheseTakePart();
  for (const state of [...byPage, ...byMail, ...late]) await aContact(state);
  [first, second] = [await plan(901, -1), await plan(902, 60)];
  await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET called_at = created_at WHERE id = ${first}`));
  await app.get(MeetingLife).hold(system, first);
  await app.get(MinutesService).start(system, first);
  ola = await signedIn(cast.secretariat.email);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function onlyTheseTakePart() {
  const db = app.get(Db);
  await db.tx(() =>
    db.run(sql`DELETE FROM participation WHERE state_code NOT IN (${join([...byPage, ...byMail, ...late])})`),
  );
}

/** A member of the group who may report for the State. */
async function aContact(stateCode: string) {
  const person = { givenName: 'Contact', familyName: `of ${stateCode}`, email: addressOf(stateCode), stateCode };
  const personId = await app.get(PersonService).createContact(system, person);
  const account = { personId, roles: ['state_contact'], password: demoPassword };
  await app.get(AccountService).create(system, account as never);
  const db = app.get(Db);
  const { id: groupId } = await db.repo(Group).findOneByOrFail({ code: 'REG' });
  const membership = { id: newId(), groupId, personId, stateCode, role: 'member' as const, validFrom: '2024-01-01' };
  await db.tx(() => db.repo(Membership).insert(membership));
}

async function plan(number: number, days: number): Promise<string> {
  const series = await app.get(Db).row<{ id: string }>(sql`SELECT id FROM meeting_series WHERE code = 'REG'`);
  const facts = { title: `Meeting ${number}`, seriesId: series!.id, number, zone: 'Europe/Oslo', place: 'Oslo' };
  const times = { start: wall(days), end: wall(days + 0.1), audience: 'network', languages: ['en'] };
  const { body } = await secretariat.api('post', '/meetings', { ...facts, ...times }).expect(201);
  await app.work();
  return body.id;
}

async function signedIn(email: string): Promise<Visitor> {
  const visitor = await Visitor.come(browser, { url, script: false, axe: false });
  await visitor.open('/sign-in?lang=en');
  await visitor.fill({ 'E-mail address': email, Password: demoPassword });
  await visitor.press('Sign in', 'main');
  return visitor;
}

it('asks every State that takes part, in the minutes', async () => {
  await ola.open(`/actions/new?meeting=${first}`);
  await ola.fill({ 'What is to be done': title, 'Due date': wall(-1).slice(0, 10) });
  await ola.tick('All States');
  await ola.tick('The network');
  await ola.press('Create', 'main');
  await ola.sees(title, 'h1');
  await ola.sees('0 of 17 finished');
});

it('reminds all of them, each with a link of their own', async () => {
  await ola.open('/actions/reminder');
  await ola.press(/^Send/, 'main');
  for (const { toAddress, raw } of await app.mails()) mails.set(toAddress, raw);
  expect([...byPage, ...byMail, ...late].filter((state) => !mails.has(addressOf(state)))).toEqual([]);
});

it('is answered by twelve States on their pages, without an account', async () => {
  for (const state of byPage) {
    const raw = mails.get(addressOf(state))!.replace(/=\r?\n/g, '');
    const contact = await Visitor.come(browser, { url, script: false, axe: state === 'AT' });
    await contact.open(`${/\/t\/[\w-]{20,100}/.exec(raw)![0]}?lang=en`);
    await contact.page.locator('.my-action summary').first().click();
    await contact.choose('Status', 'Done', '.my-action');
    await contact.page.getByRole('button', { name: 'Save' }).press('Enter');
    await contact.sees('Nothing is open.');
    expect(contact.faults).toEqual([]);
    await contact.leave();
  }
}, 200_000);

it('is answered by three States by mail, which the secretariat accepts', async () => {
  for (const state of byMail) {
    const answer = answerTo(mails.get(addressOf(state))!, {
      ...{ from: addressOf(state), words: 'Ferdig!', id: `<${state}@example.org>` },
    });
    expect((await app.get(IncomingMailService).ingest(writers.Outlook!(answer), 'file')).ruling).toBe('PROPOSED');
    await ola.open('/mail-answers');
    await ola.press(`Accept the answer of Contact of ${state}`, 'main');
  }
  await ola.open('/actions');
  await ola.follow(title, '#results');
  await ola.sees('15 of 17 finished');
});

it('stands on the next agenda and in the chart, with the two that are late', async () => {
  await ola.open(`/meetings/${second}`);
  await ola.sees('Follow-up of actions');
  await ola.page.locator('.follow-up summary').first().click();
  await ola.sees(title);
  await ola.open('/actions/figures');
  const years = await ola.text('section:has(#h-years)');
  expect(years).toMatch(/\d{4}\s+17\s+15/);
  for (const state of ['Lithuania', 'Luxembourg']) {
    const row = ola.page.locator('section:has(#h-states) tr', { hasText: state });
    expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(/1 .* 0 1/);
  }
  await ola.open('/actions?due=overdue');
  const rows = await ola.page.locator('#results tbody tr').allInnerTexts();
  expect(rows.map((row) => /\b(LT|LU)\b/.exec(row)?.[0])).toEqual(late);
  expect(ola.faults).toEqual([]);
});

it.each([true, false])('takes no due date that does not exist (script: %s)', async (script) => {
  const visitor = await Visitor.come(browser, { url, script, axe: false });
  await visitor.open('/sign-in?lang=en');
  await visitor.fill({ 'E-mail address': cast.secretariat.email, Password: demoPassword });
  await visitor.press('Sign in', 'main');
  await visitor.open('/actions/new');
  await visitor.fill({ 'What is to be done': 'Never kept' });
  await visitor.tick('All States');
  const due = visitor.page.getByLabel('Due date');
  await due.focus();
  await visitor.page.keyboard.type('02302031');
  expect(
    await due.evaluate((field) => (field as unknown as { validity: { badInput: boolean } }).validity.badInput),
  ).toBe(true);
  await visitor.page.getByRole('button', { name: 'Create' }).press('Enter');
  expect(new URL(visitor.page.url()).pathname).toBe('/actions/new');
  if (script) await visitor.sees('There is no such day');
  await ola.open('/actions?q=Never+kept');
  expect(await ola.page.locator('#results tbody tr').count()).toBe(0);
});
