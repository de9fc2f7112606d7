// Who may call what: every registered route × every role. A route that nobody wrote an expectation for fails.
import { TokenService } from '@samrad/access';
import { anonymous, roles, system, type Actor, type Role } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import type { CastName } from '../support/cast.js';
import { api, browserOnly } from './authorisation.expected-api.js';
import { membersOf, pages } from './authorisation.expected.js';
import { routesOf, type Route } from './authorisation-routes.js';

type Caller = Role | 'visitor';
const callers: Caller[] = ['visitor', ...roles];

const castOf: Record<Role, CastName> = {
  administrator: 'administrator',
  coordinator: 'coordinator',
  secretariat: 'secretariat',
  state_contact: 'stateContact',
  expert: 'expert',
};

const actorOf = (caller: Caller): Actor =>
  caller === 'visitor' ? anonymous : { ...anonymous, accountId: 'a', personId: 'p', name: caller, roles: [caller] };

let app: TestApp;
let routes: Route[];
const browsers = new Map<Caller, Browser>();

beforeAll(async () => {
  app = await startApp();
  routes = routesOf(app.app);
  browsers.set('visitor', app.visitor());
  for (const role of roles) browsers.set(role, await app.as(castOf[role]));
});
afterAll(() => app.close());

/** Of all routes that are expected to be there, by name. */
const allowedTo = new Map(
  [...Object.entries(pages), ...Object.entries(api)].flatMap(([group, names]) =>
    names.map((name) => [name, membersOf[group as keyof typeof membersOf]] as const),
  ),
);
const mayCall = (route: Route, caller: Caller) => (allowedTo.get(route.name) as Caller[]).includes(caller);
const known = () => routes.filter((route) => allowedTo.has(route.name));

const ask = (browser: Browser, { method, path }: Route) => {
  const address = path.replace(/:\w+/g, '0192f000-0000-7000-8000-000000000000').replace('*', 'no-such-page');
  if (method === 'GET' || method === 'ALL') return browser.raw.get(address).set('accept', 'text/html');
  if (path.startsWith('/api/v1/')) {
    return browser.api(method.toLowerCase() as 'post', address.slice('/api/v1'.length), {});
  }
  return browser.post(address, {});
};

const isRefusal = (answer: { status: number; headers: Record<string, string> }) =>
  [401, 403].includes(answer.status) ||
  (answer.status === 303 && (answer.headers.location?.startsWith('/sign-in') ?? false));

it('every handler says who may call it', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(routes.filter((route) => !route.policy).map((route) => route.handler)).toEqual([]);
});

it('no two handlers answer the same route', () => {
  const names = routes.map((route) => route.name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('every route has an expectation, and every expectation a route', () => {
  const names = routes.map((route) => route.name);
  expect({
    unexpected: names.filter((name) => !allowedTo.has(name)),
    gone: [...allowedTo.keys()].filter((name) => !names.includes(name)),
  }).toEqual({ unexpected: [], gone: [] });
});

it('a token is refused, with the reason, what decides who gets in', async () => {
  const refused = routes.filter((route) => route.browserOnly);
  expect(refused.map((route) => route.name).sort()).toEqual([...browserOnly].sort());
  const { accountId } = (await browsers.get('administrator')!.api('get', '/me')).body;
  const { token } = await app.get(TokenService).create(system, { accountId, name: 'program', days: 30 });
  for (const { method, path } of refused) {
    const { raw } = app.visitor();
    const address = path.replace(/:\w+/g, '0192f000-0000-7000-8000-000000000000');
    const answer = await raw[method.toLowerCase() as 'post'](address).set('authorization', `Bearer ${token}`).send({});
    expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'platform.error.browserOnly']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.detail).toBeTruthy();
  }
});

it.each(callers)('the policies let a %s call exactly what is expected', (caller) => {
  const wrong = known().filter((route) => route.policy!(actorOf(caller)) !== mayCall(route, caller));
  expect(wrong.map((route) => route.name)).toEqual([]);
});

it.each(callers)('a %s is refused everything else over HTTP', async (caller) => {
  const letIn: string[] = [];
  for (const route of known().filter((candidate) => !mayCall(candidate, caller))) {
    const answer = await ask(browsers.get(caller)!, route);
    if (!isRefusal(answer)) letIn.push(`${route.name} answered ${answer.status}`);
  }
  expect(letIn).toEqual([]);
});

it.each(callers)(
  'a %s can read what is expected: found, or not found, but neither refused nor broken',
  async (caller) => {
    const wrong: string[] = [];
    for (const route of known().filter((candidate) => candidate.method === 'GET' && mayCall(candidate, caller))) {
      const answer = await ask(browsers.get(caller)!, route);
      const moved = answer.status === 303 && route.path.startsWith('/sign-in');
      if (!moved && (isRefusal(answer) || answer.status >= 500)) wrong.push(`${route.name} answered ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  },
);
