import { Bounces, InvitationFinder, MeetingService } from '@samrad/meetings';
import { PersonFinder, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import { called, personOf, plain, planned } from '../support/invited.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ CHANGE_DELAY_SECONDS: '180' });
});
afterAll(() => app.close());

const mailsSince = async (before: number) => (await app.mails()).slice(before);
async function move(id: string, more: object) {
  const row = await app.get(Db).row<{ version: number }>(sql`SELECT version FROM meeting WHERE id = ${id}`);
  await app.get(MeetingService).change(system, id, { ...plain, ...more, version: row!.version });
}

describe('changes that wait to be mailed', () => {
  it('stand on the meeting’s page, are looked at, and sent at once', async () => {
    const { id } = await called(app, ['expert', 'swede']);
    await move(id, { place: 'Bergen' });
    const secretariat = await app.as('secretariat');
    const page = await secretariat.get(`/meetings/${id}`);
    expect(page.text).toMatch(/1 change will be mailed to 2 people at \d\d:\d\d\./);
    expect((await (await app.as('expert')).get(`/meetings/${id}`)).text).not.toContain('will be mailed');
    const look = await secretariat.get(`/meetings/${id}/changes`);
    expect(look.text).toContain('is invited and has not answered');
    expect(look.text).toContain('Bergen');
    expect(look.text).not.toMatch(/\/a\/[\w-]{20}/);
    const before = (await app.mails()).length;
    await secretariat.post(`/meetings/${id}/changes/sending`);
    expect(await mailsSince(before)).toHaveLength(2);
    expect((await secretariat.get(`/meetings/${id}`)).text).not.toContain('will be mailed');
    expect((await secretariat.get(`/meetings/${id}/changes`)).text).toContain('Nothing waits');
  });

  it('are dropped after asking, and by the API', async () => {
    const { id } = await called(app, ['expert']);
    const coordinator = await app.as('coordinator');
    await move(id, { place: 'Tromsø' });
    const waiting = await coordinator.api('get', `/meetings/${id}/changes`);
    expect(waiting.body).toMatchObject({ changes: ['place'], recipients: [{ mail: 'changed' }] });
    const confirm = await coordinator.get(`/meetings/${id}/changes/dropping`);
    expect(confirm.text).toContain('keeps the old time');
    const before = (await app.mails()).length;
    await coordinator.post(`/meetings/${id}/changes/dropping`);
    await move(id, { place: 'Alta' });
    expect((await coordinator.api('delete', `/meetings/${id}/changes`)).body).toEqual({ untold: 1 });
    expect((await coordinator.api('post', `/meetings/${id}/changes/sending`)).body).toEqual({ sent: 0 });
    expect(await mailsSince(before)).toEqual([]);
  });

  it('are announced before a meeting is cancelled, postponed, or a person removed', async () => {
    const { id, invitations } = await called(app, ['expert', 'swede']);
    const secretariat = await app.as('secretariat');
    for (const step of ['cancellation', 'postponement']) {
      const form = await secretariat.get(`/meetings/${id}/${step}`);
      expect(form.text).toContain('2 people get a mail');
      expect(form.text).toContain('<pre class="letter"');
    }
    const removal = await secretariat.get(`/invitations/${invitations[0]!.id}/removal`);
    expect(removal.text).toContain('You are no longer invited to this meeting');
    await secretariat.post(`/meetings/${id}/cancellation`, { reason: 'Strike at the airport' });
    expect((await secretariat.get(`/meetings/${id}`)).text).toMatch(/1 change will be mailed to 2 people/);
    await secretariat.post(`/meetings/${id}/changes/sending`);
    const page = await (await app.as('expert')).get(`/meetings/${id}`);
    expect(page.text).toContain('Strike at the airport');
    expect(page.text).toContain('10 December 2027');
  });
});

describe('save the date', () => {
  it('shows who is asked, asks, and takes it back', async () => {
    const id = await planned(app);
    const secretariat = await app.as('secretariat');
    expect((await secretariat.get(`/meetings/${id}/save-the-date`)).text).toContain('Nobody new is chosen');
    await secretariat.get(`/meetings/${id}/invitations/new`);
    await secretariat.post(`/meetings/${id}/invitations/choice`, { person: [await personOf(app, 'swede')] });
    const page = await secretariat.get(`/meetings/${id}/save-the-date`);
    expect(page.text).toContain('Send to 1 person');
    let before = (await app.mails()).length;
    await secretariat.post(`/meetings/${id}/save-the-date`);
    await secretariat.post(`/meetings/${id}/save-the-date`);
    expect((await mailsSince(before)).map(({ subject }) => subject.split(':')[0])).toEqual(['Save the date']);
    expect((await secretariat.get(`/meetings/${id}`)).text).toContain('1 person keeps the day free');
    before = (await app.mails()).length;
    expect((await secretariat.get(`/meetings/${id}/save-the-date/withdrawal`)).text).toContain('stays a draft');
    await secretariat.post(`/meetings/${id}/save-the-date/withdrawal`);
    expect((await mailsSince(before)).map(({ subject }) => subject.split(':')[0])).toEqual(['No longer planned']);
    expect((await secretariat.api('post', `/meetings/${id}/save-the-date`)).body).toEqual({ sent: 1 });
    expect((await secretariat.api('delete', `/meetings/${id}/save-the-date`)).body).toEqual({ sent: 1 });
  });
});

