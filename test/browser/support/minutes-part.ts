// The secretariat writes the minutes while people talk, and publishes them.
import type { Visitor } from '../../support/chromium.js';
import { swede, pole } from './answers-part.js';
import type { Story } from './story.js';

export const said = 'Sweden counsels before the decision; half of those advised leave within three months.';
export const decided = 'The group adopts the first list of indicators.';

/** Writes, sees that it is saved, and finds it again after a reload. */
export async function writeMinutes(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/minutes/edit`).catch(() => undefined);
  if (await visitor.page.getByRole('button', { name: 'Begin the minutes' }).count()) {
    await visitor.press('Begin the minutes');
  }
  await visitor.follow(/Counselling in Sweden/, '.minutes-outline');
  await visitor.field('Text').fill(said);
  await saved(visitor);
  await visitor.open(visitor.path);
  expect(await visitor.field('Text').inputValue()).toBe(said);
}

const saved = (visitor: Visitor) => visitor.page.locator('[data-save-state][data-state="saved"]').waitFor();

/** The same item open twice: who saves second sees both texts and loses neither. */
export async function writeOverEachOther(story: Story): Promise<void> {
  const { coordinator, secretary } = story;
  await coordinator.open(secretary.path);
  await secretary.open(secretary.path);
  await coordinator.field('Text').fill(`${said} Costs are low.`);
  await saved(coordinator);
  await secretary.field('Text').fill(`${said} The counsellors travel.`);
  await secretary.page.locator('[data-save-state][data-state="conflict"]').waitFor();
  const both = await secretary.text('#conflict');
  expect(both).toContain('Costs are low.');
  expect(both).toContain('The counsellors travel.');
  expect(await secretary.field('Text').inputValue()).toContain('The counsellors travel.');
  await secretary.inspect();
}

/** Who is there, with and without a page load. */
export async function noteAttendance(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/attendance`);
  await visitor.page.getByRole('button', { name: new RegExp(`^On site ?: ${swede.name}$`) }).click();
  await visitor.sees(/One is present/, '#check-in');
  await visitor.page.getByRole('button', { name: new RegExp(`^Online ?: ${pole.name}$`) }).click();
  await visitor.sees(/2 are present/, '#check-in');
}

/** One decision, one action for all States, one for Sweden. */
export async function agree(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/minutes/edit`);
  await visitor.follow(/Common indicators/, '.minutes-outline');
  await visitor.fill({ 'New decision': decided });
  await visitor.press('Record the decision');
  await visitor.sees('The decision is recorded.');
  await addAction(visitor, 'Send figures for the third quarter', 'All States');
  await addAction(visitor, 'Describe the counselling before the decision', 'Some States', 'Sweden');
}

async function addAction(visitor: Visitor, title: string, who: string, state?: string): Promise<void> {
  await visitor.page.locator('summary', { hasText: 'New action' }).click();
  await visitor.fill({ 'What is to be done': title }, '.action-new');
  await visitor.tick(who, '.action-new');
  if (state) {
    await visitor.page.locator('summary', { hasText: 'Choose States' }).click();
    await visitor.tick(state, '.action-new');
  }
  await visitor.press('Add the action');
  await visitor.sees(title, 'main');
}

/** Publishes to everyone; those who took part are told. */
export async function publishMinutes(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/minutes/publication`);
  await visitor.tick('Everyone');
  await visitor.sees(swede.email, '#recipients');
  await visitor.inspect();
  await visitor.press('Publish the minutes');
  await visitor.sees(/Version 1 is published/);
  await visitor.sees(decided, 'main');
}
