// Two who write about one person at the same moment, over and over with another pause between them. On MariaDB both are
// in the database at once; on SQLite one waits for the other. What was answered as done is to be found afterwards.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sealer, Verifier } from '@samrad/audit';
import { OwnService, RequestService } from '@samrad/myself';
import { GroupFinder, PersonService } from '@samrad/network';
import { anonymous } from '@samrad/platform/auth';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { Refusal } from '@samrad/platform/errors';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { organiser } from '../support/network.js';

let app: TestApp;
let coordinator: Browser;
let group: string;
let organisation: string;

beforeAll(async () => {
  app = await startApp();
  await app.app.listen(0, '127.0.0.1');
  coordinator = await app.as('coordinator');
  group = (await app.get(GroupFinder).byCode('REG'))!.id;
  organisation = await anOrganisation();
});
afterAll(() => app.close());

const pauses = [0, 3, 6, 10, 15, 20, 30, 45];
const after = async <T>(pause: number, work: () => Promise<T>): Promise<T> => {
  await new Promise((go) => setTimeout(go, pause));
  return work();
};

let count = 0;
const fields = (familyName: string, email: string) => ({
  ...{ givenName: 'Turid', familyName, emails: [email], stateCode: 'NO', phone: null, mailLanguage: 'nb' as const },
  ...{ languages: ['nb'], topics: [], note: null },
});

async function aPerson(): Promise<string> {
  count += 1;
  const own = fields(`Tvilsom${count}`, `turid${count}@example.org`);
  const place = { organisationId: null, function: null, validFrom: null };
  return app.get(PersonService).create(organiser, { ...own, ...place });
}

async function anOrganisation(): Promise<string> {
  count += 1;
  const input = { name: `Kontor for sak ${count} x${count * 7919}`, type: 'ngo', stateCode: 'NO', saveAnyway: true };
  return ((await coordinator.api('post', '/organisations', input)).body as { id: string }).id;
}

/** @returns the status of the answer. A bug is not hidden as one */
const api = async (method: 'post' | 'put', path: string, body: object) =>
  (await coordinator.api(method, path, body)).status;
const merge = (keptId: string, lostId: string, noun = 'person') =>
  api('post', '/merges', { noun, keptId, lostId, keptVersion: 1, lostVersion: 1 });
const edit = (id: string, email: string) =>
  api('put', `/persons/${id}`, { ...fields('Endret', email), note: email, version: 1 });

/** By a personal link, which has let the person in a moment ago. */
async function own(personId: string, verb: (service: OwnService, own: object) => Promise<void>): Promise<number> {
  const actor = { ...anonymous, personId, name: 'Turid' };
  const self = { actor, personId, base: '/m/x', lang: 'nb', way: 'mail_link' };
  return status(verb(app.get(OwnService), self));
}
const status = async (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 200,
    (error: unknown) => (error instanceof Refusal ? error.status : 500),
  );

const isDone = (answer: number): boolean => answer < 400;
const number = async (query: Sql): Promise<number> => Number((await app.get(Db).row<{ n: number }>(query))!.n);

/** What is written about somebody, and how much of it there is afterwards. */
const writings: Record<string, { write: (id: string) => Promise<number>; there: (ids: Sql) => Sql }> = {
  'a term in a group': {
    write: (personId) =>
      api('post', `/groups/${group}/memberships`, {
        personId,
        role: 'member',
        stateCode: 'NO',
        validFrom: '2026-01-01',
      }),
    there: (ids) => sql`SELECT COUNT(*) AS n FROM membership WHERE person_id IN (${ids})`,
  },
  'a place of work': {
    write: (id) =>
      api('post', `/persons/${id}/affiliations`, { organisationId: organisation, function: 'Leder', validFrom: null }),
    there: (ids) => sql`SELECT COUNT(*) AS n FROM affiliation WHERE person_id IN (${ids})`,
  },
  'a correction with another address': {
    write: (id) => edit(id, `ny-${id}@example.org`),
    there: (ids) => sql`
      SELECT COUNT(*) AS n FROM person_email WHERE address LIKE 'ny-%' AND person_id IN (${ids})`,
  },
  'what somebody says of themself': {
    write: (id) =>
      own(id, async (service, self) => {
        const { emails: _e, stateCode: _s, note: _n, ...rest } = fields('Tvilsom', '');
        await service.correct(self as never, { ...rest, about: 'Om meg', version: 1 } as never);
      }),
    there: (ids) => sql`SELECT COUNT(*) AS n FROM person WHERE about = 'Om meg' AND id IN (${ids})`,
  },
  'a consent': {
    write: (id) => own(id, (service, self) => service.agree(self as never, { photo: true })),
    there: (ids) => sql`SELECT COUNT(*) AS n FROM consent WHERE person_id IN (${ids})`,
  },
  'who sees what': {
    write: (id) => own(id, (service, self) => service.show(self as never, { phone: 'group' } as never)),
    there: (ids) => sql`
      SELECT (SELECT COUNT(*) FROM person_shown WHERE person_id IN (${ids})) + (
        SELECT COUNT(*) FROM merge_change c JOIN record_merge m ON m.id = c.merge_id
        WHERE c.table_name = 'person_shown' AND m.kept_id IN (${ids})) AS n`,
  },
};

