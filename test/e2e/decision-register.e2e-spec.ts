import { DecisionService, MinutesPublisher, MinutesService, SeriesService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { addItems, aHeldMeeting, type HeldMeeting } from '../support/held-meeting.js';

let app: TestApp;
let ola: Browser;
let expert: Browser;
let meeting: HeldMeeting;

const record = (text: string, itemId: string | null = null) =>
  app.get(DecisionService).record(system, meeting.id, { text, itemId });
const publish = (tell = false) =>
  app.get(MinutesPublisher).publish(system, meeting.id, { audience: 'network', note: null, tell, version: 1 });
const standing = (id: string, more: object) => ola.api('put', `/decisions/${id}/standing`, { version: 1, ...more });

beforeEach(async () => {
  app = await startApp();
  [ola, expert] = [await app.as('secretariat'), await app.as('expert')];
  meeting = await aHeldMeeting(app);
  await app.get(MinutesService).start(system, meeting.id);
});
afterEach(() => app.close());

describe('the register of decisions', () => {
  it('counts each series and year by itself and never gives a number twice', async () => {
    await record('Outside any series');
    const fields = { code: 'NET', nameEn: 'Net', nameNb: 'Nett', nameNn: 'Nett', groupId: null, nextNumber: 7 };
    const seriesId = await app.get(SeriesService).create(system, fields as never);
    const db = app.get(Db);
    await db.tx(() => db.run(sql`UPDATE meeting SET series_id = ${seriesId}, number = 7 WHERE id = ${meeting.id}`));
    await Promise.all(Array.from({ length: 12 }, (_, at) => record(`Decision ${at}`)));
    const { body } = await ola.api('get', `/decisions?series=${seriesId}&per=50`);
    const numbers = (body.items as { number: number }[]).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, at) => 12 - at));
    expect(body.items[0].fullRef).toBe(`NET 12/${meeting.start.slice(2, 4)}`);
    expect((await ola.api('get', '/decisions?series=none')).body.items).toHaveLength(1);
  });

  it('links a decision and the one that supersedes it, both ways', async () => {
    const [old, fresh] = [await record('One list is kept.'), await record('Two lists are kept.')];
    expect((await standing(old, { standing: 'carried_out' })).status).toBe(409);
    await publish();
    expect((await standing(old, { standing: 'superseded' })).status).toBe(422);
    await standing(old, { standing: 'superseded', supersededById: fresh, followUp: 'Told to all' }).expect(200);
    expect((await standing(fresh, { standing: 'superseded', supersededById: old })).status).toBe(422);
    expect((await expert.api('get', `/decisions/${old}`)).body).toMatchObject({
      status: 'superseded',
      supersededBy: { id: fresh },
      followUp: 'Told to all',
    });
    expect((await expert.api('get', `/decisions/${fresh}`)).body.supersedes).toMatchObject([{ id: old }]);
    expect((await expert.get(`/decisions/${old}?lang=en`)).text).toContain(`href="/decisions/${fresh}"`);
    expect((await expert.get(`/decisions/${fresh}?lang=en`)).text).toContain(`href="/decisions/${old}"`);
    expect((await expert.api('get', '/decisions?status=superseded')).body.items).toMatchObject([{ id: old }]);
  });

  it('changes a status on the page, keeps both texts when two do, and is for organisers alone', async () => {
    const id = await record('One list is kept.');
    await publish();
    await ola.get(`/decisions/${id}/standing?lang=en`);
    const path = `/decisions/${id}/standing`;
    await ola.post(path, { standing: 'carried_out', followUp: 'Theirs', version: 1 }).expect(303);
    const stale = await ola.post(path, { standing: 'standing', followUp: 'Mine', version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Theirs');
    expect(stale.text).toContain('Mine</textarea>');
    expect((await expert.api('put', path, { standing: 'standing', version: 2 })).status).toBe(403);
    expect((await ola.get(`/decisions/${id}`)).text).toContain('Carried out');
  });

  it('refuses to close minutes while an item for decision has none, and lists them', async () => {
    const [item] = await addItems(app, meeting.id, ['decision'], 3);
    const refused = await ola.api('post', `/meetings/${meeting.id}/minutes/publication`, {
      audience: 'network',
      version: 1,
    });
    await record('Something else');
    const again = await ola.api('post', `/meetings/${meeting.id}/minutes/publication`, {
      audience: 'network',
      version: 1,
    });
    expect([refused.status, again.status]).toEqual([409, 409]);
    expect(again.body.detail).toContain('Item 4');
    await record('Put off to the next meeting', item);
    await publish();
  });

  it('is exported as a workbook', async () => {
    await record('One list is kept.');
    const { headers } = await ola.get('/decisions.xlsx?q=list');
    expect(headers['content-type']).toContain('spreadsheetml');
    expect(headers['content-disposition']).toContain('.xlsx');
  });
});
