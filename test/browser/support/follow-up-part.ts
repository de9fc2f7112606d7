// What comes after the minutes: a State reports, and the public reads.
import type { Visitor } from '../../support/chromium.js';
import { readPdf } from '../../support/pdf.js';
import { swede } from './answers-part.js';
import { letterTo, linkIn } from './letters.js';
import { decided, said } from './minutes-part.js';
import { giveAccount, signInByMail } from './setup-part.js';
import type { Colleague, Story } from './story.js';
import { title as meetingTitle } from './meeting-part.js';
import type { World } from './world.js';

export const contact: Colleague = {
  ...{ givenName: 'Märta', familyName: 'Håkansson', role: 'State contact' },
  email: 'marta.hakansson@atervandandeenheten.test',
};

/** Sweden's contact gets in by a link and reports what Sweden has done. */
export async function reportProgress(story: Story): Promise<void> {
  await giveAccount(story.administrator, contact);
  const visitor = await signInByMail(story.world, contact);
  await visitor.open('/my-actions');
  const line = visitor.page.locator('.my-action', { hasText: 'Describe the counselling' });
  await line.locator('summary').click();
  await line.getByLabel('Status').selectOption('done');
  await line.getByLabel('Note').fill('Sent to the secretariat by mail.');
  await visitor.leading(() => line.getByRole('button', { name: 'Save' }).click());
  await visitor.sees('Progress was reported.');
  await visitor.leave();
}

/** The page of actions across States shows it. */
export async function followActions(visitor: Visitor): Promise<void> {
  await visitor.open('/actions?status=');
  const tiles = await visitor.text('#tiles');
  expect(tiles).toMatch(/SE/);
  await visitor.open('/actions?state=SE&status=');
  const row = visitor.page.locator('#results tr', { hasText: 'Describe the counselling' });
  expect(await row.innerText()).toContain('Done');
  await visitor.follow('Describe the counselling', '#results');
  await visitor.sees('Sent to the secretariat by mail.', 'main');
}

/** Those who took part get a mail whose link needs no account. */
export async function readByMail(world: World): Promise<Visitor> {
  const letter = await letterTo(world.sink, swede.email, /^Minutes of/);
  const visitor = await world.visitor();
  await visitor.open(linkIn(letter, '/meetings/'));
  expect(await visitor.heading()).toContain(meetingTitle);
  await visitor.sees(said, 'main');
  await visitor.sees(decided, 'main');
  return visitor;
}

/** The file has the same words, and structure for those who do not see it. */
export async function readFileOf(visitor: Visitor): Promise<void> {
  const link = visitor.page.getByRole('link', { name: 'PDF' }).first();
  const headers = { 'accept-language': 'en' };
  const answer = await visitor.page.context().request.get((await link.getAttribute('href')) ?? '', { headers });
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const pdf = await readPdf(await answer.body());
  expect(pdf.text).toContain(said);
  expect(pdf.text).toContain(decided);
  expect(pdf.text).toMatch(/Page 1 of \d/);
  expect(pdf).toMatchObject({ tagged: true, claimsUa: true });
  expect(pdf.title).toContain(meetingTitle);
  expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'P', 'Table']));
}

/** Nothing else opens: neither pages nor search nor data, known address or guessed. */
export async function tryDoors(visitor: Visitor, meeting: string, person: string): Promise<void> {
  const closed = [`${meeting}/edit`, `${meeting}/participants`, `${meeting}/minutes/edit`, `${meeting}/attendance`];
  const others = [person, '/persons', '/network', '/sent-mail', '/accounts', '/status', '/profile', '/meetings/new'];
  for (const path of [...closed, ...others]) {
    const { status, address } = await ask(visitor, path);
    expect([path, address.includes('/sign-in') || [401, 403, 404].includes(status)]).toEqual([path, true]);
  }
  const guessed = '/meetings/01890000-0000-7000-8000-000000000000';
  expect((await ask(visitor, guessed)).status).toBe(404);
  for (const path of ['persons', 'accounts', 'invitations', `${meeting.slice(1)}/participants`]) {
    const { status, text } = await ask(visitor, `/api/v1/${path}`);
    expect([path, [401, 403, 404].includes(status)]).toEqual([path, true]);
    expect(text).not.toContain(swede.email);
  }
  await visitor.open(`/search?q=${encodeURIComponent('Ångström')}`);
  expect(await visitor.text()).not.toContain(swede.email);
  await visitor.open(meeting);
  expect(await visitor.text()).not.toContain(swede.email);
}

async function ask(visitor: Visitor, path: string): Promise<{ status: number; address: string; text: string }> {
  const answer = await visitor.page.context().request.get(path, { headers: { accept: 'text/html' } });
  return { status: answer.status(), address: answer.url(), text: await answer.text() };
}
