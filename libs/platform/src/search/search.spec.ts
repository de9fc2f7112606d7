import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { cases, junk, records } from '../../../../test/support/search-cases.js';
import { anonymous, signedIn, type Actor } from '../auth/index.js';
import { sql } from '../database/index.js';
import { Search } from './search.js';
import { SearchIndex } from './search-index.js';

const insider: Actor = { ...anonymous, accountId: 'a' };

let database: TestDatabase;
let index: SearchIndex;
let search: Search;

const write = (work: () => Promise<void>) => database.db.tx(work);

beforeAll(async () => {
  database = await openDatabase();
  index = new SearchIndex(database.db);
  search = new Search(database.db, index);
  const refill = { ids: sql`SELECT 'p2' AS id`, put: () => search.put('person', 'p2', records.person!.p2!) };
  search.register('person', (actor) => (signedIn(actor) ? sql`1 = 1` : null), refill);
  search.register('meeting', () => sql`s.record_id <> 'secret'`);
  search.register('document', () => sql`1 = 1`);
  await write(async () => {
    for (const [noun, ofNoun] of Object.entries(records)) {
      for (const [id, record] of Object.entries(ofNoun)) await search.put(noun, id, record);
    }
  });
});
afterAll(() => database.close());

const found = async (query: string, actor = insider) =>
  (await search.find(actor, query, { limit: 50 })).map(
    ({ recordId, section }) => recordId + (section ? ` ${section}` : ''),
  );

describe('a search, on whatever database', () => {
  it.each(cases)('%j gives %j, in that order', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
    expect(await search.count(insider, query)).toBe(expected.length);
  });

  it.each(junk)('%j is answered with an empty list', async (query) => {
    expect(await found(query)).toEqual([]);
    expect(await search.count(insider, query)).toBe(0);
  });

  it.each(['return" OR words:*', "return' OR 1=1 --", 'return* NEAR(', '+return -oslo', 'return) AND ('])(
    'takes %j for words, never for a command',
    async (query) => {
      await expect(search.find(insider, query)).resolves.toBeDefined();
    },
  );

  it('cuts the piece around the hit where letters stand for several', async () => {
    const [hit] = await search.find(insider, 'hjemreise');
    expect(hit!.snippet).toContain('Hjemreise');
    expect(hit!.url).toBe('/documents/d1/text#p2');
  });

  it('is narrowed by noun and year', async () => {
    const of2025 = await search.find(insider, 'return', { year: 2025 });
    expect(of2025.map(({ recordId }) => recordId)).toEqual(['m2']);
    expect(await search.count(insider, 'return', { noun: 'document' })).toBe(0);
    expect(await search.count(insider, 'return', { noun: 'meeting' })).toBe(4);
  });

  it('gives page after page without a gap', async () => {
    const all = await found('return');
    const pages = await Promise.all(all.map((_, offset) => search.find(insider, 'return', { limit: 1, offset })));
    expect(pages.flat().map(({ recordId }) => recordId)).toEqual(all.map((id) => id.split(' ')[0]));
  });
});

describe('a reader', () => {
  it('neither finds nor counts what they may not see', async () => {
    expect(await found('canary', insider)).toEqual([]);
    expect(await search.count(insider, 'canary')).toBe(0);
    expect(await search.count(insider, 'canary', { year: 2019 })).toBe(0);
    expect(await found('lukasz', anonymous)).toEqual([]);
    expect(await search.count(anonymous, 'lukasz')).toBe(0);
  });
});

describe('the index', () => {
  it('forgets what was removed, and finds the new words of what was changed', async () => {
    await write(() => search.put('person', 'p9', { title: 'Åse Tveit', body: '', url: '/persons/p9' }));
    await write(() => search.put('person', 'p9', { title: 'Åse Bergsund', body: '', url: '/persons/p9' }));
    expect(await found('tveit')).toEqual([]);
    expect(await found('bergsund')).toEqual(['p9']);
    await write(() => search.remove('person', 'p9'));
    expect(await found('bergsund')).toEqual([]);
  });

  it('filters a list by the same words', async () => {
    const ids = search.idsMatching('person', 'zolk')!;
    expect(await database.db.rows(ids)).toEqual([{ record_id: 'p1' }]);
    expect(search.idsMatching('person', '  ')).toBeNull();
  });

  it.each(junk.filter((query) => query.trim()))('finds nothing in a list by %j', async (query) => {
    expect(await database.db.rows(search.idsMatching('person', query)!)).toEqual([]);
  });

  it('is written anew, and loses what is no longer there', async () => {
    await write(() => search.put('person', 'gone', { title: 'Spøkelse', body: '', url: '/persons/gone' }));
    await write(() =>
      database.db.run(sql`UPDATE search_entry SET words = 'zzlost' WHERE record_id = 'p2'`).then(() => undefined),
    );
    expect([...(await index.rebuild())]).toEqual([['person', 1]]);
    expect(await found('spøkelse')).toEqual([]);
    expect(await found('ødegård')).toEqual(['p2']);
  });
});
