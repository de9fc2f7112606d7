// People are invited and answer: one by the link in the mail, one by the calendar.
import type { Visitor } from '../../support/chromium.js';
import { aReply, clients } from '../../support/replies/clients.js';
import { letterTo, linkIn, type Letter } from './letters.js';
import type { Story } from './story.js';
import { sender, type World } from './world.js';

export const swede = { name: 'Åsa Ångström', email: 'asa.angstrom@atervandandeenheten.test' };
export const pole = { name: 'Łukasz Łęcki', email: 'lukasz.lecki@urzad-do-spraw-powrotow.test' };

/** Chooses people of the group, looks who gets what, and sends. @returns how many were invited */
export async function invite(world: World, visitor: Visitor, meeting: string): Promise<number> {
  await visitor.open(`${meeting}/invitations/new`);
  const boxes = visitor.page.locator('.invitees input[name="person"]');
  for (const name of await boxes.all()) if (!(await name.isChecked())) await name.check();
  const count = await boxes.count();
  await visitor.press('See who gets what');
  await visitor.sees(swede.email, 'main');
  const before = world.sink.messages.length;
  await visitor.press(`Send ${count} invitations`);
  await visitor.sees(`${count} invitations are on their way.`);
  const mails = await world.sink.received(before + count, 120_000);
  const recipients = mails.slice(before).flatMap(({ to }) => to);
  expect(new Set(recipients).size).toBe(count);
  expect(recipients).toHaveLength(count);
  return count;
}

/** The mail has words, a letter with looks, and a calendar part for this very person. */
export function checkInvitation(letter: Letter, address: string): void {
  expect(letter.raw).toMatch(/^content-type: multipart\/alternative/im);
  expect(letter.text).toContain('Return counselling');
  expect(letter.html).toContain('<html');
  expect(letter.calendar).toMatch(/^METHOD:REQUEST\r?$/m);
  expect(letter.calendar).toContain(`mailto:${address}`);
  expect(letter.calendar.match(/^ATTENDEE/gm)).toHaveLength(1);
}

/** On a phone, without account and without script: answers, and changes the answer. */
export async function answerByLink(world: World): Promise<void> {
  const letter = await letterTo(world.sink, swede.email, /^Invitation/);
  checkInvitation(letter, swede.email);
  const phone = await world.visitor({ width: 390, script: false });
  await phone.open(linkIn(letter, '/a/'));
  await phone.sees('Åsa', 'main');
  await phone.press('Send answer');
  await phone.sees(/Choose one of the answers/);
  await phone.tick('I will take part online');
  await phone.fill({ Comment: 'The train does not run that day. Jag är med på nätet.' });
  await phone.press('Send answer');
  await phone.sees(/Thank you/);
  await phone.follow('Change my answer');
  await phone.sees(/You answered/);
  await phone.tick('I will come');
  await phone.press('Send answer');
  await phone.sees(/Thank you/);
  await phone.leave();
}

/** The board stands open while the answers come; nobody reloads it. */
export async function watchTheBoard(story: Story, total: number): Promise<void> {
  const { world, secretary, meeting } = story;
  await secretary.open(meeting);
  await story.coordinator.open(`${meeting}/participants`);
  await secretary.page.locator('#participants summary').click();
  const watchers = [secretary, story.coordinator];
  const all = (look: (visitor: Visitor) => Promise<unknown>) => Promise.all(watchers.map(look));
  await all(({ page }) => page.evaluate('window.neverReloaded = true'));
  await all((visitor) => boardSays(visitor, 0, total));
  await answerByLink(world);
  await all((visitor) => boardSays(visitor, 1, total));
  await all((visitor) => stateSays(visitor, 'Sweden', 'Coming: 1'));
  await personSays(story.coordinator, swede.name, /Coming[\s\S]*personal link/);
  await answerByCalendar(world);
  await all((visitor) => boardSays(visitor, 2, total));
  await all((visitor) => stateSays(visitor, 'Poland', 'Coming: 1'));
  await personSays(story.coordinator, pole.name, /Coming[\s\S]*calendar/);
  expect(await all(({ page }) => page.evaluate('window.neverReloaded'))).toEqual([true, true]);
  await all((visitor) => visitor.inspect());
}

async function stateSays(visitor: Visitor, state: string, text: string): Promise<void> {
  const row = visitor.page.locator('tr[id^="s-"]', { hasText: state });
  await row.filter({ hasText: text }).waitFor({ timeout: 30_000 });
}

async function personSays(visitor: Visitor, name: string, text: RegExp): Promise<void> {
  const row = visitor.page.locator('#results tr', { hasText: name });
  await row.filter({ hasText: text }).waitFor({ timeout: 30_000 });
}

async function boardSays(visitor: Visitor, answered: number, total: number): Promise<void> {
  await visitor.page
    .locator('#rsvp .rsvp__lead', { hasText: new RegExp(`^\\s*${answered} of ${total} have answered`) })
    .waitFor({ timeout: 30_000 });
}

/** A calendar program answers by mail; the product reads it from the mailbox. */
export async function answerByCalendar(world: World): Promise<void> {
  const letter = await letterTo(world.sink, pole.email, /^Invitation/);
  const uid = /^UID:(.+?)\r?$/m.exec(letter.calendar)?.[1] ?? '';
  const sequence = Number(/^SEQUENCE:(\d+)/m.exec(letter.calendar)?.[1] ?? 0);
  const now = new Date(performance.timeOrigin + performance.now() + 1000);
  await world.mailbox.deliver(
    clients['Outlook desktop']!(
      aReply({
        ...{ uid, sequence, name: pole.name, address: pole.email, organizer: sender, comment: 'Z radością!' },
        ...{ stamp: now.toISOString().replace(/[-:]|\.\d+/g, ''), date: now.toUTCString().replace('GMT', '+0000') },
        ...{ inReplyTo: letter.messageId, messageId: '<answer-1@urzad-do-spraw-powrotow.test>' },
      }),
    ),
  );
}

/** Both answers stand on the list, by person and by State, with how they came. */
export async function readTheList(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/participants?state=SE`);
  const swedes = await visitor.page.locator('#results tr', { hasText: swede.name }).innerText();
  expect(swedes).toMatch(/Coming[\s\S]*personal link/);
  await visitor.open(`${meeting}/participants?state=PL`);
  const poles = await visitor.page.locator('#results tr', { hasText: pole.name }).innerText();
  expect(poles).toMatch(/Coming[\s\S]*calendar[\s\S]*Z radością!/);
  await visitor.open(`${meeting}/participants`);
  const states = visitor.page.locator('section[aria-labelledby="h-states"] tr');
  expect(await states.filter({ hasText: 'Sweden' }).innerText()).toContain('Coming: 1');
  expect(await states.filter({ hasText: 'Poland' }).innerText()).toContain('Coming: 1');
}
