// Who knows what, as a coordinator, a secretary, an expert and a visitor: page, counts, matrix, file and API agree.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

type Item = { id: string; why: { filter: string; sure: string; meeting?: { title: string } }[] };
interface Listed {
  items: Item[];
  total: number;
  facets: Record<string, { value: string; persons: number }[]>;
}

let app: TestApp;
let coordinator: Browser;
let secretariat: Browser;
let expert: Browser;
const ids: Record<'somali' | 'swedish' | 'former' | 'samuel', string> = {
  somali: '',
  swedish: '',
  former: '',
  samuel: '',
};
const handover = { receiver: 'UDI', purpose: 'A panel on statistics' };

const add = async (familyName: string, more: object) =>
  (
    await coordinator.api('post', '/persons', {
      ...{ givenName: 'Test', familyName, emails: [`${familyName}@example.org`], saveAnyway: true },
      ...{ stateCode: 'NO', languages: ['en'], topics: ['statistics'], ...more },
    })
  ).body.id as string;

beforeAll(async () => {
  app = await startApp();
  [coordinator, secretariat, expert] = await Promise.all([
    app.as('coordinator'),
    app.as('secretariat'),
    app.as('expert'),
  ]);
  ids.somali = await add('Somalikjenner', { languages: ['en', 'so'], countries: ['SO'], methods: ['law'] });
  ids.swedish = await add('Svensk', { stateCode: 'SE', countries: ['SO', 'AF'] });
  ids.former = await add('Forlatt', { countries: ['SO'] });
  await coordinator.api('put', `/persons/${ids.former}/departure`, { leftOn: '2026-01-01', version: 1 });
  const samuel = await app.get(Db).row<{ id: string }>(sql`
    SELECT person_id AS id FROM person_email WHERE address = ${cast.expert.email}`);
  ids.samuel = samuel!.id;
});
afterAll(() => app.close());

const found = async (who: Browser, query: string) =>
  (await who.api('get', `/experts?total=true&facets=true&${query}`)).body as Listed;
const idsOf = ({ items }: Listed) => items.map(({ id }) => id).sort();
const persons = (listed: Listed, facet: string, value: string) =>
  listed.facets[facet]!.find((one) => one.value === value)?.persons ?? 0;

