import { SessionService, TokenService } from '@samrad/access';
import { RateLimits, system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import { cast, demoPassword } from '../support/cast.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ PUBLIC_URL: 'https://samrad.example.org' });
});
afterAll(() => app.close());

const credentials = { email: cast.expert.email, password: demoPassword };
const signInRaw = () => app.visitor().raw.post('/sign-in').type('form').send(credentials);
/** The session's cookie as a request header. Over plain HTTP a test client does not send back secure cookies. */
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie'])
    .split(/[;,]/)
    .find((part) => part.includes('sid='))!;

async function signedIn(): Promise<string> {
  return cookieOf(await signInRaw());
}

const accountId = async () =>
  (await app.get(Db).row<{ id: string }>(sql`
    SELECT a.id FROM account a JOIN person_email e ON e.person_id = a.person_id
    WHERE e.address = ${cast.expert.email}`))!.id;

describe('the session’s cookie', () => {
  it('is bound to the site, hidden from scripts, sent over TLS only, and lax', async () => {
    const [cookie] = (await signInRaw()).headers['set-cookie'] as unknown as string[] | [string];
    expect(String(cookie)).toMatch(/^__Host-sid=[\w-]{43}; /);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(String(cookie)).toContain(flag);
    expect(String(cookie)).not.toContain('Domain');
  });

  it('is stored as a hash only', async () => {
    const secret = (await signedIn()).split('=')[1]!;
    const rows = await app.get(Db).rows<{ id: string }>(sql`SELECT id FROM session`);
    expect(rows.map((row) => row.id)).not.toContain(secret);
  });

  it('is another one after signing in: a planted one is worth nothing', async () => {
    const first = await signedIn();
    const second = await app.visitor().raw.post('/sign-in').set('cookie', first).type('form').send(credentials);
    const planted = 'A'.repeat(43);
    const third = await app
      .visitor()
      .raw.post('/sign-in')
      .set('cookie', `__Host-sid=${planted}`)
      .type('form')
      .send(credentials);
    expect(second.status).toBe(403); // a session, but not its form token
    expect(cookieOf(third)).not.toContain(planted);
  });

  it('is worth nothing after signing out', async () => {
    const cookie = await signedIn();
    const page = await app.visitor().raw.get('/profile').set('cookie', cookie);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)![1];
    const out = await app.visitor().raw.post('/sign-out').set('cookie', cookie).type('form').send({ _csrf: token });
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
    expect((await app.visitor().raw.get('/profile').set('cookie', cookie)).status).toBe(303);
  });

  it('stops at once when the session is ended elsewhere', async () => {
    const cookie = await signedIn();
    expect((await app.visitor().raw.get('/profile').set('cookie', cookie)).status).toBe(200);
    await app.get(SessionService).endAll(await accountId());
    expect((await app.visitor().raw.get('/profile').set('cookie', cookie)).status).toBe(303);
  });
});

describe('forged requests', () => {
  it('are refused without the form’s token', async () => {
    const cookie = await signedIn();
    const answer = await app
      .visitor()
      .raw.post('/profile/tokens')
      .set('cookie', cookie)
      .type('form')
      .send({ name: 'x' });
    expect(answer.status).toBe(403);
    expect(await app.get(TokenService).of(await accountId())).toHaveLength(0);
  });

  it('are refused with the token of another session', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    const page = await app.visitor().raw.get('/profile').set('cookie', theirs);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)![1]!;
    const answer = await app
      .visitor()
      .raw.post('/profile/tokens')
      .set('cookie', mine)
      .set('x-csrf-token', token)
      .type('form')
      .send({ name: 'x' });
    expect(answer.status).toBe(403);
  });

  it.each([
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
  ])('are refused from another site, also for signing in: %s %s', async (header, value) => {
    const answer = await app.visitor().raw.post('/sign-in').set(header, value).type('form').send(credentials);
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('are refused as a multipart form too, where none is read', async () => {
    const cookie = await signedIn();
    const answer = await app.visitor().raw.post('/profile/sessions/end-others').set('cookie', cookie).field('a', 'b');
    expect(answer.status).toBe(403);
  });

  it('are refused as an upload without the token', async () => {
    const cookie = cookieOf(
      await app
        .visitor()
        .raw.post('/sign-in')
        .type('form')
        .send({ ...credentials, email: cast.coordinator.email }),
    );
    const file = Buffer.from('text');
    const answer = await app.visitor().raw.post('/documents/new').set('cookie', cookie).attach('file', file, 'a.txt');
    expect(answer.status).toBe(403);
  });

  it('of JSON with a session need the token too', async () => {
    const answer = await app
      .visitor()
      .raw.post('/api/v1/tokens')
      .set('cookie', await signedIn())
      .send({ name: 'x' });
    expect(answer.status).toBe(403);
  });
});

