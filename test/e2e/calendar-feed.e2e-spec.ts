import { MeetingLife } from '@samrad/meetings';
import { GroupFinder, MembershipService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { CastName } from '../support/cast.js';
import { personOf, planned } from '../support/invited.js';

describe('the personal calendar feed', () => {
  let app: TestApp;
  let path: string;

  beforeAll(async () => {
    app = await startApp();
    const expert = await app.as('expert');
    await expert.get('/profile/calendar');
    const page = await expert.post('/profile/calendar');
    path = /\/calendar\/[\w-]+\.ics/.exec(page.text)![0];
  });

  afterAll(() => app.close());

  it('is calendar text without a method that asks for answers, and without names of invitees', async () => {
    const feed = await app.visitor().raw.get(path);
    expect(feed.status).toBe(200);
    expect(feed.headers['content-type']).toContain('text/calendar');
    expect(feed.text).toContain('BEGIN:VCALENDAR');
    expect(feed.text).not.toContain('ATTENDEE');
    expect(feed.headers['cache-control']).toContain('private');
  });

  it('is not sent again when nothing changed', async () => {
    const { headers } = await app.visitor().raw.get(path);
    const again = await app.visitor().raw.get(path).set('if-none-match', headers.etag!);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('is asked for with any tag of a list, a weak one, its date, or by its head alone', async () => {
    const get = (headers: Record<string, string>) => app.visitor().raw.get(path).set(headers);
    const { headers, text } = await get({});
    const { etag, 'last-modified': date } = headers as Record<string, string>;
    expect((await get({ 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    expect((await get({ 'if-none-match': '*' })).status).toBe(304);
    expect((await get({ 'if-modified-since': date! })).status).toBe(304);
    expect((await get({ 'if-none-match': '"other"', 'if-modified-since': date! })).status).toBe(200);
    const head = await app.visitor().raw.head(path);
    expect(head.status).toBe(200);
    expect(head.headers).toMatchObject({ etag, 'content-length': String(Buffer.byteLength(text)) });
    expect(head.text ?? '').toBe('');
  });

  it('is unknown with any other token', async () => {
    expect((await app.visitor().raw.get('/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics')).status).toBe(404);
    expect((await app.visitor().raw.get('/calendar/x')).status).toBe(404);
  });

  it('never signs anybody in', async () => {
    const token = /calendar\/([\w-]+)\.ics/.exec(path)![1]!;
    const answer = await app.visitor().raw.get('/api/v1/me').set('authorization', `Bearer ${token}`);
    expect(answer.status).toBe(401);
  });

  it('tells how often to ask again', async () => {
    const { text } = await app.visitor().raw.get(path);
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(text).toContain('X-PUBLISHED-TTL:PT1H');
  });

  it('stops at once when it is revoked, with those of the groups', async () => {
    const ofGroup = path.replace('.ics', '/REG.ics');
    expect((await app.visitor().raw.get(ofGroup)).status).toBe(200);
    const expert = await app.as('expert');
    await expert.get('/profile/calendar');
    expect((await expert.post('/profile/calendar/revoke')).status).toBe(303);
    expect((await app.visitor().raw.get(path)).status).toBe(404);
    expect((await app.visitor().raw.get(ofGroup)).status).toBe(404);
  });
});

describe('calendars of groups and of public meetings', () => {
  const canary = 'Kanarifugl';
  let app: TestApp;
  let feeds: Record<'expert' | 'stranger' | 'everyone', string>;

  /** The address that the person's page shows. */
  async function subscribe(name: CastName): Promise<string> {
    const browser = await app.as(name);
    await browser.get('/profile/calendar');
    const page = await browser.post('/profile/calendar');
    return /\/calendar\/[\w-]+\.ics/.exec(page.text)![0];
  }

  async function meeting(title: string, audience: string, isCalled = true) {
    const group = await app.get(GroupFinder).byCode('REG');
    const id = await planned(app, { title, audience, groupId: group!.id, videoUrl: `https://${canary}.example` });
    if (isCalled) await app.get(MeetingLife).call(system, id);
    return id;
  }

  beforeAll(async () => {
    app = await startApp();
    await meeting(`${canary} draft`, 'public', false);
    await meeting(`${canary} of the group`, 'group');
    await meeting('Hearing', 'public');
    await meeting('Network day', 'network');
    const group = await app.get(GroupFinder).byCode('REG');
    const membership = { personId: await personOf(app, 'expert'), role: 'member' as const, stateCode: 'NO' };
    await app.get(MembershipService).add(system, group!.id, { ...membership, validFrom: null, validTo: null } as never);
    const [expert, stranger] = [await subscribe('expert'), await subscribe('stateContact')];
    feeds = { expert, stranger, everyone: '/calendar/public.ics' };
  });
  afterAll(() => app.close());

  const read = (path: string) => app.visitor().raw.get(path);
  const summaries = (text: string) => [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title]) => title).sort();

  it('the public one tells of called public meetings only, and nobody’s link into the room', async () => {
    const { status, headers, text } = await read(feeds.everyone);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=900');
    expect(summaries(text)).toEqual(['Hearing']);
    expect(text).not.toContain(canary);
  });

  it('the public one is the same whoever asks, and follows nothing but the address', async () => {
    const organiser = await app.as('coordinator');
    const { text } = await organiser.raw.get(feeds.everyone).set('accept-language', 'nn');
    expect(text).toBe((await read(feeds.everyone)).text);
    expect((await read(`${feeds.everyone}?lang=nb`)).text).toContain('NAME:Åpne møter – Samråd');
  });

  it('the public one is named in the head of the page of meetings', async () => {
    const { text } = await app.visitor().get('/meetings');
    expect(text).toContain('<link rel="alternate" type="text/calendar"');
    expect(text.replaceAll('&#x3D;', '=')).toContain('href="/calendar/public.ics?lang=en"');
  });

  it('that of a group is for its members only, though others may see a meeting of it elsewhere', async () => {
    const ofGroup = (path: string) => read(path.replace('.ics', '/REG.ics'));
    const [inside, outside] = [await ofGroup(feeds.expert), await ofGroup(feeds.stranger)];
    expect(summaries(inside.text)).toContain(`${canary} of the group`);
    expect(summaries(inside.text)).toContain('Network day');
    expect(summaries(outside.text)).toEqual([]);
    expect(outside.headers['cache-control']).toContain('private');
  });

  it('that of an unknown group, or with an unknown token, is not there', async () => {
    expect((await read(feeds.expert.replace('.ics', '/NONE.ics'))).status).toBe(404);
    expect((await read('/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/REG.ics')).status).toBe(404);
    expect((await read('/calendar/public/REG.ics')).status).toBe(404);
  });

  it('is empty as soon as the membership ends', async () => {
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE membership SET valid_to = '2020-01-01'`));
    const { status, text } = await read(feeds.expert.replace('.ics', '/REG.ics'));
    expect([status, summaries(text)]).toEqual([200, []]);
  });
});