describe('a merge, and beside it', () => {
  it.each(Object.keys(writings))('%s: what was answered as saved is there, else it was refused', async (what) => {
    const { write, there } = writings[what]!;
    for (const pause of pauses) {
      const [kept, lost] = [await aPerson(), await aPerson()];
      const [merged, written] = await Promise.all([merge(kept, lost), after(pause, () => write(lost))]);
      const found = await number(there(sql`${kept}, ${lost}`));
      expect([merged, written]).not.toContain(500);
      expect({ pause, merged, written, found: Math.min(found, 1) }).toEqual({
        ...{ pause, merged, written },
        found: Number(isDone(written)),
      });
      expect([merged, written].some(isDone)).toBe(true);
    }
  });

  it.each([
    ['another of the same record', (a: string, b: string, c: string) => [merge(a, b), merge(c, b)]],
    ['the same the other way', (a: string, b: string) => [merge(a, b), merge(b, a)]],
    ['one more in a ring', (a: string, b: string, c: string) => [merge(a, b), merge(b, c), merge(c, a)]],
  ])('%s: one of them is done, the others are refused', async (_, start) => {
    for (let turn = 0; turn < 6; turn += 1) {
      const answers = await Promise.all(start(await aPerson(), await aPerson(), await aPerson()));
      expect(answers.filter(isDone)).toHaveLength(1);
      expect(answers).not.toContain(500);
    }
  });

  it('another of the same organisation: one of them is done', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const [a, b, c] = [await anOrganisation(), await anOrganisation(), await anOrganisation()];
      const answers = await Promise.all([merge(a, b, 'organisation'), merge(c, b, 'organisation')]);
      expect(answers.filter(isDone)).toHaveLength(1);
      expect(answers).not.toContain(500);
    }
  });
});

describe('an erasure, and beside it', () => {
  const asked = async (id: string) =>
    app.get(RequestService).ask({ ...anonymous, personId: id, name: 'Turid' }, id, { kind: 'erasure', words: '' });
  const erase = async (request: string) => {
    const decision = { decision: 'granted' as const, reason: 'ok', version: 1 };
    return status(app.get(RequestService).decide({ ...organiser, personId: null }, request, decision));
  };
  const left = (id: string) =>
    number(sql`
    SELECT COUNT(*) AS n FROM person p WHERE p.id = ${id} AND p.erased_at IS NOT NULL AND (
      p.given_name = 'Turid' OR p.phone IS NOT NULL OR p.note IS NOT NULL OR p.about IS NOT NULL
      OR EXISTS (SELECT 1 FROM person_email e WHERE e.person_id = p.id)
      OR EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = p.id)
      OR EXISTS (SELECT 1 FROM event e WHERE e.noun = 'person' AND e.subject_id = p.id AND e.data <> '{}')
      OR EXISTS (SELECT 1 FROM person_shown s WHERE s.person_id = p.id))`);

  it('a merge: only one of them is done, and nobody is merged into somebody who was erased', async () => {
    for (const pause of pauses) {
      const [gone, living] = [await aPerson(), await aPerson()];
      const request = await asked(gone);
      const [erased, merged] = await Promise.all([erase(request), after(pause, () => merge(gone, living))]);
      expect([erased, merged]).not.toContain(500);
      expect(isDone(erased)).toBe(true);
      expect(await left(gone)).toBe(0);
      if (isDone(merged)) continue;
      expect([await number(sql`SELECT COUNT(*) AS n FROM person WHERE id = ${living}`), merged]).toEqual([1, 409]);
    }
  });

  it.each(Object.keys(writings))('%s: nothing of it is left, and the log is whole', async (what) => {
    for (const pause of pauses) {
      const id = await aPerson();
      const request = await asked(id);
      const sealing = async () => {
        for (let turn = 0; turn < 6; turn += 1) await after(8, () => app.get(Sealer).seal());
      };
      const answers = await Promise.all([
        erase(request),
        after(pause, () => writings[what]!.write(id)),
        after(pause, sealing).then(() => 200),
      ]);
      expect([pause, answers[0], answers.includes(500)]).toEqual([pause, 200, false]);
      expect(await left(id)).toBe(0);
    }
    await app.get(Sealer).seal();
    expect((await app.get(Verifier).verify()).faults).toEqual([]);
    const salted = sql`
      SELECT COUNT(*) AS n FROM event e JOIN seal s ON s.source = 'event' AND s.record_id = e.id
      WHERE e.kind = 'person.updated' AND s.salt IS NOT NULL AND e.subject_id IN (SELECT id FROM person WHERE erased_at IS NOT NULL)`;
    expect(await number(salted)).toBe(0);
  });

  it('lets nobody be merged with whoever was erased, either way', async () => {
    const [gone, living] = [await aPerson(), await aPerson()];
    await erase(await asked(gone));
    const version = (await app.get(Db).row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${gone}`))!;
    for (const [keptId, lostId] of [[gone, living] as const, [living, gone] as const]) {
      const versions = { keptVersion: version.version, lostVersion: version.version };
      const answer = await coordinator.api('post', '/merges', { noun: 'person', keptId, lostId, ...versions });
      expect([answer.status, answer.body.code]).toEqual([409, 'duplicates.merge.refused.erased']);
      const page = await coordinator.get(`/duplicates/merge?noun=person&keep=${keptId}&join=${lostId}`);
      expect([page.status, page.text.includes('were erased')]).toEqual([409, true]);
    }
  });
});
