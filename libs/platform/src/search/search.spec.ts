import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { anonymous, signedIn, type Actor } from '../auth/index.js';
import { sql } from '../database/index.js';
import { Search } from './search.js';

const insider: Actor = { ...anonymous, accountId: 'a' };

describe('search', () => {
  let database: TestDatabase;
  let search: Search;

  beforeAll(async () => {
    database = await openDatabase();
    search = new Search(database.db);
    search.register('person', (actor) => (signedIn(actor) ? sql`1 = 1` : null));
    search.register('meeting', () => sql`s.record_id <> 'secret'`);
    await database.db.tx(async () => {
      await search.put('person', 'p1', {
        title: 'Łukasz Żółkiewski',
        body: 'Urząd do Spraw Cudzoziemców',
        url: '/persons/p1',
      });
      await search.put('person', 'p2', { title: 'Åse Ødegård', body: 'Utlendingsdirektoratet', url: '/persons/p2' });
      await search.put('meeting', 'm1', { title: 'Reintegration after return', body: 'Oslo', url: '/meetings/m1' });
      await search.put('meeting', 'secret', { title: 'Canary return', body: '', url: '/meetings/secret' });
    });
  });

  afterAll(() => database.close());

  const titles = async (actor: Actor, query: string) => (await search.find(actor, query)).map((hit) => hit.title);

  it.each([
    ['lukasz zol', 'Łukasz Żółkiewski'],
    ['ODEGARD ase', 'Åse Ødegård'],
    ['cudzoziemcow', 'Łukasz Żółkiewski'],
    ['reinteg', 'Reintegration after return'],
  ])('finds %j without regard to case, accents and endings', async (query, title) => {
    expect(await titles(insider, query)).toEqual([title]);
  });

  it('shows a reader only what they may see', async () => {
    expect(await titles(insider, 'return')).toEqual(['Reintegration after return']);
    expect(await titles(anonymous, 'lukasz')).toEqual([]);
  });

  it.each(['"', "' OR 1=1 --", '* NEAR(', 'return" OR words:*', '', '((('])(
    'takes %j for text, never for a command',
    async (query) => {
      await expect(search.find(insider, query)).resolves.toBeDefined();
    },
  );

  it('forgets what was removed, and finds the new words of what was changed', async () => {
    await database.db.tx(() => search.put('person', 'p2', { title: 'Åse Berg', body: '', url: '/persons/p2' }));
    expect(await titles(insider, 'odegard')).toEqual([]);
    expect(await titles(insider, 'berg')).toEqual(['Åse Berg']);
    await database.db.tx(() => search.remove('person', 'p2'));
    expect(await titles(insider, 'berg')).toEqual([]);
  });

  it('filters a list by the same words', async () => {
    const ids = search.idsMatching('person', 'zolk')!;
    expect(await database.db.rows(ids)).toEqual([{ record_id: 'p1' }]);
    expect(search.idsMatching('person', ' ,;')).toBeNull();
  });
});
