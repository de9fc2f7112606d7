// The coordinator takes over the list of members, faults and all.
import { join } from 'node:path';
import type { Visitor } from '../../support/chromium.js';
import { memberCounts } from '../../support/fixtures/members.js';

const fixtures = join(import.meta.dirname, '..', '..', 'support', 'fixtures');

/** The list with faults: every problem is named with its place, and nothing is written. */
export async function tryFaultyList(visitor: Visitor): Promise<void> {
  await visitor.open('/network');
  await visitor.follow('Import from spreadsheet');
  await read(visitor, 'members.xlsx');
  expect(await visitor.heading()).toContain('members.xlsx');
  const rows = await visitor.text('#rows');
  expect(rows).toContain('The e-mail address is missing.');
  expect(rows).toContain('This is not a State that we know.');
  await visitor.open('/persons');
  expect(await visitor.text('#results')).not.toContain('Ångström');
}

/** The corrected list: the worker brings them all. */
export async function importCleanList(visitor: Visitor): Promise<void> {
  await visitor.open('/imports');
  await read(visitor, 'members-clean.xlsx');
  await visitor.field('Where the list comes from').fill('The contact points, by mail');
  await visitor.field('What for').fill('The first list');
  await visitor.press(`Import ${memberCounts.persons} rows`);
  await visitor.page.getByText('Done', { exact: true }).first().waitFor({ timeout: 30_000 });
  expect(await pairs(visitor)).toMatchObject({
    'Rows written': String(memberCounts.persons),
    'Rows not imported': '0',
  });
}

/** Looks for people where they should be now. */
export async function lookAround(visitor: Visitor): Promise<void> {
  await visitor.open('/persons?state=SE&q=angstrom');
  expect(await visitor.text('#results')).toMatch(/1 person\b/);
  await visitor.follow('Åsa Ångström', '#results');
  expect(await visitor.heading()).toBe('Åsa Ångström');
  await visitor.sees('asa.angstrom@atervandandeenheten.test', 'main');
  await visitor.follow('Återvändandeenheten', 'main');
  await visitor.sees('Märta Håkansson', 'main');
  await visitor.open('/states');
  await visitor.follow(/Poland/, 'main');
  await visitor.sees('Łukasz Łęcki', 'main');
  await visitor.open('/groups');
  await visitor.follow(/Return Expert Group/, 'main');
  expect(await visitor.text('#h-members')).toContain(String(memberCounts.memberships));
}

/** Through all steps as they are proposed, up to the preview. */
async function read(visitor: Visitor, file: string): Promise<void> {
  await visitor.field('File').setInputFiles(join(fixtures, file));
  await visitor.pressForPage('Read the file', /\/sheet/);
  await visitor.pressForPage('Go on to the columns', /\/columns/);
  await visitor.pressForPage('Go on to the values', /\/values/);
  await visitor.pressForPage('Check all rows', /\/preview/);
}

/** Labels and values of the page. */
async function pairs(visitor: Visitor): Promise<Record<string, string>> {
  const parts = await visitor.page.locator('dl.pairs > div').all();
  const entries = await Promise.all(
    parts.map(async (part) => [await part.locator('dt').innerText(), await part.locator('dd').innerText()]),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
