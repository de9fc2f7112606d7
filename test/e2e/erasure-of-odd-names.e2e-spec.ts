import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { ImportFinder, ImportStore, CheckService as ListChecks, StagingService } from '@samrad/exchange';
import { ApplicationService } from '@samrad/joining';
import { ErasureService } from '@samrad/myself';
import { GroupFinder, MembershipService, PersonService, ReferenceData } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { loadEnv } from '../../config/env.js';
import { freshPlace } from '../support/database.js';
import { leftBehind } from '../support/left-behind.js';
import { organiser } from '../support/network.js';

let server: RunningServer;
let remove: () => Promise<void>;
let personId: string;
const [givenName, familyName, email] = ['Åse "Fröken"', "O'Brien; d'Été\\", 'ase.obrien@example.org'];
const name = `${givenName} ${familyName}`;
const own = { phone: '+47 999 00 111', note: null, function: 'Very special envoy' };

beforeAll(async () => {
  const place = await freshPlace();
  remove = () => place.remove();
  server = await createServer(loadEnv({ ...place.settings, LOG_LEVEL: 'error', PUBLIC_URL: 'http://127.0.0.1' }));
  await server.app.get(ReferenceData).load();
}, 120_000);
afterAll(async () => {
  await server.close();
  await remove();
});

const quotedCell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const cells = ['Æ', 'B', ...[givenName, familyName, email, own.phone, own.function]].map(quotedCell);
const list = (...rows: string[]) => Buffer.from(rows.join('\r\n'));

/** A list at the step at which it was left. */
async function draft(content: Buffer, isChecked = false): Promise<string> {
  const id = await server.app.get(StagingService).create(organiser, 'person', { filename: 'list.csv', content });
  if (isChecked) await server.app.get(ListChecks).start(organiser, id);
  return id;
}

const headed = 'A;B;Given name;Family name;E-mail;Telephone;Function';
const neighbour = ';;Per;Hansen;per.hansen@example.org;;';

async function useRichly(): Promise<string[]> {
  const { app } = server;
  const wish = JSON.stringify({ name: `W ${name}` });
  await app.get(ApplicationService).apply(
    {
      ...{ kind: 'person', givenName, familyName, address: email, language: 'en', stateCode: 'NO', phone: null },
      ...{
        organisation: null,
        organisationType: null,
        function: null,
        website: null,
        message: 'Hello',
        newsletter: false,
        profile: false,
      },
    } as never,
    { lang: 'en', consentText: null } as never,
  );
  const first = { stateCode: 'NO', mailLanguage: 'en' as const, externalKey: null, organisationId: null };
  const known = { languages: [], topics: [], countries: [], methods: [], validFrom: null };
  personId = await app.get(PersonService).create(organiser, {
    ...{ givenName, familyName, emails: [email], ...own, ...first, ...known },
  });
  const group = (await app.get(GroupFinder).byCode('REG'))!.id;
  const term = { personId, role: 'member' as const, stateCode: 'NO', validFrom: null, validTo: null };
  await app.get(MembershipService).add(organiser, group, term);
  const db = app.get(Db);
  await db.tx(async () => {
    await app.get(Events).record('group.changed', group, organiser, { names: [name], inner: JSON.stringify([name]) });
    await app.get(Jobs).later('spec.never', { who: name, also: wish }, '2999-01-01T00:00:00.000Z' as never);
  });
  const unheaded = list(cells.join(';'), neighbour);
  const noAddress = list(
    'Navn;Telefon',
    `${quotedCell(`${familyName}, ${givenName}`)};${own.phone}`,
    'Per Hansen;12345',
  );
  return [
    await draft(list(headed, cells.join(';'), neighbour)),
    await draft(list(headed, cells.join(';'), neighbour), true),
    await draft(unheaded),
    await draft(noAddress),
    await draft(list(headed, neighbour)),
  ];
}

it('finds a name of quotes, backslashes and foreign letters also in histories, jobs, mails and lists half brought in', async () => {
  const lists = await useRichly();
  const texts = [name, givenName, familyName, email, own.phone, own.function];
  expect((await leftBehind(server.app, texts)).length).toBeGreaterThan(8);
  await server.app.get(ErasureService).erase(organiser, personId);
  await server.app.get(Jobs).runHourly();
  expect(await leftBehind(server.app, texts)).toEqual([]);
  const rows = await server.app.get(Db).rows<{ cells: string }>(sql`SELECT cells FROM register_import_row`);
  expect(rows.filter((row) => /Hansen/.test(row.cells))).toHaveLength(5);
  const kept = await Promise.all(lists.map((id) => server.app.get(ImportStore).one(id)));
  expect(
    kept.map(({ status, fileHash, total, remarks }) => [status, fileHash !== null, total, remarks.at(-1)?.key]),
  ).toEqual([
    ['draft', false, 1, 'erasedRows'],
    ['draft', false, 1, 'erasedRows'],
    ['draft', false, 1, 'erasedRows'],
    ['draft', false, 1, 'erasedRows'],
    ['draft', true, 1, 'csv'],
  ]);
});

it('says of an old list that it would bring the person back', async () => {
  const id = await draft(list(headed, cells.join(';').replace('ase.', 'Ase.'), neighbour), true);
  const about = { below: 1, filter: { ruling: 'warning' as const } };
  const { rows } = await server.app.get(ImportFinder).rows(id, about, { page: 1, per: 10 });
  expect(rows.map(({ ruling, problems }) => [ruling, problems.map(({ key }) => key.split('.').at(-1))])).toEqual([
    ['new', expect.arrayContaining(['erasedBefore'])],
  ]);
});

it('leaves an address alone that somebody else has by now', async () => {
  const { app } = server;
  const persons = app.get(PersonService);
  const shared = 'desk@ncp.example.org';
  const part = {
    phone: null,
    note: null,
    function: null,
    stateCode: 'NO',
    mailLanguage: 'en' as const,
    externalKey: null,
  };
  const known = { languages: [], topics: [], countries: [], methods: [], organisationId: null, validFrom: null };
  const one = await persons.create(organiser, {
    ...{ givenName: 'Siv', familyName: 'Lund', emails: [shared, 'siv@example.org'], ...part, ...known },
  });
  const { version: _, ...fields } = (await persons.fields(one))!;
  await persons.change(system, one, { ...fields, version: 1, emails: ['siv@example.org'] } as never);
  const other = await persons.create(organiser, {
    ...{ givenName: 'Liv', familyName: 'Berg', emails: [shared], ...part, ...known },
  });
  await app.get(ErasureService).erase(organiser, one);
  expect((await persons.fields(other))!.emails).toEqual([shared]);
});
