import { ActionService, NewAction } from '@samrad/actions';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let secretariat: Browser;
let aino: Browser;
let samuel: Browser;
let today: string;

beforeAll(async () => {
  app = await startApp();
  today = app.get(Clock).today();
  [secretariat, aino, samuel] = [await app.as('secretariat'), await app.as('stateContact'), await app.as('expert')];
});
afterAll(() => app.close());

/** Due in a week; of Finland, whose State contact is Aino, and Sweden. */
async function asked(): Promise<{ id: string; finland: string; sweden: string }> {
  const action = { title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI', 'SE'], audience: 'network' };
  const { id } = await app.get(ActionService).create(system, NewAction.parse({ ...action, dueOn: addDays(today, 7) }));
  const { body } = await secretariat.api('get', `/actions/${id}/progress`);
  const of = (code: string) => body.find((line: { stateCode: string }) => line.stateCode === code).id;
  return { id, finland: of('FI'), sweden: of('SE') };
}
const line = async (id: string) => (await secretariat.api('get', `/progress/${id}`)).body;
const later = () => addDays(today, 40);

describe('a later due date', () => {
  it('is asked for by the State, shown to the organisers, agreed, and told by mail; only that State gets it', async () => {
    const { id, finland, sweden } = await asked();
    await aino.get(`/progress/${finland}/extension`);
    const wish = { dueOn: later(), reason: 'Figures come in January', version: '1' };
    expect((await aino.post(`/progress/${finland}/extension`, wish)).status).toBe(303);
    expect((await line(finland)).dueOn).toBe(addDays(today, 7));
    expect((await secretariat.get('/')).text).toContain('for a later due date');
    expect((await secretariat.get('/actions?status=open&due=asked')).text).toContain('Send figures');
    const page = await secretariat.get(`/actions/${id}`);
    expect(page.text).toContain('Figures come in January');
    expect(page.text).toContain(`/progress/${finland}/extension-decision`);
    await secretariat.get(`/progress/${finland}/extension-decision`);
    const before = (await app.mails()).length;
    const answer = { decision: 'agreed', reason: 'Fine', version: '2' };
    expect((await secretariat.post(`/progress/${finland}/extension-decision`, answer)).status).toBe(303);
    expect(await line(finland)).toMatchObject({ dueOn: later(), hasOwnDue: true, askedDueOn: null });
    expect((await line(sweden)).dueOn).toBe(addDays(today, 7));
    const mails = (await app.mails()).slice(before);
    expect(mails.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('later due date agreed'));
    expect((await secretariat.get(`/actions/${id}`)).text).toContain('Later due date agreed for Finland');
  });

  it('is refused with a reason only, and the present date stands', async () => {
    const { finland } = await asked();
    await aino.api('put', `/progress/${finland}/extension`, { dueOn: later(), reason: null, version: 1 });
    await secretariat.get(`/progress/${finland}/extension-decision`);
    const bare = await secretariat.post(`/progress/${finland}/extension-decision`, {
      decision: 'refused',
      version: '2',
    });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Say why you refuse.');
    const why = { decision: 'refused', reason: 'The report is printed in December', version: 2 };
    expect((await secretariat.api('put', `/progress/${finland}/extension-decision`, why)).status).toBe(200);
    expect(await line(finland)).toMatchObject({ dueOn: addDays(today, 7), hasOwnDue: false, askedDueOn: null });
    const again = await secretariat.api('put', `/progress/${finland}/extension-decision`, { ...why, version: 3 });
    expect(again.status).toBe(409);
  });

  it('is set at once by an organiser, and outlives an earlier date of the whole action, not a later one', async () => {
    const { id, finland, sweden } = await asked();
    await secretariat.api('put', `/progress/${finland}/extension`, { dueOn: later(), reason: null, version: 1 });
    expect((await line(finland)).dueOn).toBe(later());
    const move = async (dueOn: string, version: number) =>
      expect((await secretariat.api('patch', `/actions/${id}`, { dueOn, version })).status).toBe(200);
    await move(addDays(today, 14), 1);
    expect([(await line(finland)).dueOn, (await line(sweden)).dueOn]).toEqual([later(), addDays(today, 14)]);
    await move(addDays(today, 60), 2);
    expect(await line(finland)).toMatchObject({ dueOn: addDays(today, 60), hasOwnDue: false });
  });

  it('is refused for an earlier day, a day that does not exist, an old version and what is finished', async () => {
    const { finland } = await asked();
    const ask = (more: object) =>
      aino.api('put', `/progress/${finland}/extension`, { dueOn: later(), reason: null, version: 1, ...more });
    expect((await ask({ dueOn: addDays(today, 7) })).status).toBe(422);
    expect((await ask({ dueOn: '2027-02-30' })).status).toBe(422);
    expect((await ask({ version: 9 })).status).toBe(409);
    await aino.api('put', `/progress/${finland}`, { status: 'done', note: null, version: 1 });
    expect((await ask({ version: 2 })).status).toBe(409);
  });

  it('is asked for by those responsible alone', async () => {
    const { sweden } = await asked();
    const wish = { dueOn: later(), reason: null, version: 1 };
    expect((await aino.api('put', `/progress/${sweden}/extension`, wish)).status).toBe(403);
    expect((await samuel.api('put', `/progress/${sweden}/extension`, wish)).status).toBe(403);
    expect((await aino.get(`/progress/${sweden}/extension`)).status).toBe(403);
  });
});
