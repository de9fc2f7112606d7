import { AccountService, SessionService } from '@samrad/access';
import { InvitationService, ReplyService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Events, LiveStreams } from '@samrad/platform/events';
import { startApp, type TestApp } from '../support/app.js';
import { openStream } from '../support/event-stream.js';
import { called } from '../support/invited.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const heartbeats = (seconds: number) => (app.get(LiveStreams).heartbeatSeconds = seconds);
const sign = 'event: rsvp-changed\ndata: 1\n\n';
const answer = (invitationId: string) =>
  app.get(ReplyService).answer(system, invitationId, { choice: 'no', comment: 'secret words', sequence: 0 });

async function accountOf(browser: Awaited<ReturnType<TestApp['as']>>) {
  const { accountId } = (await browser.api('get', '/me')).body as { accountId: string };
  const row = await app.get(Db).row<{ version: number }>(sql`SELECT version FROM account WHERE id = ${accountId}`);
  return { accountId, version: row!.version };
}

describe('the stream of an open meeting', () => {
  it('tells that somebody answered, without saying who or what', async () => {
    heartbeats(25);
    const { id, invitations } = await called(app, ['expert']);
    expect((await app.visitor().get(`/meetings/${id}/events`)).status).toBe(303);
    const secretariat = await app.as('secretariat');
    const stream = await openStream(app, secretariat, `/meetings/${id}/events`);
    await answer(invitations[0]!.id);
    await stream.shows(sign);
    expect(stream.contentType).toBe('text/event-stream');
    expect(stream.text()).not.toContain('secret');
    expect((await secretariat.get(`/meetings/${id}/rsvp`)).text).toContain('Not coming');
    stream.leave();
  });

  it('is not drowned by what happens elsewhere at the same time', async () => {
    heartbeats(25);
    const { id, invitations } = await called(app, ['expert']);
    const stream = await openStream(app, await app.as('secretariat'), `/meetings/${id}/events`);
    const db = app.get(Db);
    const others = Array.from({ length: 1200 }, (_, n) => `person-${n}`);
    await db.tx(async () => {
      await app.get(Events).recordAll('person.imported', others, { actor: system });
      await answer(invitations[0]!.id);
    });
    await stream.shows(sign);
    stream.leave();
  });

  it('goes on as long as the session does, without keeping it alive', async () => {
    heartbeats(0.2);
    const { id } = await called(app, ['expert']);
    const browser = await app.as('expert');
    const stream = await openStream(app, browser, `/meetings/${id}/events`);
    const { accountId } = await accountOf(browser);
    const long = '2020-01-01T00:00:00.000Z';
    const db = app.get(Db);
    await db.tx(() => db.run(sql`UPDATE session SET last_seen_at = ${long} WHERE account_id = ${accountId}`));
    await stream.shows(': still here\n\n: still here\n\n');
    expect((await app.get(SessionService).of(accountId)).map(({ lastSeenAt }) => lastSeenAt)).toContain(long);
    stream.leave();
  });

  it('ends at the next heartbeat when the account is switched off', async () => {
    heartbeats(0.2);
    const { id } = await called(app, ['stateContact']);
    const browser = await app.as('stateContact');
    const stream = await openStream(app, browser, `/meetings/${id}/events`);
    const { accountId, version } = await accountOf(browser);
    await app.get(AccountService).disable(system, accountId, version);
    await stream.ended;
    await app.get(AccountService).enable(system, accountId, version + 1);
  });

  it('ends before a signal when the session was ended, and says nothing more', async () => {
    heartbeats(25);
    const { id, invitations } = await called(app, ['expert']);
    const browser = await app.as('coordinator');
    const stream = await openStream(app, browser, `/meetings/${id}/events`);
    const { accountId } = await accountOf(browser);
    await app.get(SessionService).endAll(accountId);
    await answer(invitations[0]!.id);
    await stream.ended;
    expect(stream.text()).toBe(': open\n\n');
  });

  it('ends when its reader may no longer see the meeting', async () => {
    heartbeats(0.2);
    const { id, invitations } = await called(app, ['expert', 'swede']);
    const stream = await openStream(app, await app.as('expert'), `/meetings/${id}/events`);
    await stream.shows(': still here');
    await app.get(InvitationService).remove(system, invitations[0]!.id);
    await stream.ended;
    expect((await (await app.as('expert')).get(`/meetings/${id}/events`)).status).toBe(404);
  });
});
