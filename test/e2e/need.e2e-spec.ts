import { NeedFinder, NeedService } from '@samrad/delegations';
import { InvitationFinder, MeetingLife } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import { called } from '../support/invited.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ NEEDS_KEPT_DAYS: '3' });
});
afterAll(() => app.close());

const asked = { needs: 'hidden', sequence: '0' };

async function aCall() {
  const { id, invitations } = await called(app, ['expert', 'swede']);
  const [samuel, maria] = invitations as [(typeof invitations)[0], (typeof invitations)[0]];
  await app
    .visitor()
    .post(samuel.link, { answer: 'on_site', diet: 'Vegetarian', access: 'Ramp', ...asked })
    .expect(303);
  return { id, samuel, maria };
}
const noted = (id: string) => app.get(NeedFinder).ofMeeting(id);
const everywhere = (sqlText: ReturnType<typeof sql>) => app.get(Db).rows<{ text: string }>(sqlText);

describe('food and access', () => {
  it('is asked with its purpose, who sees it and when it is deleted', async () => {
    const { maria } = await aCall();
    const page = await app.visitor().get(`${maria.link}?lang=en`);
    expect(page.text).toContain('Only the secretariat sees it. It is deleted 3 days after the meeting.');
    expect(page.text).toContain('name="diet"');
  });

  it('is seen by the secretariat only, and not on the page behind the link', async () => {
    const { id, samuel } = await aCall();
    const page = await app.visitor().get(`${samuel.link}?lang=en`);
    expect(page.text).toContain('You have told us something already');
    expect(page.text).not.toContain('Vegetarian');
    const ola = await app.as('secretariat');
    expect((await ola.get(`/meetings/${id}/needs`)).text).toContain('Vegetarian');
    const expert = await app.as('expert');
    expect((await expert.get(`/meetings/${id}/needs`)).status).toBe(404);
    const coordinator = await app.as('coordinator');
    expect((await coordinator.get(`/meetings/${id}/needs`)).status).toBe(404);
    expect((await coordinator.get(`/meetings/${id}/delegations`)).text).not.toContain('/needs');
    const taken = await coordinator.post(`/meetings/${id}/delegations/export`, {
      format: 'csv',
      receiver: 'Hotel',
      purpose: 'Room list',
      needs: 'true',
    });
    expect([taken.status, taken.text.includes('Vegetarian')]).toEqual([403, false]);
    expect((await expert.get(`/invitations/${samuel.id}/reply`)).text).toContain('Vegetarian');
    for (const path of [`/meetings/${id}/participants`, `/meetings/${id}/delegations`, `/meetings/${id}`]) {
      expect((await expert.get(path)).text).not.toContain('Vegetarian');
      expect((await ola.get(path)).text).not.toContain('Vegetarian');
    }
    expect(JSON.stringify(await everywhere(sql`SELECT data AS text FROM event`))).not.toContain('Vegetarian');
    expect(JSON.stringify(await everywhere(sql`SELECT payload AS text FROM job`))).not.toContain('Vegetarian');
  });

  it('stays when somebody answers again without saying it again, and goes on request', async () => {
    const { id, samuel } = await aCall();
    const visitor = app.visitor();
    await visitor.post(samuel.link, { answer: 'online', diet: '', access: '', ...asked });
    expect(await noted(id)).toMatchObject([{ diet: 'Vegetarian', access: 'Ramp' }]);
    await visitor.post(samuel.link, { answer: 'on_site', access: 'Lift', ...asked });
    expect(await noted(id)).toMatchObject([{ diet: 'Vegetarian', access: 'Lift' }]);
    await visitor.post(samuel.link, { answer: 'online', forget: 'true', ...asked });
    expect(await noted(id)).toEqual([]);
  });

  it('is not kept of somebody who does not come, whatever way that was said', async () => {
    const { id, samuel, maria } = await aCall();
    await app.visitor().post(maria.link, { answer: 'no', diet: 'Vegan', ...asked });
    expect(await noted(id)).toHaveLength(1);
    const ola = await app.as('secretariat');
    await ola.get(`/invitations/${samuel.id}/reply`);
    await ola.post(`/invitations/${samuel.id}/reply`, { answer: 'no', sequence: '0' });
    await app.work();
    expect(await noted(id)).toEqual([]);
  });

  it('refuses too much, with everything that was typed, and records no answer then', async () => {
    const { maria } = await aCall();
    const long = await app.visitor().post(maria.link, { answer: 'on_site', diet: 'x'.repeat(501), ...asked });
    expect(long.status).toBe(422);
    expect(long.text).toContain('x'.repeat(501));
    expect((await app.get(InvitationFinder).some([maria.id]))[0]).toMatchObject({ status: 'needs_action' });
  });

  it('is in a file only when asked for, and that stays in the history', async () => {
    const { id } = await aCall();
    const ola = await app.as('secretariat');
    await ola.get(`/meetings/${id}/delegations`);
    const plain = await ola.post(`/meetings/${id}/delegations/export`, {
      format: 'csv',
      receiver: 'Hotel',
      purpose: 'Room list',
    });
    expect(plain.text).toContain('Samuel Tesfay');
    expect(plain.text).not.toContain('Vegetarian');
    const history = async () => (await ola.get(`/meetings/${id}/history?lang=en`)).text;
    expect(await history()).not.toContain('exported in a file');
    const full = await ola.post(`/meetings/${id}/delegations/export`, {
      format: 'csv',
      receiver: 'Hotel',
      purpose: 'Room list',
      needs: 'true',
    });
    expect(full.text).toContain('Vegetarian');
    expect(await history()).toContain('Food and access needs of one person exported in a file');
    expect((await ola.get(`/meetings/${id}/participants.csv`)).text).not.toContain('Vegetarian');
  });

  it('is deleted so many days after the meeting, not before, and when it is cancelled', async () => {
    const { id } = await aCall();
    const ended = (ago: number) =>
      app.get(Db).tx(() => {
        const end = app.get(Clock).instantIn(-ago * 86_400);
        return app
          .get(Db)
          .run(sql`UPDATE meeting SET start_at = '2020-01-01T08:00:00.000Z', end_at = ${end} WHERE id = ${id}`);
      });
    await ended(2.9);
    await app.get(NeedService).sweep();
    expect(await noted(id)).toHaveLength(1);
    await ended(3.1);
    await app.get(NeedService).sweep();
    expect(await noted(id)).toEqual([]);
    const other = await aCall();
    await app.get(MeetingLife).cancel(system, other.id, { reason: 'Too few' });
    await app.work();
    expect(await noted(other.id)).toEqual([]);
  });

  it('waits for its day in the queue, and for the new day of a moved meeting', async () => {
    const { id } = await aCall();
    const jobs = () =>
      app.get(Db).rows<{ runAt: string; payload: unknown }>(sql`
        SELECT run_at AS runAt, payload FROM job WHERE kind = 'need.sweep' AND status = 'waiting' ORDER BY run_at`);
    const mine = (await jobs()).filter(({ payload }) => JSON.stringify(payload).includes(id));
    expect(mine.map(({ runAt }) => runAt)).toEqual(['2027-12-13T14:00:00.000Z']);
    await app.get(NeedService).sweepAfter(id);
    expect(await noted(id)).toHaveLength(1);
    expect((await jobs()).filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(2);
  });
});
