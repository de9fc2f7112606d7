// The secretariat plans a meeting, builds its agenda and publishes it, twice.
import type { Visitor } from '../../support/chromium.js';
import { nameOf, secretary } from './story.js';

export const title = 'Return counselling: from advice to departure';
const day = 86_400_000;
/** `YYYY-MM-DD`, so many days from today in Oslo. */
const dayIn = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date(performance.timeOrigin + days * day));

/** The series REG goes on from its last number; a meeting of several days that has begun: so that minutes can be taken within one story. */
export async function planMeeting(visitor: Visitor): Promise<string> {
  await visitor.open('/series');
  await visitor.follow('Change REG', 'main');
  await visitor.fill({ 'Next number': '41' });
  await visitor.press('Save', 'main');
  await visitor.open('/meetings');
  await visitor.follow('Plan a meeting', 'main');
  await visitor.fill({ Title: '', 'Starts on': dayIn(-1), 'Ends on': dayIn(2), 'Answer by': '' });
  await visitor.fill({ Place: 'UDI, Hausmanns gate 21, Oslo', 'Video link': 'https://video.example.org/reg-41' });
  await visitor.press('Save', 'main');
  await visitor.sees(/Title: This must be filled in/);
  expect(await visitor.field('Place').inputValue()).toBe('UDI, Hausmanns gate 21, Oslo');
  await visitor.fill({ Title: title });
  await visitor.choose('Group', 'Return Expert Group');
  await visitor.choose('Secretary', nameOf(secretary));
  await visitor.choose('Host State', 'Norway');
  await visitor.tick('Everyone');
  await visitor.press('Save', 'main');
  expect(await visitor.heading()).toContain(title);
  await visitor.sees('Draft', '.hero');
  return visitor.path;
}

/** Four items with presenters and a standing topic; a paper under one of them. */
export async function buildAgenda(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/agenda/edit`);
  await addItem(visitor, { title: 'Welcome and agenda', minutes: '15', type: 'For information' });
  await addItem(visitor, { title: 'Counselling in Sweden', minutes: '45', type: 'For information', find: 'Ångström' });
  await addItem(visitor, {
    title: 'Counselling in Poland',
    minutes: '45',
    type: 'For discussion',
    presenter: 'Poland',
  });
  await addItem(visitor, { title: 'Common indicators', minutes: '60', type: 'For decision', topic: 'Statistics' });
  await visitor.open(`${meeting}/documents`);
  await visitor.fill({ Title: 'Indicators: a first list' });
  await visitor.choose('Belongs to', 'Common indicators');
  await visitor.tick('Everyone');
  const content = Buffer.from('1. Persons advised\n2. Persons departed within three months\n');
  await visitor.field('File').setInputFiles({ name: 'indicators.txt', mimeType: 'text/plain', buffer: content });
  await visitor.page.getByRole('button', { name: 'Upload a document' }).click();
  await visitor.sees('The document is uploaded and attached.');
  await visitor.inspect();
  await visitor.open(`${meeting}/agenda/edit`);
  await visitor.sees('Indicators: a first list', '#agenda-table');
}

interface Item {
  title: string;
  minutes: string;
  type: string;
  /** Searched for, then chosen. */
  find?: string;
  presenter?: string;
  topic?: string;
}

async function addItem(visitor: Visitor, { title: name, minutes, type, find, presenter, topic }: Item): Promise<void> {
  await visitor.fill({ Title: name, Minutes: minutes }, '#new');
  await visitor.choose('Type', type, '#new');
  if (find) {
    await visitor.fill({ 'Find a person or State': find }, '#new');
    await visitor.page.locator('#f-presenter option', { hasText: find }).first().waitFor({ state: 'attached' });
  }
  if (find ?? presenter) await visitor.choose('Presenter', new RegExp(find ?? presenter ?? ''), '#new');
  if (topic) await visitor.choose('Standing topic', new RegExp(topic), '#new');
  await visitor.press('Add the item');
  await visitor.sees(name, '#agenda-table');
}

/** Moves items by button and by keyboard, without leaving the page. */
export async function moveItems(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Move up: Common indicators' }).click();
  await page.locator('#announcer', { hasText: 'place 3 of 4' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Move up: Counselling in Poland' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#announcer', { hasText: 'Counselling in Poland' }).waitFor({ state: 'attached' });
  const titles = await page.locator('#agenda-table .item__title').allInnerTexts();
  expect(titles).toEqual(['Welcome and agenda', 'Counselling in Sweden', 'Counselling in Poland', 'Common indicators']);
  await visitor.inspect();
}

/** Version 1, a change, version 2 with what changed. */
export async function publishTwice(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.open(`${meeting}/agenda/edit`);
  await visitor.follow('Publish the agenda');
  await visitor.sees('This is the first version.');
  await visitor.press('Publish the agenda');
  await visitor.sees('Version 1 is published.');
  await visitor.open(`${meeting}/agenda/edit`);
  await visitor.follow('Change: Counselling in Poland');
  await visitor.fill({ Title: 'Counselling in Poland: two cities', Minutes: '60' });
  await visitor.press('Save', 'main');
  await visitor.follow('Publish the agenda');
  await visitor.sees(/was called “Counselling in Poland”/);
  await visitor.press('Publish the agenda');
  await visitor.sees('Version 2 is published.');
  await visitor.open(`${meeting}/agenda/versions/2`);
  await visitor.sees('Changed since version 1');
  expect(await visitor.text('.changes')).toMatch(/takes 60 min instead of 45/);
}
