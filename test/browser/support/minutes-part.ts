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
  expect(await visitor.field('Text').innerText()).toBe(said);
}

const saved = (visitor: Visitor) => visitor.page.locator('[data-save-state][data-state="saved"]').waitFor();

/** The same item open twice: one writes at a time, and whoever takes over goes on from what is saved. */
export async function writeOneAfterTheOther(story: Story): Promise<void> {
  const { coordinator, secretary } = story;
  await secretary.open(secretary.path);
  await secretary.field('Text').fill(`${said} Costs are low.`);
  await saved(secretary);
  await coordinator.open(secretary.path);
  await coordinator.sees(/is writing here/, '[data-writer]');
  await coordinator.page.getByRole('button', { name: 'Take over' }).click();
  await secretary.sees(/has taken over/, '[data-writer]');
  await coordinator.page.locator('.ProseMirror[contenteditable="true"]', { hasText: 'Costs are low.' }).waitFor();
  await coordinator.field('Text').fill(`${said} Costs are low. The counsellors travel.`);
  await saved(coordinator);
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
  await visitor.page.getByRole('button', { name: 'Record the decision' }).click();
  await visitor.sees(decided, '.ProseMirror .callout--decision');
  await saved(visitor);
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
  await visitor.page.getByRole('button', { name: 'Add the action' }).click();
  await visitor.sees(title, '.ProseMirror .callout--action');
  await visitor.sees(title, '#desk-actions');
  await saved(visitor);
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
