import { Db, newId, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

const body = {
  title: 'Reintegration in practice',
  start: '2027-02-10T09:00',
  end: '2027-02-10T15:00',
  zone: 'Europe/Oslo',
  place: 'UDI, Oslo',
  videoUrl: 'https://video.example.org/room-7431',
  languages: ['en'],
  audience: 'network',
};

describe('meetings', () => {
  let app: TestApp;
  let secretariat: Browser;
  let expert: Browser;

  beforeAll(async () => {
    app = await startApp();
    secretariat = await app.as('secretariat');
    expert = await app.as('expert');
  });

  afterAll(() => app.close());

  const plan = async (more: object = {}) => {
    const answer = await secretariat.api('post', '/meetings', { ...body, ...more });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; version: number };
  };
  const db = () => app.get(Db);
  /** As if the invitations had been sent. */
  const call = (id: string) =>
    db().tx(() =>
      db().run(sql`UPDATE meeting SET status = 'called', called_at = ${'2026-11-23T08:00:00.000Z'} WHERE id = ${id}`),
    );
  const invite = async (meetingId: string, email: string) => {
    const person = await db().row<{ personId: string }>(sql`
      SELECT person_id AS personId FROM person_email WHERE address = ${email}`);
    await db().tx(() =>
      db()
        .run(sql`INSERT INTO invitation (id, meeting_id, person_id, address, role, status, link_hash, sent_at, created_at, version)
        VALUES (${newId()}, ${meetingId}, ${person!.personId}, ${email}, 'required', 'accepted', ${newId()},
        '2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00.000Z', 1)`),
    );
  };

  it('are planned with a form that keeps what was typed', async () => {
    const fresh = (await secretariat.get('/meetings/new')).text;
    expect(fresh).toMatch(/name="audience" value="group"[^>]* checked/);
    expect(fresh).toContain('selected>REG – Return Expert Group');
    const fields = { ...body, start: '2027-02-10', startTime: '09:00', end: '', endTime: '08:00', audience: 'network' };
    const refused = await secretariat.post('/meetings', fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The meeting must end after it starts.');
    expect(refused.text).toContain('value="Reintegration in practice"');
    const saved = await secretariat.post('/meetings', { ...fields, endTime: '15:00' });
    expect(saved.status).toBe(303);
    const page = await secretariat.get(saved.headers.location as string);
    expect(page.text).toContain('Wednesday, 10 February 2027');
    expect(page.text).toContain('09:00–15:00 (Oslo)');
    expect(page.text).toContain('Draft');
  });

  it('are refused with everything that is wrong at once', async () => {
    await secretariat.get('/meetings/new');
    const times = { start: '2027-03-28', startTime: '02:30', end: '', endTime: '15:00', answerBy: '2027-04-30' };
    const { text } = await secretariat.post('/meetings', { ...body, ...times, videoUrl: 'video', audience: 'group' });
    for (const field of ['videoUrl', 'start', 'answerBy', 'groupId']) expect(text).toContain(`href="#f-${field}"`);
  });

  it('may have been held without being called: said beside the day, then minuted and published', async () => {
    await secretariat.get('/meetings/new?lang=en');
    const past = { ...body, start: '2026-01-15', startTime: '09:00', end: '', endTime: '15:00' };
    const asked = await secretariat.post('/meetings', past);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('This day has passed, so nobody can be called.');
    const [, seenPast] = /name="seenPast" value="([^"]+)"/.exec(asked.text)!;
    const at = (await secretariat.post('/meetings', { ...past, seenPast })).headers.location as string;
    const page = (await secretariat.get(at)).text;
    expect(page).toContain('The time of this meeting has come, and nobody was called');
    expect(page).toContain(`href="${at}/holding"`);
    await secretariat.get(`${at}/edit`);
    const id = at.split('/').at(-1)!;
    await secretariat.post(`${at}/minutes`).expect(303);
    expect((await secretariat.api('get', `/meetings/${id}`)).body.status).toBe('held');
    await secretariat.post(`${at}/decisions`, { text: 'One list is kept.' }).expect(303);
    await secretariat.get(`${at}/minutes/publication`);
    await secretariat.post(`${at}/minutes/publication`, { audience: 'network', version: 1 }).expect(303);
    expect((await expert.get(at)).status).toBe(200);
    expect((await expert.get(`${at}/minutes`)).text).toContain('One list is kept.');
  });

  it('refuse a time that does not exist', async () => {
    const answer = await secretariat.api('post', '/meetings', {
      ...body,
      start: '2027-03-28T02:30',
      end: '2027-03-28T05:00',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'start' })]);
  });

  it('show a stale change both texts and can be saved again', async () => {
    const { id } = await plan();
    const form = (title: string, version: number) => ({
      ...body,
      title,
      version,
      start: '2027-02-10',
      startTime: '09:00',
      end: '2027-02-10',
      endTime: '15:00',
    });
    await secretariat.get(`/meetings/${id}/edit`);
    expect((await secretariat.post(`/meetings/${id}/edit`, form('First title', 1))).status).toBe(303);
    const conflict = await secretariat.post(`/meetings/${id}/edit`, form('Second title', 1));
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain('First title');
    expect(conflict.text).toContain('Second title');
    const version = Number(/name="version" value="(\d+)"/.exec(conflict.text)![1]);
    expect((await secretariat.post(`/meetings/${id}/edit`, form('Second title', version))).status).toBe(303);
  });

  it('are seen by those they are for: page, list, search, API, calendar file', async () => {
    const draft = await plan({ title: 'Canary draft' });
    const hidden = await plan({ title: 'Canary for organisers', audience: 'organisers' });
    const open = await plan({ title: 'Canary in public', audience: 'public' });
    await call(hidden.id);
    await call(open.id);
    const visitor = app.visitor();
    for (const { id } of [draft, hidden]) {
      for (const reader of [expert, visitor]) {
        expect((await reader.get(`/meetings/${id}`)).status).toBe(404);
        expect((await reader.get(`/meetings/${id}/meeting.ics`)).status).toBe(404);
        expect((await reader.api('get', `/meetings/${id}`)).status).toBe(404);
        expect((await reader.api('get', `/meetings/${id}/agenda`)).status).toBe(404);
      }
    }
    expect((await visitor.get('/meetings')).text).toContain('Canary in public');
    expect((await visitor.get('/meetings')).text).not.toContain('Canary for organisers');
    const found = await expert.api('get', '/meetings?q=canary&total=true');
    expect(found.body).toMatchObject({ total: 1, items: [{ title: 'Canary in public' }] });
  });

  it('give the link into the room only to those who take part', async () => {
    const { id } = await plan({ audience: 'public' });
    await call(id);
    const shows = async (reader: Browser) => (await reader.get(`/meetings/${id}`)).text.includes('room-7431');
    expect([await shows(secretariat), await shows(expert), await shows(app.visitor())]).toEqual([true, false, false]);
    expect((await expert.api('get', `/meetings/${id}`)).body.videoUrl).toBeNull();
    await invite(id, 'samuel.tesfay@retur.example.org');
    expect(await shows(expert)).toBe(true);
    const file = await expert.get(`/meetings/${id}/meeting.ics`);
    expect(file.text).toContain('room-7431');
    expect(file.text).toMatch(/DTSTART;TZID=Europe\/Oslo:20270210T090000/);
  });

  it('show the answers as a bar in the list to those who are signed in', async () => {
    const { id } = await plan({ title: 'Answered meeting' });
    await call(id);
    await invite(id, 'samuel.tesfay@retur.example.org');
    expect((await expert.get('/meetings?q=answered')).text).toContain('1 of 1 have answered');
    expect((await expert.get('/meetings?q=answered')).text).toContain('09:00–15:00 (Oslo)');
  });

  it('are cancelled with a reason, by organisers', async () => {
    const { id } = await plan();
    await call(id);
    expect((await expert.api('post', `/meetings/${id}/cancellation`, { reason: 'x' })).status).toBe(403);
    await secretariat.get(`/meetings/${id}/cancellation`);
    expect((await secretariat.post(`/meetings/${id}/cancellation`, { reason: '' })).status).toBe(422);
    expect((await secretariat.post(`/meetings/${id}/cancellation`, { reason: 'Too few can come' })).status).toBe(303);
    const page = await secretariat.get(`/meetings/${id}`);
    expect(page.text).toContain('Too few can come');
    expect((await secretariat.post(`/meetings/${id}/cancellation`, { reason: 'Again' })).status).toBe(409);
    expect((await secretariat.get('/')).text).not.toContain(`/meetings/${id}`);
  });

  it('take a reason of several lines, and show it so', async () => {
    const { id } = await plan();
    await call(id);
    await secretariat.get(`/meetings/${id}/postponement`);
    const reason = 'Strike at the airport.\r\n\r\nA new time follows.';
    expect((await secretariat.post(`/meetings/${id}/postponement`, { reason })).status).toBe(303);
    expect((await secretariat.get(`/meetings/${id}`)).text).toContain(
      '<p class="plain-text">Strike at the airport.\n\nA new time follows.</p>',
    );
    expect((await secretariat.post(`/meetings/${id}/cancellation`, { reason: 'Too few.\nSorry.' })).status).toBe(303);
    const title = await secretariat.post('/meetings', { title: 'One\nTwo' });
    expect(title.text).toContain('Write the text on one line.');
  });

  it('are put off and called again for a new time', async () => {
    const { id } = await plan();
    await call(id);
    await secretariat.get(`/meetings/${id}/postponement`);
    const later = {
      reason: 'Strike',
      start: '2027-03-10',
      startTime: '10:00',
      end: '',
      endTime: '15:00',
      zone: 'Europe/Oslo',
    };
    expect((await secretariat.post(`/meetings/${id}/postponement`, later)).status).toBe(303);
    expect((await secretariat.api('get', `/meetings/${id}`)).body).toMatchObject({
      status: 'called',
      startWall: '2027-03-10T10:00',
      sequence: 1,
    });
  });

  it('are recorded as held only once they have begun, and cannot be deleted once people are called', async () => {
    const { id } = await plan();
    await call(id);
    expect((await secretariat.api('post', `/meetings/${id}/holding`)).status).toBe(409);
    expect((await secretariat.api('delete', `/meetings/${id}`)).status).toBe(409);
    expect((await secretariat.api('delete', `/meetings/${(await plan()).id}`)).status).toBe(204);
  });

  it('are listed by the API only with fields and values that it knows', async () => {
    const fields = async (query: string) => {
      const { status, body } = await secretariat.api('get', query);
      return [status, body.errors?.map(({ field }: { field: string }) => field)];
    };
    expect(await fields('/meetings?limit=abc&page=-1')).toEqual([422, expect.arrayContaining(['limit', 'page'])]);
    expect(await fields('/persons?per=many&state=XX')).toEqual([422, expect.arrayContaining(['per', 'state'])]);
    expect(await fields('/actions?stat=NO')).toEqual([422, ['stat']]);
    expect(await fields('/documents?audience=nobody')).toEqual([422, ['audience']]);
    expect(await fields('/decisions?year=soon')).toEqual([422, ['year']]);
    expect(await fields('/meetings?page=1&per=5&status=draft&total=true')).toEqual([200, undefined]);
    expect((await secretariat.get('/meetings?page=-1')).status).toBe(200);
  });

  it('belong to series that propose the next number', async () => {
    const { body: series } = await secretariat.api('get', '/series');
    const { id: seriesId, code, version } = series.items[0];
    expect([series.items.length, code]).toEqual([1, 'REG']);
    await secretariat.get(`/series/${seriesId}/edit`);
    const names = { nameEn: 'Return Expert Group', nameNb: 'Returekspertgruppen', nameNn: 'Returekspertgruppa' };
    const change = { code, ...names, groupId: '', nextNumber: '41', version };
    expect((await secretariat.post(`/series/${seriesId}/edit`, change)).status).toBe(303);
    expect((await secretariat.post('/series', { ...change, nextNumber: '1' })).status).toBe(422);
    expect((await secretariat.post('/series', { ...change, code: 'RIAT' })).status).toBe(303);
    expect((await secretariat.get('/meetings/new')).text).toContain('Next: REG 41, RIAT 41.</p>');
    const { id } = await plan({ seriesId });
    expect((await secretariat.get(`/meetings/${id}/edit`)).text).not.toContain('Next: REG');
    expect((await secretariat.get(`/meetings/${id}`)).text).toContain('REG 41');
    expect((await secretariat.get('/series')).text).toContain('42');
  });

  it('show every page in all three languages', async () => {
    const { id } = await plan();
    await call(id);
    for (const lang of ['nb', 'nn', 'en']) {
      for (const path of [
        '/meetings',
        '/meetings/new',
        '/series',
        '/series/new',
        ...['', '/edit', '/history', '/cancellation', '/postponement', '/holding', '/documents', '/agenda/edit'].map(
          (part) => `/meetings/${id}${part}`,
        ),
      ]) {
        const page = await secretariat.get(`${path}?lang=${lang}`);
        expect([path, page.status]).toEqual([path, 200]);
        expect(
          page.text.match(
            />\s*meetings\.(meeting|agenda|series|document|checklist|event)|>\s*(platform)\.[a-z]+\.[A-Za-z.]+\s*</,
          ),
        ).toBeNull();
      }
    }
  });
});