describe('where one is sent on to', () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '/%0d%0aSet-Cookie:x=1'.replace('%0d%0a', '\r\n'),
  ];

  it.each(elsewhere)('is never another site: %j', async (next) => {
    const answer = await app
      .visitor()
      .raw.post('/sign-in')
      .type('form')
      .send({ ...credentials, next });
    expect(answer.headers.location).toBe('/');
    const page = await app.visitor().raw.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(page.text).toContain('name="next" value="/"');
    expect(page.text).toContain('href="/sign-in/link?next&#x3D;%2F"');
    expect(page.text).not.toContain('javascript:');
  });

  it('cannot carry markup into the page', async () => {
    const page = await app.visitor().raw.get(`/sign-in?next=${encodeURIComponent('/"><script>alert(1)</script>')}`);
    expect(page.text).not.toContain('<script>alert');
  });
});

describe('the Host header', () => {
  it('does not reach links in mails', async () => {
    await app
      .visitor()
      .raw.post('/sign-in/link')
      .set('host', 'evil.example')
      .set('x-forwarded-host', 'evil.example')
      .type('form')
      .send({ email: cast.expert.email });
    await app.work();
    const mail = (await app.mails()).at(-1)!;
    expect(mail.toAddress).toBe(cast.expert.email);
    const raw = mail.raw.replace(/=\r?\n/g, '');
    expect(raw).toContain('https://samrad.example.org/sign-in/link/');
    expect(raw).not.toContain('evil.example');
  });

  it('is not replaced by a path that looks like one', async () => {
    const page = await app.visitor().raw.get('//evil.example/sign-in').set('accept', 'text/html');
    expect(page.text).not.toContain('href="//evil.example');
  });

  it('does not reach redirects', async () => {
    const answer = await app.visitor().raw.get('/profile').set('host', 'evil.example');
    expect(answer.headers.location).toBe('/sign-in?next=%2Fprofile');
  });
});

describe('a sign-in link in the mail', () => {
  it('can be read under “Sent mail” by administrators only: it would make others of them', async () => {
    await app.visitor().raw.post('/sign-in/link').type('form').send({ email: cast.administrator.email });
    await app.work();
    const { id } = (await app.mails()).at(-1)!;
    const signIn = (email: string) =>
      app
        .visitor()
        .raw.post('/sign-in')
        .type('form')
        .send({ ...credentials, email });
    const read = async (email: string) => {
      const cookie = cookieOf(await signIn(email));
      const ask = (path: string) => app.visitor().raw.get(path).set('cookie', cookie);
      const [list, page, raw] = [
        await ask('/sent-mail'),
        await ask(`/sent-mail/${id}`),
        await ask(`/sent-mail/${id}/message.eml`),
      ];
      return [list.text.includes(id), page.status, raw.status];
    };
    expect(await read(cast.secretariat.email)).toEqual([false, 404, 404]);
    expect(await read(cast.administrator.email)).toEqual([true, 200, 200]);
  });
});

