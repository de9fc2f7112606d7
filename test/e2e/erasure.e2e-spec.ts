import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seeds } from '../../apps/cli/src/demo/load.js';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { CheckService, ErasureService, HeldTables, keptTables, RequestService, TakeoutService } from '@samrad/myself';
import {
  Consents,
  GroupFinder,
  MembershipService,
  PersonFieldsService,
  PersonFinder,
  PersonService,
  ReferenceData,
} from '@samrad/network';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { NotFound } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { Search } from '@samrad/platform/search';
import { loadEnv } from '../../config/env.js';
import { cast } from '../support/cast.js';
import { freshPlace } from '../support/database.js';
import { leftBehind } from '../support/left-behind.js';
import { actorWith } from '../support/network.js';

let server: RunningServer;
let remove: () => Promise<void>;
let db: Db;
let personId: string;
let self: Actor;
const { givenName, familyName, email } = cast.stateContact;
const name = `${givenName} ${familyName}`;

beforeAll(async () => {
  const place = await freshPlace();
  remove = () => place.remove();
  server = await createServer(loadEnv({ ...place.settings, LOG_LEVEL: 'error', PUBLIC_URL: 'http://127.0.0.1' }));
  await server.app.get(ReferenceData).load();
  for (const seed of seeds) await seed(server.app);
  db = server.app.get(Db);
  personId = (await server.app.get(PersonFinder).byAddress(email))!.personId;
  self = { ...anonymous, personId, name };
  await useRichly();
}, 120_000);
afterAll(async () => {
  await server.close();
  await remove();
});

/** Consents, choices, a request, another name and address of before, and what is said of them elsewhere. */
async function useRichly(): Promise<void> {
  const persons = server.app.get(PersonService);
  await server.app.get(Consents).record(self, { personId, purpose: 'photo', isGiven: true, way: 'mail_link' });
  await server.app.get(PersonFieldsService).show(self, personId, { phone: 'group' });
  const fields = (await persons.fields(personId))!;
  const knows = { countries: ['SO'], methods: ['training'] };
  const before = {
    ...fields,
    ...knows,
    familyName: 'Formername',
    emails: [email, 'old.one@example.org'],
    phone: '+358 40 123',
  };
  await persons.change(system, personId, before);
  // Names enough for a statement that is too deep when they are asked for one after the other.
  for (let at = 1; at <= 40; at += 1) {
    const sofar = (await persons.fields(personId))!;
    await persons.change(system, personId, { ...sofar, familyName: `Formername${'abcdefghij'[at % 10]}${at}` });
  }
  const again = (await persons.fields(personId))!;
  await persons.change(system, personId, { ...again, familyName, emails: [email] });
  await db.tx(async () => {
    await db.run(sql`UPDATE action_item SET description = ${`Ask ${name} (${email}) or ${givenName} Formername`}`);
    await db.run(sql`UPDATE organisation SET note = ${`${name.toUpperCase()} knows`}`);
  });
}

const findings = (texts: string[]) => leftBehind(server.app, texts);

describe('everything that is held of a person', () => {
  it('is taken out completely: every table of the register of holdings, and no secret', async () => {
    const own = { actor: self, personId, base: '/me', lang: 'en' as const, way: 'own_page' as const };
    const out = (await server.app.get(TakeoutService).json(own)) as { records: Record<string, object[]> };
    const tables = server.app.get(HeldTables).all();
    expect(Object.keys(out.records).sort()).toEqual([...new Set(tables.map(({ table }) => table))].sort());
    for (const table of ['person_email', 'consent', 'person_shown', 'invitation', 'mail_message', 'membership']) {
      expect([table, out.records[table]!.length > 0]).toEqual([table, true]);
    }
    expect(JSON.stringify(out)).not.toMatch(/[Hh]ash"/);
  });
});

describe('erasure', () => {
  it('is for coordinators, after a request', async () => {
    for (const role of ['secretariat', 'state_contact', 'expert'] as const) {
      await expect(server.app.get(ErasureService).erase(actorWith(role), personId)).rejects.toThrow();
    }
    expect((await findings([name])).length).toBeGreaterThan(5);
  });

  it('leaves the name and the addresses nowhere, except where they are kept by rule', async () => {
    const requests = server.app.get(RequestService);
    const id = await requests.ask(self, personId, { kind: 'erasure', words: `I am ${name}` });
    const decider = (await server.app.get(PersonFinder).byAddress(cast.coordinator.email))!;
    const coordinator = actorWith('coordinator', { personId: decider.personId, name: decider.name });
    await requests.decide(coordinator, id, { decision: 'granted', reason: `${name} has left`, version: 1 });
    const mails = await db.rows(sql`SELECT id FROM mail_message WHERE to_address = ${email}`);
    expect(mails).toEqual([]);
    await server.app.get(Jobs).runHourly();
    const texts = [
      name,
      `${familyName} ${givenName}`,
      `${givenName} Formername`,
      email,
      'old.one@example.org',
      '+358 40 123',
    ];
    const found = await findings(texts);
    expect(found.filter((place) => !(place.split('.')[0]! in keptTables) && place !== 'search_entry.body')).toEqual([]);
  });

  it('keeps who answered for the State, without a name', async () => {
    const [person] = await db.rows<Record<string, unknown>>(sql`SELECT * FROM person WHERE id = ${personId}`);
    expect(person).toMatchObject({ given_name: 'Former participant', state_code: 'FI', phone: null });
    const lines = await db.rows(sql`SELECT id FROM action_progress WHERE person_id = ${personId}`);
    const invitations = await db.rows(sql`SELECT id FROM invitation WHERE person_id = ${personId}`);
    expect([lines.length + invitations.length > 0]).toEqual([true]);
  });

  it('takes what the person knew, and is for good: nobody changes, moves or brings back what is left', async () => {
    for (const table of ['person_topic', 'person_language', 'person_country', 'person_method', 'affiliation']) {
      const rows = await db.rows({ sql: `SELECT person_id FROM \`${table}\` WHERE person_id = ?`, values: [personId] });
      expect([table, rows]).toEqual([table, []]);
    }
    const [{ version }] = await db.rows<{ version: number }>(sql`SELECT version FROM person WHERE id = ${personId}`);
    const { app } = server;
    const persons = app.get(PersonService);
    const group = (await app.get(GroupFinder).byCode('REG'))!.id;
    const term = { personId, role: 'member' as const, stateCode: 'FI', validFrom: null, validTo: null };
    await expect(persons.comeBack(system, personId, version)).rejects.toThrow(NotFound);
    expect(await persons.fields(personId)).toBeUndefined();
    await expect(app.get(MembershipService).add(system, group, term)).rejects.toThrow();
  });

  it('ends account, sessions, tokens, links and the way back in', async () => {
    expect(await db.rows(sql`SELECT id FROM account WHERE person_id = ${personId}`)).toEqual([]);
    expect(await server.app.get(PersonFinder).byAddress(email)).toBeUndefined();
    const { app } = server;
    const hits = await app.get(Search).find(actorWith('coordinator'), familyName, { noun: 'person' });
    expect(hits.filter(({ recordId }) => recordId === personId)).toEqual([]);
  });

  it('writes to nobody who was erased', async () => {
    expect(await server.app.get(CheckService).askDue()).toBeGreaterThanOrEqual(0);
    const mails = await db.rows(sql`SELECT id FROM mail_message WHERE person_id = ${personId}`);
    expect(mails).toEqual([]);
  });
});