describe('mail and reminders of a meeting', () => {
  it('are set in a form that keeps two organisers apart, and by the API', async () => {
    const { id } = await called(app, ['expert'], { answerBy: '2027-12-01' });
    const secretariat = await app.as('secretariat');
    const path = `/meetings/${id}/mail-settings`;
    const page = await secretariat.get(path);
    expect(page.text).toMatch(/value="7" checked/);
    expect(page.text).toContain('24 Nov 2027');
    const version = /name="version" value="(\d+)"/.exec(page.text)![1];
    const form = { version, reminderDays: ['14'], showsParticipants: 'true' };
    expect((await secretariat.post(path, form)).status).toBe(303);
    expect((await secretariat.post(path, form)).status).toBe(409);
    const settings = await secretariat.api('get', `/meetings/${id}/mail-settings`);
    expect(settings.body).toMatchObject({ showsParticipants: true, refusesProposals: false, reminderDays: [14] });
    const off = { ...(settings.body as object), reminderDays: [] };
    expect((await secretariat.api('put', `/meetings/${id}/mail-settings`, off)).body).toMatchObject({
      reminderDays: [],
    });
    expect((await secretariat.get(path)).text).toContain('switched off');
  });
});

describe('addresses that do not work', () => {
  it('show on the board, with the person and in a list, and are put right', async () => {
    const { id, invitations } = await called(app, ['german']);
    const second = await called(app, ['german']);
    const { personId } = invitations[0]!;
    for (const meeting of [id, second.id]) {
      const mail = await app.get(Db).row<{ messageId: string }>(sql`
        SELECT message_id AS messageId FROM mail_message WHERE about_id = ${meeting}`);
      const reference = { messageIds: [mail!.messageId] };
      const report = { kind: 'hard' as const, isFinal: true, words: '550 5.1.1 =No such user<script>' };
      await app.get(Db).tx(() => app.get(Bounces).record(reference, report));
    }
    const secretariat = await app.as('secretariat');
    const board = await secretariat.get(`/meetings/${id}/participants`);
    expect(board.text).toContain('Address does not work since');
    expect(board.text).toContain('Came back');
    const asking = (await secretariat.get(`/meetings/${id}/reminder?lang=en`)).text;
    expect(asking).toContain('has not answered; the address does not work');
    expect(asking).not.toContain(`action="/meetings/${id}/reminder"`);
    const expert = await app.as('expert');
    expect((await expert.get(`/persons/unreachable`)).status).toBe(403);
    const list = await secretariat.get('/persons/unreachable');
    expect(list.text).toContain(`/persons/${personId}`);
    expect(list.text).not.toContain('<script>');
    expect((await secretariat.get('/persons/unreachable?last=3')).text).toContain('Nobody to show');
    const csv = await secretariat.get('/persons/unreachable.csv?last=2');
    expect(csv.text.split('\r\n')[1]).toContain('Thomas Weber');
    const { address } = (await app.get(PersonFinder).byId(personId))!;
    expect((await secretariat.get(`/persons/${personId}`)).text).toContain(`${address} does not work since`);
    await secretariat.post(`/persons/${personId}/address-repair`, { address });
    expect((await secretariat.get(`/persons/${personId}`)).text).not.toContain('does not work since');
    expect((await app.get(InvitationFinder).invited(id))[0]!.failedSince).toBeNull();
    const again = (await secretariat.get(`/meetings/${id}/reminder?lang=en`)).text;
    expect(again).toContain(`action="/meetings/${id}/reminder"`);
    expect(again).toContain('is invited and has not answered');
    expect(again).toContain('We have not had your answer yet');
    const fields = (await app.get(PersonService).fields(personId))!;
    await app.get(PersonService).change(system, personId, { ...fields, emails: ['weber.new@example.org'] });
    expect((await secretariat.get('/persons/unreachable')).text).not.toContain(personId);
  });
});
