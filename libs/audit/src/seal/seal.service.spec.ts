import { fromJson, newIds, sql, type Sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Redaction, Traces } from '@samrad/platform/traces';
import { openAudit } from '../../../../test/support/audit.js';
import { organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { LogExport } from './log-export.js';
import { notedOf } from './seal.rules.js';
import { SealedRecordFinder } from './sealed-record.finder.js';
import { Sealer } from './sealer.js';
import { Verifier, type Verdict } from './verifier.js';

let world: NetworkWorld;

beforeAll(async () => {
  world = await openAudit();
});
afterAll(() => world.close());

beforeEach(async () => {
  world.clock.at = '2026-12-01T08:00:00.000Z';
  await write(sql`DELETE FROM seal`, sql`DELETE FROM trace`, sql`DELETE FROM event`);
  await world.db.tx(async () => {
    await happen('e1', { from: 'A', to: 'B', on: [1, { æ: 'ø' }] });
    await happen('e2', {});
    await happen('e3', { note: 'tre' });
  });
  await world.get(Traces).exported(organiser, {
    ...{ what: 'persons', amount: 3, detail: { state: 'NO' } },
    handover: { receiver: 'UDI', purpose: 'Kontaktliste til møtet' },
  });
  await world.get(Sealer).seal();
});

const happen = (subject: string, data: object) => world.get(Events).record('person.updated', subject, organiser, data);
const write = (...statements: Sql[]) =>
  world.db.tx(async () => {
    for (const statement of statements) await world.db.run(statement);
  });
const verify = (noted?: string): Promise<Verdict> => world.get(Verifier).verify(noted ? notedOf(noted) : null);
const faults = async (noted?: string) => (await verify(noted)).faults.map(({ kind, place }) => `${kind} ${place}`);
const eventId = async (subject: string) =>
  (await world.db.row<{ id: string }>(sql`SELECT id FROM event WHERE subject_id = ${subject}`))!.id;
const noted = async () => {
  const { last } = await verify();
  return `${last!.place}:${last!.hash}`;
};

const anotherWorker = () =>
  new Sealer(world.db, world.clock, new SealedRecordFinder(world.db), new Jobs(world.db, world.clock));

describe('the log', () => {
  it('is whole, and says where it ends', async () => {
    const verdict = await verify();
    expect(verdict).toMatchObject({ events: 3, traces: 1, faults: [], faultCount: 0, waiting: { count: 0 } });
    expect(verdict.last).toMatchObject({ place: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await faults(await noted())).toEqual([]);
  });

  it('goes on where it ended, and seals nothing twice', async () => {
    const before = await noted();
    await world.db.tx(() => happen('e4', {}));
    expect((await verify()).waiting.count).toBe(1);
    expect(await world.get(Sealer).seal()).toBe(1);
    expect(await world.get(Sealer).seal()).toBe(0);
    expect(await verify(before)).toMatchObject({ events: 4, faultCount: 0, last: { place: 5 } });
  });

  it('seals many at once, by two workers at the same time', async () => {
    const subjects = newIds(1200);
    await world.db.tx(() => world.get(Events).recordAll('person.imported', subjects, { actor: organiser }));
    const sealer = world.get(Sealer);
    await Promise.all([sealer.seal(), anotherWorker().seal()]);
    await sealer.seal();
    expect(await verify()).toMatchObject({ events: 1203, faultCount: 0, last: { place: 1204 } });
  });

  it.each<[string, (id: string) => Sql[], string[]]>([
    [
      'a word of an entry is changed',
      (id) => [sql`UPDATE event SET data = '{"note":"fire"}' WHERE id = ${id}`],
      ['record-changed 3'],
    ],
    ['somebody else did it', (id) => [sql`UPDATE event SET actor_name = 'Ola' WHERE id = ${id}`], ['record-changed 3']],
    ['it was another record', (id) => [sql`UPDATE event SET subject_id = 'e9' WHERE id = ${id}`], ['record-changed 3']],
    [
      'it was at another time',
      (id) => [sql`UPDATE event SET at = '2026-01-01T00:00:00.000Z' WHERE id = ${id}`],
      ['record-changed 3'],
    ],
    ['an entry is deleted', (id) => [sql`DELETE FROM event WHERE id = ${id}`], ['record-missing 3']],
    [
      'an entry is deleted with its seal',
      (id) => [sql`DELETE FROM event WHERE id = ${id}`, sql`DELETE FROM seal WHERE place = 3`],
      ['place-missing 3'],
    ],
    ['its salt is removed', () => [sql`UPDATE seal SET salt = NULL WHERE place = 3`], ['salt-missing 3']],
    ['the purpose of an export is changed', () => [sql`UPDATE trace SET purpose = 'Annet'`], ['record-changed 4']],
    ['an export is deleted', () => [sql`DELETE FROM trace`], ['record-missing 4']],
  ])('notices that %s', async (_, statements, expected) => {
    await write(...statements(await eventId('e3')));
    expect(await faults()).toEqual(expected);
  });

  it('notices that two entries were exchanged', async () => {
    const [first, second] = [await eventId('e1'), await eventId('e2')];
    await write(
      sql`UPDATE event SET id = 'x' WHERE id = ${first}`,
      sql`UPDATE event SET id = ${first} WHERE id = ${second}`,
      sql`UPDATE event SET id = ${second} WHERE id = 'x'`,
    );
    expect(await faults()).toEqual(['record-changed 1', 'record-changed 2']);
  });

  it('notices that two seals were exchanged', async () => {
    await write(
      sql`UPDATE seal SET place = 99 WHERE place = 1`,
      sql`UPDATE seal SET place = 1 WHERE place = 2`,
      sql`UPDATE seal SET place = 2 WHERE place = 99`,
    );
    expect(await faults()).toEqual(['link-changed 1', 'link-changed 2', 'link-changed 3']);
  });

  it('notices that the whole chain was removed, also when it was made anew', async () => {
    const before = await noted();
    await write(sql`DELETE FROM seal`);
    expect(await faults()).toEqual([]);
    world.clock.at = '2026-12-02T09:00:00.000Z';
    expect(await faults()).toEqual(['unsealed 0']);
    await world.get(Sealer).seal();
    expect(await faults()).toEqual(['sealed-late 1', 'sealed-late 2', 'sealed-late 3', 'sealed-late 4']);
    expect(await faults(before)).toContain('noted-differs 4');
  });

  it('notices an entry that was invented for a day in the past', async () => {
    world.clock.at = '2026-12-04T08:00:00.000Z';
    const seal = await noted();
    await world.db.tx(() => happen('e4', {}));
    await write(sql`UPDATE event SET at = '2026-12-02T08:00:00.000Z' WHERE subject_id = 'e4'`);
    expect(await faults()).toEqual(['unsealed 4']);
    await world.get(Sealer).seal();
    expect(await faults()).toEqual(['sealed-late 5']);
    expect(await faults(seal)).toEqual(['sealed-late 5']);
    expect(await faults(await noted())).toEqual([]);
  });

  it('knows by a noted hash that its end was taken off, also when the rest was sealed anew', async () => {
    const before = await noted();
    await write(sql`DELETE FROM trace`, sql`DELETE FROM seal WHERE place = 4`);
    expect(await faults()).toEqual([]);
    expect(await faults(before)).toEqual(['chain-shortened 4']);
    await write(sql`DELETE FROM seal`);
    await world.db.tx(() => happen('e4', {}));
    await world.get(Sealer).seal();
    expect(await faults()).toEqual([]);
    expect(await faults(before)).toEqual(['noted-differs 4']);
  });
});

describe('what lawfully goes', () => {
  it('leaves the chain whole: a person’s name and data', async () => {
    await world.db.tx(() => world.get(Redaction).ofPerson(organiser, 'e1', 'NCP Norge'));
    await world.db.tx(() => world.get(Redaction).ofPerson(organiser, organiser.personId!, 'NCP Norge'));
    await world.get(Sealer).seal();
    expect(await verify()).toMatchObject({ faultCount: 0, redacted: 4 });
    const rows = await world.db.rows<{ name: string; data: string }>(sql`
      SELECT actor_name AS name, data FROM event WHERE subject_id = 'e1' AND kind = 'person.updated'`);
    expect(rows.map(({ name, data }) => ({ name, data: fromJson(data) }))).toEqual([{ name: 'NCP Norge', data: {} }]);
  });

  it('does not cover more than it says', async () => {
    await world.db.tx(() => world.get(Redaction).ofPerson(organiser, 'e1', 'NCP Norge'));
    await world.get(Sealer).seal();
    await write(sql`UPDATE event SET data = '{}' WHERE subject_id = 'e3'`);
    expect(await faults()).toEqual(['record-changed 3']);
  });

  it('counts only once it is sealed itself', async () => {
    await world.db.tx(() => world.get(Redaction).ofPerson(organiser, 'e1', 'NCP Norge'));
    expect(await faults()).toEqual(['salt-missing 1']);
  });

  it('leaves the chain whole: traces older than two years', async () => {
    world.clock.at = '2028-12-24T08:00:00.000Z';
    await world.get(Redaction).forgetOld();
    await world.get(Sealer).seal();
    expect(await world.db.rows(sql`SELECT id FROM trace`)).toEqual([]);
    expect(await verify()).toMatchObject({ events: 4, traces: 1, faultCount: 0 });
  });
});

it('goes out as JSON lines, each with its place in the chain', async () => {
  const lines = [];
  for await (const line of world.get(LogExport).lines()) lines.push(JSON.parse(line));
  expect(lines.map(({ source, place }) => `${source} ${place}`)).toEqual(['event 1', 'event 2', 'event 3', 'trace 4']);
  expect(lines[0]).toMatchObject({ kind: 'person.updated', actorName: 'Kari Nordmann', data: { from: 'A', to: 'B' } });
  expect(lines[3]).toMatchObject({ kind: 'export', what: 'persons', receiver: 'UDI', amount: 3 });
});
