// As each role, from the front page through the demo network: every link that a page shows leads somewhere.
import request from 'supertest';
import { ReferenceData } from '@samrad/network';
import { roles, type Role } from '@samrad/platform/auth';
import { seeds } from '../../apps/cli/src/demo/load.js';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { loadEnv } from '../../config/env.js';
import { Browser } from '../support/browser.js';
import { cast, demoPassword, type CastName } from '../support/cast.js';
import { freshPlace, type DatabasePlace } from '../support/database.js';

let place: DatabasePlace;
let server: RunningServer;

beforeAll(async () => {
  place = await freshPlace();
  server = await createServer(loadEnv({ ...place.settings, LOG_LEVEL: 'error', PUBLIC_URL: 'http://127.0.0.1' }));
  await server.app.get(ReferenceData).load();
  for (const seed of seeds) await seed(server.app);
  await server.app.getHttpAdapter().getInstance().ready();
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

/** Pages of one kind look alike: a few of each are enough. */
const perKind = 3;
const kindOf = (path: string) => path.split('?')[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, ':id');

function linksIn(page: string): string[] {
  return [...page.matchAll(/<a\b[^>]*\shref="(\/[^"]*)/g)]
    .map((match) => match[1]!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').split('#')[0]!)
    .filter((path) => !/^\/(assets|sign-out)\b|[?&]lang=/.test(path));
}

/** Follows links breadth first. @returns what did not answer as a page or file should */
async function crawl(browser: Browser): Promise<{ seen: number; wrong: string[] }> {
  const waiting: [string, string][] = [['/', '']];
  const seen = new Set(['/']);
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [path, from] = next;
    const answer = await browser.get(path);
    if (![200, 303].includes(answer.status)) wrong.push(`${path} answered ${answer.status}, linked from ${from}`);
    if (!answer.headers['content-type']?.startsWith('text/html')) continue;
    for (const link of linksIn(answer.text)) {
      const kind = kindOf(link);
      if (seen.has(link) || (counts.get(kind) ?? 0) >= perKind) continue;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      seen.add(link);
      waiting.push([link, path]);
    }
  }
  return { seen: seen.size, wrong };
}

it.each(['visitor', ...roles] as const)(
  'a %s meets no dead end',
  async (caller) => {
    const { seen, wrong } = await crawl(await browserOf(caller));
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(caller === 'visitor' ? 5 : 20);
  },
  120_000,
);
