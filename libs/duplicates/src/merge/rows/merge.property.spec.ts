import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fieldAudiences, PersonFields, personFields, roleRank, type MembershipRole } from '@samrad/network';
import { join, sql } from '@samrad/platform/database';
import { chance, everyRow, TableFiller } from '../../../../../test/support/every-table.js';
import { organiser } from '../../../../../test/support/network.js';
import { openDuplicates } from '../../../../../test/support/duplicates.js';
import type { NetworkWorld } from '../../../../../test/support/network.js';
import { mergeInput } from '../merge.dto.js';
import { MergeJournal } from './merge-journal.js';
import { MergeService } from '../merge.service.js';
import { TableGraph } from './table-graph.js';
import { UndoService } from '../undo.service.js';

const noise = ['event', 'search_entry', 'record_merge', 'merge_change', 'duplicate_pair', 'duplicate_scan'];
const few = new Map([
  ['person', 4],
  ['organisation', 4],
  ['person_email', 8],
  ['membership', 80],
]);
/** Holds nothing of the register, or is made by the merge itself. */
const untouched = new Set([...noise, 'state', 'topic', 'job']);

let world: NetworkWorld;

beforeAll(async () => {
  world = await openDuplicates();
  const graph = world.get(TableGraph);
  const loose = new Map(graph.referringTo('person').map(({ table, column }) => [`${table}.${column}`, 'person']));
  const filler = new TableFiller(world.db, chance(20261207), loose);
  await filler.fill((table) => (untouched.has(table) ? 0 : (few.get(table) ?? 14)));
  const first = sql`SELECT low FROM (SELECT MIN(id) AS low FROM person_email GROUP BY person_id) firsts`;
  await world.db.tx(async () => {
    await world.db.run(sql`UPDATE person_email SET is_primary = CASE WHEN id IN (${first}) THEN 1 ELSE 0 END`);
    await world.db.run(sql`UPDATE person SET erased_at = NULL`);
  });
});
afterAll(() => world.close());

async function inputFor(noun: 'person' | 'organisation', random: () => number) {
  const rows = await world.db.rows<{ id: string; version: number }>(
    noun === 'person' ? sql`SELECT id, version FROM person` : sql`SELECT id, version FROM organisation`,
  );
  const first = Math.floor(random() * rows.length);
  const second = (first + 1 + Math.floor(random() * (rows.length - 1))) % rows.length;
  const [kept, lost] = [rows[first]!, rows[second]!];
  const side = () => (random() < 0.5 ? 'kept' : 'lost');
  const fields = [
    'name',
    'stateCode',
    'phone',
    'email',
    'mailLanguage',
    'leftOn',
    'account',
    'acronym',
    'type',
    'note',
  ];
  const choices = Object.fromEntries(fields.map((field) => [field, side()]));
  const versions = { keptVersion: kept.version, lostVersion: lost.version };
  return mergeInput.parse({ noun, keptId: kept.id, lostId: lost.id, ...versions, ...choices });
}

/** Rows by table, with the number of edits of the two records left out: it goes on counting. */
async function snapshot() {
  const all = await everyRow(world.db, noise);
  for (const noun of ['person', 'organisation']) {
    all.set(
      noun,
      all.get(noun)!.map((row) => row.replace(/"version":\d+/, '"version":0')),
    );
  }
  return all;
}

interface TermRow {
  person: string;
  group: string;
  role: MembershipRole;
  state: string | null;
  from: string | null;
  to: string | null;
}

const termsOf = (...ids: string[]) =>
  world.db.rows<TermRow>(sql`
    SELECT person_id AS person, group_id AS \`group\`, role, state_code AS state, valid_from AS \`from\`, valid_to AS \`to\`
    FROM membership WHERE person_id IN (${join(ids)})`);

/** What somebody is in a group on one day, the part that weighs most. */
function partOn(terms: readonly TermRow[], group: string, day: string): number | null {
  const ranks = terms
    .filter((one) => one.group === group && (one.from ?? '') <= day && (one.to ?? '9') >= day)
    .map(({ role }) => roleRank(role));
  return ranks.length ? Math.min(...ranks) : null;
}

/** What is seen of fields by whom: as a number, the wider the higher. */
async function widthsOf(id: string): Promise<number[]> {
  const audiences = await world.get(PersonFields).audiencesOf(id);
  return personFields.map((field) => fieldAudiences.indexOf(audiences[field]));
}

const idOf = (row: string) => (JSON.parse(row) as { id?: string }).id;

describe.each(['person', 'organisation'] as const)('merging two random records of the kind %s', (noun) => {
  it.each([1, 2, 3, 4, 5, 6])('loses no row, and undone leaves every table as it was (%i)', async (seed) => {
    const input = await inputFor(noun, chance(seed));
    const before = await snapshot();
    const id = await world.get(MergeService).merge(organiser, input);
    const after = await snapshot();
    const aside = await world.get(MergeJournal).read(id, 'set_aside');
    const kept = new Set(aside.map(({ key }) => String(key.id)));
    for (const [table, rows] of before) {
      const now = new Set(after.get(table)!.map(idOf));
      const gone = rows.map(idOf).filter((one) => one !== undefined && !now.has(one) && !kept.has(one));
      expect({ table, gone }).toEqual({ table, gone: [] });
    }
    expect(JSON.stringify([...after])).not.toContain(input.lostId);
    const left = await world.get(UndoService).undo(organiser, id, 1);
    expect(left).toBe(0);
    expect(await snapshot()).toEqual(before);
  });
});

describe('merging two random persons in either direction', () => {
  it.each([11, 12, 13, 14, 15, 16])(
    'leaves the same terms, and shows nothing wider than both did (%i)',
    async (seed) => {
      const there = await inputFor('person', chance(seed));
      const { keptId, lostId, keptVersion, lostVersion } = there;
      const terms = await termsOf(keptId, lostId);
      const widths = [await widthsOf(keptId), await widthsOf(lostId)];
      const days = [...new Set(terms.flatMap(({ from, to }) => [from, to, '2025-03-20']))].filter(
        (day) => day !== null,
      );
      const results = [];
      for (const isSwapped of [false, true]) {
        const versions = { keptVersion: keptVersion + 2 * Number(isSwapped), lostVersion };
        const input = isSwapped
          ? { ...there, keptId: lostId, lostId: keptId, keptVersion: lostVersion, lostVersion: versions.keptVersion }
          : there;
        const id = await world.get(MergeService).merge(organiser, input);
        const after = await termsOf(input.keptId);
        for (const { group } of terms) {
          for (const day of days) expect(partOn(after, group, day)).toBe(partOn(terms, group, day));
        }
        const now = await widthsOf(input.keptId);
        personFields.forEach((_, at) =>
          expect(now[at]).toBeLessThanOrEqual(Math.max(widths[0]![at]!, widths[1]![at]!)),
        );
        // Both have addresses, and both addresses stay.
        const email = personFields.indexOf('email');
        expect(now[email]).toBe(Math.min(widths[0]![email]!, widths[1]![email]!));
        results.push(after.map((row) => JSON.stringify({ ...row, person: '' })).sort());
        expect(await world.get(UndoService).undo(organiser, id, 1)).toBe(0);
      }
      expect(results[1]).toEqual(results[0]);
    },
  );
});