describe('the finder', () => {
  it('combines topic, country, language, method, State and words, and leaves out who has left', async () => {
    expect(idsOf(await found(coordinator, 'topic=statistics&country=SO'))).toEqual([ids.somali, ids.swedish].sort());
    const all = 'topic=statistics&country=SO&language=so&method=law&state=NO&q=somalik';
    expect(idsOf(await found(coordinator, all))).toEqual([ids.somali]);
    expect(idsOf(await found(coordinator, `${all}x`))).toEqual([]);
  });

  it('says why and who stated it; once the person has confirmed it, that it was they', async () => {
    const [first] = (await found(coordinator, 'country=AF')).items;
    expect(first!.why).toMatchObject([{ filter: 'country', sure: 'coordinator' }]);
    await app
      .get(Db)
      .tx(() => app.get(Db).run(sql`UPDATE person_country SET stated_by = 'person' WHERE person_id = ${ids.swedish}`));
    const { version } = (await coordinator.api('get', `/persons/${ids.swedish}`)).body as { version: number };
    const own = { givenName: 'Test', familyName: 'Svensk', emails: ['Svensk@example.org'], stateCode: 'SE' };
    const body = { ...own, topics: ['statistics'], languages: ['en'], countries: ['SO', 'AF', 'IR'], version };
    expect((await coordinator.api('put', `/persons/${ids.swedish}`, body)).status).toBe(200);
    const sure = async (country: string) =>
      (await found(coordinator, `country=${country}&state=SE`)).items[0]!.why[0]!.sure;
    expect([await sure('AF'), await sure('IR')]).toEqual(['person', 'coordinator']);
  });

  it('keeps countries and methods that a client of the API leaves out, and takes them away by an empty list', async () => {
    const own = { givenName: 'Test', familyName: 'Rest', emails: ['Rest@example.org'], stateCode: 'FI' };
    const id = await add('Rest', { stateCode: 'FI', countries: ['GE'], methods: ['law'] });
    const put = async (more: object, version: number) =>
      (await coordinator.api('put', `/persons/${id}`, { ...own, ...more, version })).body as object;
    expect(await put({}, 1)).toMatchObject({ countries: ['GE'], methods: ['law'], topics: [] });
    expect(await put({ countries: [], methods: [] }, 2)).toMatchObject({ countries: [], methods: [] });
    expect((await coordinator.api('put', `/persons/${id}`, { ...own, countries: ['ZZ'], version: 3 })).status).toBe(
      422,
    );
  });

  it('counts each choice with the other filters as they are: as many as choosing it finds', async () => {
    const listed = await found(coordinator, 'topic=statistics');
    for (const [facet, value] of [
      ['country', 'SO'],
      ['state', 'SE'],
      ['language', 'so'],
      ['method', 'law'],
    ] as const) {
      const chosen = await found(coordinator, `topic=statistics&${facet}=${value}`);
      expect([facet, persons(listed, facet, value)]).toEqual([facet, chosen.total]);
    }
  });

  it('says honestly when nobody fits, and which filter to loosen', async () => {
    const page = (await coordinator.get('/experts?lang=en&topic=statistics&country=SO&language=ti')).text;
    expect(page).toContain('Nobody fits all of this');
    expect(page).toMatch(/Without “Working language: Tigrinya”<\/a>: 2 persons/);
    expect(page).not.toContain('Without “Topic');
  });

  it('counts presenting at a meeting that was held, and says at which', async () => {
    const times = { start: '2026-10-10T09:00', end: '2026-10-10T12:00', zone: 'Europe/Oslo' };
    const meeting = { title: 'Past day', ...times, place: 'Oslo', languages: ['en'], audience: 'network' };
    const { id } = (await coordinator.api('post', '/meetings', meeting)).body as { id: string };
    const item = {
      title: 'Barriers',
      minutes: 30,
      topicCode: 'barriers_solutions',
      presenters: [{ personId: ids.samuel }],
    };
    await coordinator.api('post', `/meetings/${id}/agenda`, item);
    expect(idsOf(await found(coordinator, 'topic=barriers_solutions'))).not.toContain(ids.samuel);
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'held' WHERE id = ${id}`));
    const listed = await found(coordinator, 'topic=barriers_solutions');
    const hit = listed.items.find((one) => one.id === ids.samuel)!;
    expect(hit.why).toMatchObject([{ sure: 'presented', meeting: { title: 'Barriers' } }]);
    expect(listed.total).toBe(persons(listed, 'topic', 'barriers_solutions'));
    expect(idsOf(await found(expert, 'topic=barriers_solutions'))).toEqual([]);
  });
});

describe('who may see what', () => {
  it('finds for an expert only whom they may see, and nothing by what others know', async () => {
    const all = idsOf(await found(expert, ''));
    expect(all).toContain(ids.samuel);
    expect(all).not.toContain(ids.swedish);
    const listed = await found(expert, 'country=SO');
    expect([listed.items, listed.total]).toEqual([[], 0]);
    expect(persons(await found(expert, ''), 'country', 'SO')).toBe(0);
    expect((await expert.get('/experts?topic=statistics&country=SO')).text).not.toContain('Somalikjenner');
  });

  it('shows an expert what they know themselves', async () => {
    const { version } = (await coordinator.api('get', `/persons/${ids.samuel}`)).body as { version: number };
    const { givenName, familyName, email, stateCode } = cast.expert;
    const own = { givenName, familyName, emails: [email], stateCode, topics: ['reintegration'], methods: ['training'] };
    await coordinator.api('put', `/persons/${ids.samuel}`, { ...own, version });
    expect(idsOf(await found(expert, 'topic=reintegration&method=training'))).toEqual([ids.samuel]);
  });

  it('counts in the matrix the same persons as the finder, for each reader', async () => {
    for (const who of [coordinator, expert]) {
      const { rows } = (await who.api('get', '/experts/matrix')).body as {
        rows: { topic: string; persons: number; cells: { state: string; persons: number }[] }[];
      };
      for (const topic of ['statistics', 'barriers_solutions', 'reintegration']) {
        const row = rows.find((one) => one.topic === topic)!;
        expect(row.persons).toBe((await found(who, `topic=${topic}`)).total);
        const cell = row.cells.find(({ state }) => state === 'NO')!;
        expect(cell.persons).toBe((await found(who, `topic=${topic}&state=NO`)).total);
      }
    }
  });

  it('marks gaps by a sign and by words, and leads from a number to the persons', async () => {
    const page = (await coordinator.get('/experts/matrix?lang=en')).text;
    const cell = /<a class="ds-link" href="([^"]+)"><span class="visually-hidden">Statistics, Sweden: <\/span>1<\/a>/;
    const href = cell.exec(page)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect((await coordinator.get(href)).text).toContain('Test Svensk');
    expect(page).toMatch(/<span aria-hidden="true">–<\/span><span class="visually-hidden">nobody<\/span>/);
    expect(page).toContain('Nobody in any State');
    const partial = (await expert.get('/experts/matrix?lang=en')).text;
    expect(partial).not.toContain('Statistics, Sweden');
    expect(partial).toContain('nobody shows you that they know the topic');
    expect(partial).not.toContain('Nobody in any State');
    expect((await expert.api('get', '/experts/matrix')).body).toMatchObject({ isComplete: false, gaps: null });
  });

  it('gives a file to those who may take persons out, with receiver and purpose in the log', async () => {
    const query = { topic: 'statistics', country: 'SO' };
    const file = await coordinator.post('/experts/export?lang=en', { ...query, ...handover });
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text).toContain('Test Somalikjenner');
    expect(file.text).toContain('stated by');
    expect(file.text).not.toContain('Forlatt');
    const trace = await app.get(Db).row(sql`
      SELECT receiver, purpose, amount FROM trace WHERE kind = 'export' ORDER BY id DESC LIMIT 1`);
    expect(trace).toMatchObject({ ...handover, amount: 2 });
    expect((await coordinator.post('/experts/export', query)).status).toBe(422);
    for (const who of [secretariat, expert]) {
      expect((await who.post('/experts/export', { ...query, ...handover })).status).toBe(403);
      expect((await who.get('/experts?topic=statistics')).text).not.toContain('/experts/export');
      expect((await who.get('/experts/matrix.csv')).status).toBe(403);
    }
    expect((await coordinator.get('/experts/matrix.csv?lang=en')).text).toContain('Sweden (SE)');
  });
});

describe('the list of methods', () => {
  it('takes new ones, renames them by version, and keeps those that somebody masters', async () => {
    const names = { nameEn: 'Facilitation', nameNb: 'Prosessledelse', nameNn: 'Prosessleiing' };
    await coordinator.get('/methods');
    await coordinator.post('/methods', names).expect(303);
    expect((await coordinator.post('/methods', names)).status).toBe(422);
    const renamed = { ...names, nameEn: 'Process facilitation', why: 'Clearer', version: 1 };
    await coordinator.post('/methods/facilitation', renamed).expect(303);
    expect((await coordinator.post('/methods/facilitation', { ...renamed, nameEn: 'Other' })).status).toBe(409);
    expect((await coordinator.api('delete', '/methods/law')).status).toBe(409);
    const told = (await coordinator.get('/methods/facilitation/edit?lang=en')).text.replace(/<[^>]+>/g, ' ');
    expect(told).toMatch(/Name in English\s+from Facilitation to Process facilitation\s+Why: Clearer/);
    await coordinator.post('/methods/facilitation/removal', {}).expect(303);
    expect((await coordinator.get('/methods?lang=en')).text).toContain('Removed “Process facilitation”');
    expect((await expert.post('/methods', names)).status).toBe(403);
  });
});