describe('answers that tell nobody who is registered', () => {
  const bare = (text: string) => text.replaceAll(/[\w.+-]+@[\w.-]+/g, 'ADDRESS');

  it('are the same page for a wrong password and an unknown address', async () => {
    const ask = (email: string) =>
      app.visitor().raw.post('/sign-in').type('form').send({ email, password: 'not the right one' });
    const [known, unknown] = [await ask(cast.coordinator.email), await ask('nobody@example.org')];
    expect(unknown.status).toBe(known.status);
    expect(bare(unknown.text)).toBe(bare(known.text));
  });

  it('do the same work for a link, known or not', async () => {
    const ask = (email: string) => app.visitor().raw.post('/sign-in/link').type('form').send({ email });
    const jobs = async () => (await app.get(Db).row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM job`))!.n;
    const before = Number(await jobs());
    const known = await ask(cast.coordinator.email);
    const between = Number(await jobs());
    const unknown = await ask('nobody@example.org');
    expect([between - before, Number(await jobs()) - between]).toEqual([1, 1]);
    expect([unknown.status, unknown.headers.location]).toEqual([known.status, known.headers.location]);
  });

  it('are the same for a link that never was and one that is used', async () => {
    const answer = await app.visitor().raw.get(`/sign-in/link/${'x'.repeat(43)}`);
    expect(answer.status).toBe(410);
  });
});

describe('tries are counted', () => {
  it('for each address at sign-in, whether it is known or not; the page says how long to wait', async () => {
    for (const email of [cast.secretariat.email, 'somebody@example.org']) {
      const ask = () => app.visitor().raw.post('/sign-in').type('form').send({ email, password: 'guess after guess' });
      for (let n = 0; n < 10; n++) expect((await ask()).status).toBe(422);
      const refused = await ask();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.headers['content-type']).toContain('text/html');
    }
    const link = await app.visitor().raw.post('/sign-in/link').type('form').send({ email: cast.secretariat.email });
    expect(link.status).toBe(303);
  });

  it('for each address at links', async () => {
    const ask = () => app.visitor().raw.post('/sign-in/link').type('form').send({ email: 'often@example.org' });
    for (let n = 0; n < 5; n++) expect((await ask()).status).toBe(303);
    expect((await ask()).status).toBe(429);
  });

  it('without an address in the clear', async () => {
    await app.get(RateLimits).hit('x', 1, 60);
    const rows = await app.get(Db).rows<{ name: string }>(sql`SELECT name FROM rate_limit`);
    expect(rows.filter((row) => /@|127\.0\.0\.1|::/.test(row.name))).toEqual([]);
  });
});

describe('tokens', () => {
  const ask = (path: string, token: string) => app.visitor().raw.get(path).set('authorization', `Bearer ${token}`);

  it('work on the API only, and stop at once', async () => {
    const tokens = app.get(TokenService);
    const { id, token } = await tokens.create(system, { accountId: await accountId(), name: 'test', days: 30 });
    expect((await ask('/api/v1/me', token)).status).toBe(200);
    expect((await ask('/profile', token)).status).toBe(303);
    const actor = (await ask('/api/v1/me', token)).body;
    await tokens.revoke(actor, id);
    expect((await ask('/api/v1/me', token)).status).toBe(401);
  });

  it('list themselves and take back themselves, and no other; they make none and end no session', async () => {
    const tokens = app.get(TokenService);
    const make = (name: string) => accountId().then((id) => tokens.create(system, { accountId: id, name, days: 30 }));
    const [mine, other] = [await make('leaked'), await make('other')];
    const by = (method: 'post' | 'delete', path: string) =>
      app.visitor().raw[method](`/api/v1${path}`).set('authorization', `Bearer ${mine.token}`).send({ name: 'more' });
    const cookie = await signedIn();
    const [session] = await app.get(SessionService).of(await accountId());
    const before = (await ask('/api/v1/tokens', mine.token)).body.items as { id: string }[];
    expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining([mine.id, other.id]));
    expect((await by('post', '/tokens')).status).toBe(403);
    expect((await by('delete', `/sessions/${session!.id}`)).status).toBe(403);
    const refused = await by('delete', `/tokens/${other.id}`);
    expect([refused.status, refused.body.code]).toEqual([403, 'access.token.onlyItself']);
    expect((await ask('/api/v1/tokens', mine.token)).body.items).toHaveLength(before.length);
    expect((await app.visitor().raw.get('/profile').set('cookie', cookie)).status).toBe(200);
    expect((await by('delete', `/tokens/${mine.id}`)).status).toBe(204);
    expect((await ask('/api/v1/me', mine.token)).status).toBe(401);
    expect((await ask('/api/v1/me', other.token)).status).toBe(200);
  });

  it('that are wrong are refused, also on public routes', async () => {
    for (const token of ['samrad_wrong', '', 'x'.repeat(3000)]) {
      expect((await ask('/api/v1/openapi.json', token)).status).toBe(401);
    }
  });

  it('that have expired are refused', async () => {
    const { token } = await app
      .get(TokenService)
      .create(system, { accountId: await accountId(), name: 'old', days: -1 });
    expect((await ask('/api/v1/me', token)).status).toBe(401);
  });
});

describe('every page', () => {
  it('carries the headers that keep it to itself', async () => {
    const { headers } = await app.visitor().raw.get('/sign-in');
    const policy = headers['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('never repeats what came in as markup', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const answer = await app
      .visitor()
      .raw.post('/sign-in')
      .type('form')
      .send({ email: evil, password: 'x', next: evil });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('<img src=x');
  });
});
