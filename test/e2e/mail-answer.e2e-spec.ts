import { ActionService, NewAction } from '@samrad/actions';
import { IncomingMailService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays, domainOf } from '@samrad/platform/pure';
import { cast } from '../../apps/cli/src/demo/cast.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { answerTo, writers, type Writer } from '../support/replies/written.js';

let app: TestApp;
let secretariat: Browser;
let aino: Browser;
let samuel: Browser;
let count = 0;

beforeAll(async () => {
  app = await startApp({ MAIL_REPLY: 'answers@samrad.example.org', MAIL_AUTHSERV_ID: 'mx.samrad.example.org' });
  [secretariat, aino, samuel] = [await app.as('secretariat'), await app.as('stateContact'), await app.as('expert')];
});
afterAll(() => app.close());

/** An action that asks Finland, whose State contact is Aino, and is overdue; with the reminder that she got. */
async function reminded(title: string): Promise<{ id: string; raw: string }> {
  const today = app.get(Clock).today();
  const facts = { title, responsibleKind: 'states', stateCodes: ['FI'], audience: 'network', dueOn: addDays(today, 1) };
  const { id } = await app.get(ActionService).create(system, NewAction.parse(facts));
  const db = app.get(Db);
  await db.tx(async () => {
    await db.run(sql`UPDATE action_progress SET due_on = ${addDays(today, -3)}, sort_due = ${addDays(today, -3)}
      WHERE action_id = ${id}`);
  });
  await secretariat.get('/actions/reminder');
  await secretariat.post(`/actions/reminder?q=${encodeURIComponent(title)}`, {});
  const mails = await app.mails();
  return { id, raw: mails.filter(({ toAddress }) => toAddress === cast.stateContact.email).at(-1)!.raw };
}
const answer = (raw: string, change: Partial<Writer> = {}, client = 'Outlook') => {
  count += 1;
  const given = { from: cast.stateContact.email, words: 'Ferdig!', id: `<e2e-${count}@fi.example>` };
  return app.get(IncomingMailService).ingest(writers[client]!(answerTo(raw, { ...given, ...change })), 'file');
};
const waiting = async (who: Browser) => (await who.api('get', '/mail-answers')).body.items;
const line = async (id: string) => (await secretariat.api('get', `/actions/${id}/progress`)).body[0];

describe('an answer by mail to a reminder', () => {
  it('goes to the address of the mail, stands beside the line, and is accepted in one click', async () => {
    const { id, raw } = await reminded('Send the figures');
    expect(raw).toMatch(/^Reply-To: [^:]*<answers\+[0-9a-f-]{36}@samrad\.example\.org>/m);
    expect((await answer(raw)).ruling).toBe('PROPOSED');
    expect((await line(id)).status).toBe('not_started');
    const page = await aino.get('/my-actions');
    expect(page.text).toContain('answered by mail');
    expect(page.text).toContain('1 answer by mail');
    expect((await secretariat.get(`/actions/${id}`)).text).toContain('answered by mail');
    expect((await secretariat.get('/')).text).toContain('1 answer by mail waits for you to accept it');
    expect((await samuel.get(`/actions/${id}`)).text).not.toContain('answered by mail');
    const [item] = await waiting(aino);
    const accepted = await aino.post(`/mail-answers/${item.id}/acceptance`, {
      ...{ version: String(item.version), lines: `${item.lines[0].id}:${item.lines[0].version}` },
      ...{ status: 'done', note: '', next: '/my-actions' },
    });
    expect([accepted.status, accepted.headers.location]).toEqual([303, '/my-actions']);
    expect((await line(id)).status).toBe('done');
    const history = (await secretariat.get(`/actions/${id}`)).text;
    expect(history).toMatch(/Finland: proposed by mail \(Done\)/);
    expect(history).toMatch(/Finland: accepted what Aino Virtanen proposed by mail/);
    expect(await waiting(aino)).toEqual([]);
  });

  it('is read, changed or refused on its page; whoever wrote it is told why', async () => {
    const { id, raw } = await reminded('Check the list');
    await answer(raw, { words: 'Could we have <b>two</b> weeks more?' }, 'Gmail');
    const [item] = await waiting(secretariat);
    const page = await secretariat.get(`/mail-answers/${item.id}`);
    expect(page.text).toContain('Could we have &lt;b&gt;two&lt;/b&gt; weeks more?');
    expect((await secretariat.get('/mail-answers')).text).toContain('Check the list');
    const bare = await secretariat.post(`/mail-answers/${item.id}/refusal`, { version: '1', reason: '' });
    expect(bare.status).toBe(422);
    const refused = await secretariat.post(`/mail-answers/${item.id}/refusal`, {
      version: '1',
      reason: 'Ask on the page',
    });
    expect(refused.status).toBe(303);
    const told = (await app.mails()).at(-1)!;
    expect(told).toMatchObject({ toAddress: cast.stateContact.email });
    expect(told.raw).toContain('Ask on the page');
    expect((await line(id)).status).toBe('not_started');
    const again = await secretariat.post(`/mail-answers/${item.id}/refusal`, { version: '2', reason: 'x' });
    expect(again.status).toBe(409);
    expect((await secretariat.get('/mail-answers?show=decided')).text).toContain('Check the list');
  });

  it('is hidden from those who do not report for it, also by its address', async () => {
    const { raw } = await reminded('Secret of Finland');
    await answer(raw);
    const [item] = await waiting(aino);
    await samuel.get('/my-actions');
    expect((await samuel.get('/mail-answers')).text).not.toContain('Secret of Finland');
    expect((await samuel.get(`/mail-answers/${item.id}`)).status).toBe(404);
    const acceptance = {
      version: 1,
      lines: [`${item.lines[0].id}:${item.lines[0].version}`],
      status: 'done',
      note: null,
    };
    expect((await samuel.api('post', `/mail-answers/${item.id}/acceptance`, acceptance)).status).toBe(404);
    const { body } = await aino.api('post', `/mail-answers/${item.id}/acceptance`, acceptance);
    expect(body).toMatchObject({ status: 'accepted', decidedBy: 'Aino Virtanen' });
    expect((await aino.api('post', `/mail-answers/${item.id}/acceptance`, acceptance)).status).toBe(409);
  });

  it('waits for a look when it is forged or from elsewhere; an organiser who knows the address takes it', async () => {
    const { raw } = await reminded('From the sofa');
    const more = [
      `Authentication-Results: mx.samrad.example.org; dmarc=fail header.from=${domainOf(cast.stateContact.email)}`,
    ];
    expect((await answer(raw, { more })).ruling).toBe('REJECTED_SPOOF');
    const { mailId, ruling } = await answer(raw, { from: 'aino@home.example' });
    expect(ruling).toBe('NEEDS_REVIEW');
    const page = await secretariat.get(`/mail-to-review/${mailId}`);
    expect(page.text).toContain('Take it as an answer of Aino Virtanen');
    expect((await secretariat.post(`/mail-to-review/${mailId}/proposal`, {})).status).toBe(303);
    const [item] = await waiting(aino);
    expect(item).toMatchObject({ byName: 'Aino Virtanen', fromAddress: 'aino@home.example', proposedStatus: 'done' });
    expect((await secretariat.get(`/mail-answers/${item.id}`)).text).toContain('aino@home.example');
  });
});
