import { Db, sql } from '@samrad/platform/database';
import { InvitationFinder, InvitationNews, InvitationService, MeetingLife } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import { called } from '../support/invited.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const statusOf = async (meetingId: string, id: string) =>
  (await app.get(InvitationFinder).invited(meetingId)).find((row) => row.id === id);
const replies = async (id: string) => {
  const row = await app.get(Db).row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM reply WHERE invitation_id = ${id}`);
  return Number(row!.n);
};

describe('the personal link', () => {
  it('shows the meeting without sign-in and changes nothing, however often it is opened', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const [{ link, id: invitation }] = invitations as [(typeof invitations)[0]];
    const page = await app.visitor().get(`${link}?answer=online`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Return and reintegration');
    expect(page.text).toMatch(/value="online" checked/);
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    expect(await statusOf(id, invitation)).toMatchObject({ status: 'needs_action' });
    expect(await replies(invitation)).toBe(0);
  });

  it('takes an answer, shows what was recorded, and takes another one', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const [{ link, id: invitation }] = invitations as [(typeof invitations)[0]];
    const visitor = app.visitor();
    const answered = await visitor.post(link, { answer: 'on_site', comment: 'By train', sequence: '0' });
    expect([answered.status, answered.headers.location]).toEqual([303, `${link}?done`]);
    await visitor.post(link, { answer: 'on_site', comment: 'By train', sequence: '0' });
    expect(await replies(invitation)).toBe(1);
    const done = await visitor.get(`${link}?done`);
    expect(done.text).toContain('Thank you, Samuel Tesfay');
    expect(await statusOf(id, invitation)).toMatchObject({
      status: 'accepted',
      mode: 'on_site',
      channel: 'link',
      comment: 'By train',
    });
    await visitor.post(link, { answer: 'no', sequence: '0' });
    expect(await statusOf(id, invitation)).toMatchObject({ status: 'declined', mode: null, comment: null });
    expect(await replies(invitation)).toBe(2);
    const file = await visitor.get(`${link}/meeting.ics`);
    expect(file.text).toContain('BEGIN:VCALENDAR');
  });

  it('speaks the language of the person and switches', async () => {
    const { invitations } = await called(app, ['expert']);
    const page = await app.visitor().get(`${invitations[0]!.link}?lang=nn`);
    expect(page.text).toContain('kjem du?');
  });

  it('offers the calendar to those who come', async () => {
    const { link } = (await called(app, ['expert'])).invitations[0]!;
    const visitor = app.visitor();
    const answered = async (answer: string) => {
      const sent = await visitor.post(link, { answer, sequence: '0' });
      return (sent.status === 303 ? await visitor.get(sent.headers.location as string) : sent).text;
    };
    expect(await answered('on_site')).toContain(`${link}/meeting.ics`);
    expect(await answered('no')).not.toContain(`${link}/meeting.ics`);
  });

  it('keeps what was typed when no answer is chosen, and refuses what the meeting has not', async () => {
    const { invitations } = await called(app, ['expert'], { videoUrl: null });
    const { link } = invitations[0]!;
    const page = await app.visitor().post(link, { comment: 'Perhaps <b>', sequence: '0' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Perhaps &lt;b&gt;');
    expect((await app.visitor().post(link, { answer: 'online', sequence: '0' })).status).toBe(422);
  });

  it('asks again when the meeting was moved while the page was open', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const later = { reason: 'x', start: '2027-12-11T09:00', end: '2027-12-11T12:00', zone: null };
    await app.get(MeetingLife).postpone(system, id, later);
    const page = await app.visitor().post(invitations[0]!.link, { answer: 'on_site', sequence: '0' });
    expect(page.status).toBe(409);
    expect(page.text).toContain('The meeting has changed since you opened the page');
    expect(await replies(invitations[0]!.id)).toBe(0);
  });

  it('says that a meeting is cancelled, over, or that one was taken off the list', async () => {
    const cancelled = await called(app, ['expert']);
    await app.get(MeetingLife).cancel(system, cancelled.id, { reason: 'Too few' });
    expect((await app.visitor().get(cancelled.invitations[0]!.link)).text).toContain('The meeting is cancelled');
    const removed = await called(app, ['expert']);
    await app.get(InvitationService).remove(system, removed.invitations[0]!.id);
    expect((await app.visitor().get(removed.invitations[0]!.link)).text).toContain('You are no longer invited');
    const over = await called(app, ['expert']);
    await app
      .get(Db)
      .tx(() =>
        app
          .get(Db)
          .run(
            sql`UPDATE meeting SET start_at = '2020-01-01T08:00:00.000Z', end_at = '2020-01-01T09:00:00.000Z' WHERE id = ${over.id}`,
          ),
      );
    expect((await app.visitor().get(over.invitations[0]!.link)).text).toContain('The meeting is over');
    expect((await app.visitor().post(over.invitations[0]!.link, { answer: 'no', sequence: '0' })).status).toBe(409);
  });

  it('offers a new one when it was altered: to the registered address only, with the same answer for everybody', async () => {
    const { invitations } = await called(app, ['expert']);
    const [{ link, address, name }] = invitations as [(typeof invitations)[0]];
    const altered = `${link.slice(0, -1)}${link.endsWith('x') ? 'y' : 'x'}`;
    const page = await app.visitor().get(`${altered}?lang=en`);
    expect(page.status).toBe(404);
    expect(page.text).toContain('Send me a new link');
    expect(page.text).not.toContain(name);
    const ask = (to: string) => app.visitor().post('/lost-link', { address: to });
    const answers = [await ask(address.toUpperCase()), await ask('nobody@example.org')];
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, '/lost-link?sent'],
      [303, '/lost-link?sent'],
    ]);
    expect((await ask('no address')).status).toBe(422);
    await app.work();
    const sent = (await app.mails()).filter(({ subject }) => subject === 'Your personal links');
    expect(sent.map(({ toAddress }) => toAddress)).toEqual([address]);
    expect(sent[0]!.raw.replace(/=\r?\n/g, '')).toContain(link);
    const more = [await ask(address), await ask(address), await ask(address)];
    expect(more.map(({ status }) => status)).toEqual([303, 303, 429]);
  });

  it('tells nothing about unknown links and slows down guessing', async () => {
    const { invitations } = await called(app, ['expert']);
    const { link } = invitations[0]!;
    const wrong = `${link.slice(0, -1)}${link.endsWith('x') ? 'y' : 'x'}`;
    const pages = await Promise.all([wrong, '/a/short', `/a/${'x'.repeat(43)}`].map((path) => app.visitor().get(path)));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(pages[0]!.text).not.toContain('Tesfay');
    let last = 404;
    for (let tries = 0; tries < 40 && last === 404; tries += 1) last = (await app.visitor().get(wrong)).status;
    expect(last).toBe(429);
    expect((await app.visitor().get(link)).status).toBe(200);
  });
});

describe('answering when signed in', () => {
  it('shows one’s invitations, and answers with one press on the meeting’s page', async () => {
    const { id, invitations } = await called(app, ['expert'], { title: 'Own invitation' });
    const expert = await app.as('expert');
    expect((await expert.get('/invitations')).text).toContain('Own invitation');
    const page = await expert.get(`/meetings/${id}`);
    expect(page.text).toContain(`/invitations/${invitations[0]!.id}/reply`);
    const answered = await expert.post(`/invitations/${invitations[0]!.id}/reply`, { answer: 'online', sequence: '0' });
    expect(answered.status).toBe(303);
    expect(await statusOf(id, invitations[0]!.id)).toMatchObject({
      status: 'accepted',
      mode: 'online',
      channel: 'portal',
    });
  });

  it('lets organisers answer on behalf, and nobody else', async () => {
    const { id, invitations } = await called(app, ['stateContact', 'expert']);
    const { id: invitation } = invitations[0]!;
    const secretariat = await app.as('secretariat');
    expect((await secretariat.get(`/invitations/${invitation}/reply`)).text).toContain('Answer for Aino Virtanen');
    await secretariat.post(`/invitations/${invitation}/reply`, { answer: 'maybe', comment: 'By phone', sequence: '0' });
    expect(await statusOf(id, invitation)).toMatchObject({
      status: 'tentative',
      channel: 'organiser',
      comment: 'By phone',
    });
    const expert = await app.as('expert');
    expect((await expert.get(`/invitations/${invitation}/reply`)).status).toBe(403);
  });

  it('shows organisers every answer, and after a move what was answered for the earlier date', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const [{ link, id: invitation }] = invitations as [(typeof invitations)[0]];
    await app.visitor().post(link, { answer: 'online', comment: '<b>By</b> =1+1', sequence: '0' });
    await app.visitor().post(link, { answer: 'on_site', sequence: '0' });
    const later = { reason: 'x', start: '2027-12-11T09:00', end: '2027-12-11T12:00', zone: null };
    await app.get(MeetingLife).postpone(system, id, later);
    await app.get(InvitationNews).sendNow(system, id);
    const secretariat = await app.as('secretariat');
    const board = await secretariat.get(`/meetings/${id}/participants`);
    expect(board.text).toContain('for the earlier date: Coming');
    expect(board.text).toContain('Answers (2)');
    expect(board.text).toContain('&lt;b&gt;By&lt;/b&gt;');
    expect(board.text).toContain('answers the first invitation');
    expect(board.text).toContain(`personal link · ${invitations[0]!.address}`);
    expect((await secretariat.get(`/meetings/${id}/history?lang=en`)).text).toContain('Samuel Tesfay: Online');
    const page = (await app.visitor().get(`${link}?lang=en`)).text;
    expect(page).toContain('The meeting has a new time. Before: Friday');
    expect(page).toMatch(/For that you answered: <strong>Coming/);
    await app.get(InvitationNews).sendNow(system, id);
    const told = (await app.mails()).find(({ subject }) => subject.startsWith('New time: Return and reintegration'))!;
    expect(told.raw.replace(/=\r?\n/g, '')).toMatch(/before: Friday,? 10/);
    const form = await secretariat.get(`/invitations/${invitation}/reply`);
    expect(form.text).toContain('for the earlier date: Coming');
    const expert = await (await app.as('expert')).get(`/meetings/${id}/participants`);
    expect(expert.text).not.toContain('Answers (');
    const csv = await secretariat.get(`/meetings/${id}/participants.csv`);
    expect(csv.text).not.toMatch(/(^|;|,)"?=1/m);
  });

  it('answers through the API', async () => {
    const { id, invitations } = await called(app, ['expert', 'stateContact']);
    const expert = await app.as('expert');
    const answer = await expert.api('put', `/invitations/${invitations[0]!.id}/reply`, {
      answer: 'no',
      comment: 'Ill',
    });
    expect(answer.body).toMatchObject({ status: 'declined', comment: 'Ill' });
    const wrong = await expert.api('put', `/invitations/${invitations[0]!.id}/reply`, { answer: 'perhaps' });
    expect(wrong.status).toBe(422);
    const list = await expert.api('get', `/meetings/${id}/invitations?total=true`);
    expect(list.body).toMatchObject({ total: 2, more: false });
    expect(JSON.stringify(list.body)).not.toContain('@');
    const one = await expert.api('get', `/invitations/${invitations[0]!.id}`);
    expect((one.body as { replies: unknown[] }).replies).toHaveLength(1);
    expect((await expert.api('get', '/invitations')).body).toMatchObject({ page: 1 });
    expect((await expert.api('delete', `/invitations/${invitations[1]!.id}`)).status).toBe(403);
    const stranger = await app.as('stateContact');
    const other = await called(app, ['expert']);
    expect((await stranger.api('get', `/invitations/${other.invitations[0]!.id}`)).status).toBe(404);
  });
});
