// What somebody may not see shows nowhere: a rare word stands in hidden records of the demo network, and every readable
// address is asked for it as each role.
import request from 'supertest';
import { PersonService, ReferenceData } from '@samrad/network';
import { system, type Role } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { seeds } from '../../apps/cli/src/demo/load.js';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { loadEnv } from '../../config/env.js';
import { Browser } from '../support/browser.js';
import { cast, demoPassword, type CastName } from '../support/cast.js';
import { freshPlace, type DatabasePlace } from '../support/database.js';
import { routesOf } from './authorisation-routes.js';

const canary = 'Kanarifugl';
let place: DatabasePlace;
let server: RunningServer;
let hidden: { noun: string; id: string }[];

const db = () => server.app.get(Db);
const write = (query: Sql) => db().tx(() => db().run(query));
const idOf = async (query: Sql): Promise<string> => (await db().row<{ id: string }>(query))!.id;

/** A meeting that was never called: its title, agenda and papers are the organisers'. */
async function hideMeeting(): Promise<string> {
  const id = await idOf(sql`
    SELECT m.id FROM meeting m WHERE NOT EXISTS (SELECT 1 FROM minutes mi WHERE mi.meeting_id = m.id)
    ORDER BY m.id DESC LIMIT 1`);
  await write(sql`DELETE FROM invitation WHERE meeting_id = ${id}`);
  await write(
    sql`UPDATE meeting SET called_at = NULL, status = 'draft', title = ${`${canary} meeting`} WHERE id = ${id}`,
  );
  await write(sql`UPDATE agenda_item SET title = ${`${canary} item`} WHERE meeting_id = ${id}`);
  await index('meeting', id, `/meetings/${id}`);
  return id;
}

async function hideDocument(): Promise<string> {
  const id = await idOf(sql`SELECT id FROM document ORDER BY id LIMIT 1`);
  await write(sql`UPDATE document SET audience = 'organisers', title = ${`${canary} document`} WHERE id = ${id}`);
  await index('document', id, `/documents/${id}`);
  return id;
}

async function hidePerson(): Promise<string> {
  const persons = server.app.get(PersonService);
  const name = { givenName: canary, familyName: 'Gul', email: 'kanarifugl@example.org', stateCode: 'NO' };
  const id = await persons.createContact(system, name);
  await persons.leave(system, id, { leftOn: server.app.get(Clock).today(), version: 1 });
  return id;
}

const index = (noun: string, id: string, url: string) =>
  db().tx(() => server.app.get(Search).put(noun, id, { title: `${canary} ${noun}`, body: canary, url }));

beforeAll(async () => {
  place = await freshPlace();
  server = await createServer(loadEnv({ ...place.settings, LOG_LEVEL: 'error', PUBLIC_URL: 'http://127.0.0.1' }));
  await server.app.get(ReferenceData).load();
  for (const seed of seeds) await seed(server.app);
  await server.app.getHttpAdapter().getInstance().ready();
  hidden = [
    { noun: 'meeting', id: await hideMeeting() },
    { noun: 'document', id: await hideDocument() },
    { noun: 'person', id: await hidePerson() },
  ];
}, 180_000);
afterAll(async () => {
  await server.close();
  await place.remove();
});

const castOf: Record<Role, CastName> = {
  administrator: 'administrator',
  coordinator: 'coordinator',
  secretariat: 'secretariat',
  state_contact: 'stateContact',
  expert: 'expert',
};

async function browserOf(caller: Role | 'visitor'): Promise<Browser> {
  const browser = new Browser(request.agent(server.app.getHttpServer()));
  if (caller !== 'visitor') await browser.signIn(cast[castOf[caller]].email, demoPassword);
  return browser;
}

/** Every address that can be read, with each hidden id; and asked for the beginning of the word, never for all of it. */
function addresses(): string[] {
  const paths = routesOf(server.app)
    .filter(({ method, path }) => method === 'GET' && !/sign-|setup|openapi|:secret|events?$/.test(path))
    .map(({ path }) => path);
  const filled = paths.flatMap((path) => hidden.map(({ id }) => path.replace(':id', id).replace(/:\w+/g, '1')));
  const asked = paths.filter((path) => !path.includes(':')).map((path) => `${path}?q=${canary.slice(0, 8)}&total=true`);
  return [...new Set([...filled, ...asked])];
}

async function placesThatTell(browser: Browser): Promise<string[]> {
  const telling: string[] = [];
  for (const address of addresses()) {
    const answer = await browser.get(address);
    if (answer.status >= 500) telling.push(`${address} answered ${answer.status}`);
    if (answer.text?.includes(canary)) telling.push(address);
  }
  return telling;
}

it.each(['visitor', 'expert', 'state_contact'] as const)(
  'a %s reads of hidden records nowhere',
  async (caller) => {
    expect(await placesThatTell(await browserOf(caller))).toEqual([]);
  },
  120_000,
);

it('an organiser reads of them: so the word is there to be found', async () => {
  const telling = (await placesThatTell(await browserOf('coordinator'))).join('\n');
  for (const { id } of hidden) expect(telling).toContain(id);
  expect(telling).toContain('/search?q=');
}, 120_000);
