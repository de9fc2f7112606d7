import { IncomingMailService, InvitationFinder, ReplyService } from '@samrad/meetings';
import { GroupFinder, MembershipService, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import { called, personOf, planned } from '../support/invited.js';
import { aReply, clients } from '../support/replies/clients.js';

let app: TestApp;
let groupId: string;
beforeAll(async () => {
  app = await startApp();
  groupId = await reg();
});
afterAll(() => app.close());

/** REG with a Swede as member and a German as alternate. */
async function reg(): Promise<string> {
  const { id } = (await app.get(GroupFinder).list()).find(({ code }) => code === 'REG')!;
  for (const [name, role, stateCode] of [
    ['swede', 'member', 'SE'],
    ['german', 'alternate', 'DE'],
  ] as const) {
    const membership = { personId: await personOf(app, name), role, stateCode, validFrom: null, validTo: null };
    await app.get(MembershipService).add(system, id, membership);
  }
  return id;
}

const ticked = (html: string) => [...html.matchAll(/name="person" value="([^"]+)" checked/g)].map(([, id]) => id);
const mailsSince = async (before: number) => (await app.mails()).slice(before);

describe('choosing whom to invite', () => {
  it('offers members by State, ticks members and leaves alternates', async () => {
    const id = await planned(app, { groupId });
    const page = await (await app.as('secretariat')).get(`/meetings/${id}/invitations/new`);
    expect(page.status).toBe(200);
    expect(ticked(page.text)).toEqual([await personOf(app, 'swede')]);
    expect(page.text).toContain('Thomas Weber');
  });

  it('finds others by typing, with script and without', async () => {
    const id = await planned(app, { groupId });
    const expert = await personOf(app, 'expert');
    const secretariat = await app.as('secretariat');
    const fragment = await secretariat.get(`/meetings/${id}/invitations/persons?q=tesf`);
    expect(fragment.text).toContain(`value="${expert}"`);
    expect(fragment.text).not.toContain('<html');
    await secretariat.get(`/meetings/${id}/invitations/new`);
    const page = await secretariat.post(`/meetings/${id}/invitations/choice`, {
      q: 'tesf',
      find: '1',
      person: [expert],
    });
    expect(page.status).toBe(200);
    expect(ticked(page.text)).toEqual([expert]);
  });

  it('shows who gets what, sends it once, and calls the meeting', async () => {
    const id = await planned(app, { groupId });
    const secretariat = await app.as('secretariat');
    await secretariat.get(`/meetings/${id}/invitations/new`);
    const person = [await personOf(app, 'swede'), await personOf(app, 'expert')];
    const addresses = 'New Person <new.person@example.org>\nALSO@example.org';
    const again = await secretariat.post(`/meetings/${id}/invitations/choice`, { person, addresses });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Line 2: unknown address');
    expect(ticked(again.text)).toEqual(person);
    const form = { person, optional: person[1], addresses: addresses.split('\n')[0], stateCode: 'FI' };
    const chosen = await secretariat.post(`/meetings/${id}/invitations/choice`, form);
    expect(chosen.headers.location).toBe(`/meetings/${id}/invitations/check`);
    const check = await secretariat.get(`/meetings/${id}/invitations/check`);
    expect(check.text).toContain('Send 3 invitations');
    expect(check.text).toContain('/a/…');
    expect(check.text).not.toMatch(/\/a\/[\w-]{20}/);
    const before = (await app.mails()).length;
    const sends = await Promise.all([1, 2].map(() => secretariat.post(`/meetings/${id}/invitations`)));
    expect(sends.map(({ status }) => status)).toEqual([303, 303]);
    expect(await mailsSince(before)).toHaveLength(3);
    expect((await secretariat.get(`/meetings/${id}`)).text).toContain('New Person');
    expect((await app.get(PersonFinder).byAddress('new.person@example.org'))?.stateCode).toBe('FI');
  });

  it('is for organisers only', async () => {
    const id = await planned(app, { groupId });
    const expert = await app.as('expert');
    for (const path of ['invitations/new', 'invitations/check', 'reminder']) {
      expect((await expert.get(`/meetings/${id}/${path}`)).status).toBe(403);
    }
    expect((await app.visitor().get(`/meetings/${id}/participants`)).status).toBe(303);
    expect((await expert.get(`/meetings/${id}/participants`)).status).toBe(404);
  });

  it('invites through the API', async () => {
    const id = await planned(app);
    const coordinator = await app.as('coordinator');
    const persons = [{ personId: await personOf(app, 'swede') }];
    const contacts = [{ name: 'Anne Other', address: 'anne@example.org', role: 'optional' }];
    const sent = await coordinator.api('post', `/meetings/${id}/invitations`, { persons, contacts });
    expect([sent.status, sent.body]).toEqual([201, { sent: 2 }]);
    expect((await coordinator.api('post', `/meetings/${id}/invitations`, { persons })).body).toEqual({ sent: 0 });
    const wrong = await coordinator.api('post', `/meetings/${id}/invitations`, {
      contacts: [{ name: 'x', address: 'y' }],
    });
    expect(wrong.status).toBe(422);
  });
});

describe('the board', () => {
  it('shows organisers everything and those invited no addresses', async () => {
    const { id, invitations } = await called(app, ['expert', 'swede', 'german']);
    const answer = { choice: 'no' as const, comment: 'On leave', sequence: 0 };
    await app.get(ReplyService).answer(system, invitations[1]!.id, answer);
    const secretariat = await app.as('secretariat');
    const full = await secretariat.get(`/meetings/${id}/participants`);
    expect(full.text).toContain('maria.lindqvist@migrationsverket.example.org');
    expect(full.text).toContain('On leave');
    expect(full.text).toContain('No one from this State');
    expect(full.text).toContain('/sent-mail/');
    const expert = await (await app.as('expert')).get(`/meetings/${id}/participants`);
    expect(expert.text).toContain('Maria Lindqvist');
    expect(expert.text).not.toContain('maria.lindqvist@');
    expect(expert.text).not.toContain('On leave');
    const declined = await secretariat.get(`/meetings/${id}/participants?answer=no`);
    expect(declined.text).not.toContain('/persons/' + invitations[2]!.personId);
    const csv = await secretariat.get(`/meetings/${id}/participants.csv?state=SE`);
    expect(csv.text.split('\r\n')).toHaveLength(3);
    expect(csv.text).toContain('On leave');
  });

  it('reminds after asking, sends again and takes off the list', async () => {
    const { id, invitations } = await called(app, ['expert', 'swede']);
    const secretariat = await app.as('secretariat');
    expect((await secretariat.get(`/meetings/${id}/reminder`)).text).toContain('Send 2 reminders');
    let before = (await app.mails()).length;
    await secretariat.post(`/meetings/${id}/reminder`);
    await secretariat.post(`/meetings/${id}/reminder`);
    expect(await mailsSince(before)).toHaveLength(2);
    before = (await app.mails()).length;
    await secretariat.post(`/invitations/${invitations[0]!.id}/resending`);
    await secretariat.get(`/invitations/${invitations[1]!.id}/removal`);
    await secretariat.post(`/invitations/${invitations[1]!.id}/removal`);
    expect((await mailsSince(before)).map(({ subject }) => subject.split(':')[0])).toEqual([
      'Invitation once more',
      'No longer invited',
    ]);
    expect(await app.get(InvitationFinder).invited(id)).toHaveLength(1);
  });

  it('sends one person the invitation again a few times in an hour, then no more', async () => {
    const { invitations } = await called(app, ['expert']);
    const secretariat = await app.as('secretariat');
    const again = `/invitations/${invitations[0]!.id}/resending`;
    for (let n = 0; n < 5; n += 1) await secretariat.post(again).expect(303);
    const before = (await app.mails()).length;
    expect((await secretariat.post(again)).status).toBe(429);
    expect(await mailsSince(before)).toHaveLength(0);
  });

  it('gives the open board anew, to those who may see it', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const picked = { choice: 'no' as const, comment: 'secret words', sequence: 0 };
    await app.get(ReplyService).answer(system, invitations[0]!.id, picked);
    const panel = await (await app.as('secretariat')).get(`/meetings/${id}/participants/panel`);
    expect(panel.text).toMatch(/^<section class="panel" id="participants"[\s\S]*Not coming: 1/);
    expect(panel.text).not.toContain('secret');
    const refused = await (await app.as('stateContact')).get(`/meetings/${id}/participants/panel`);
    expect(refused.status).toBeGreaterThanOrEqual(403);
  });
});

describe('mail to look at', () => {
  it('shows what was not applied, and applies or dismisses it', async () => {
    const { id, uid, invitations } = await called(app, ['expert', 'swede']);
    const change = { uid, sequence: 0, address: 'assistant@other.example', comment: '=1+1<script>' };
    const ingest = (messageId: string, stamp = aReply().stamp) =>
      app.get(IncomingMailService).ingest(clients.Gmail!(aReply({ ...change, messageId, stamp })), 'file');
    const first = await ingest('<one@other.example>');
    const secretariat = await app.as('secretariat');
    expect((await secretariat.get('/mail-to-review')).text).toContain('/mail-to-review/' + first.mailId);
    const page = await secretariat.get(`/mail-to-review/${first.mailId}`);
    expect(page.text).toContain('not invited');
    expect(page.text).not.toContain('<script>');
    expect((await secretariat.get(`/mail-to-review/${first.mailId}/message.eml`)).headers['content-type']).toBe(
      'message/rfc822',
    );
    const wrong = await secretariat.post(`/mail-to-review/${first.mailId}/application`, {});
    expect(wrong.status).toBe(422);
    const form = { invitationId: invitations[1]!.id, answer: 'on_site' };
    expect((await secretariat.post(`/mail-to-review/${first.mailId}/application`, form)).status).toBe(303);
    const swede = (await app.get(InvitationFinder).invited(id)).find((row) => row.id === invitations[1]!.id);
    expect(swede).toMatchObject({ status: 'accepted', mode: 'on_site' });
    expect((await secretariat.post(`/mail-to-review/${first.mailId}/application`, form)).status).toBe(409);
    const second = await ingest('<two@other.example>', '20261104T120000Z');
    expect((await (await app.as('expert')).get('/mail-to-review')).status).toBe(403);
    await secretariat.post(`/mail-to-review/${second.mailId}/dismissal`);
    expect((await secretariat.get('/mail-to-review')).text).toContain('Nothing here');
    expect((await secretariat.get('/mail-to-review?show=done')).text).toContain('Dismissed');
    expect((await secretariat.post(`/mail-to-review/${second.mailId}/reopening`)).headers.location).toBe(
      `/mail-to-review/${second.mailId}`,
    );
    const again = await secretariat.get(`/mail-to-review/${second.mailId}`);
    expect(again.text).toContain('Łucja Ólafsdóttir: ');
    expect(again.text).toContain('Invite and record');
    expect(again.text).toMatch(/Mail to look at<span class="count">1</);
    const nobody = await secretariat.post(`/mail-to-review/${second.mailId}/admission`, { meetingId: id, name: 'Q' });
    expect([nobody.status, nobody.text.includes('value="Q"')]).toEqual([422, true]);
    const guest = { meetingId: id, name: 'Lucja Olafsdottir', guestAnswer: 'no' };
    expect((await secretariat.post(`/mail-to-review/${second.mailId}/admission`, guest)).status).toBe(303);
    const third = await ingest('<three@other.example>', '20261105T120000Z');
    expect(third.ruling).toBe('ACCEPTED');
    const filtered = await secretariat.get('/mail-to-review?show=all&ruling=ACCEPTED&q=assistant');
    expect(filtered.text).toContain(`/mail-to-review/${third.mailId}"`);
    const words = await app.get(IncomingMailService).ingest(Buffer.from('From: <a@b.example>\r\n\r\nHello'), 'file');
    expect((await secretariat.get(`/mail-to-review/${words.mailId}`)).text).toContain('Return and reintegration');
    expect((await secretariat.get(`/mail-to-review/${words.mailId}?meeting=${id}`)).text).toContain('Record as answer');
    const api = await secretariat.api('get', `/incoming-mail?q=b.example`);
    expect(api.body).toMatchObject({ total: 1, items: [{ id: words.mailId, ruling: 'NEEDS_REVIEW', review: 'open' }] });
    const decide = (body: object) => secretariat.api('post', `/incoming-mail/${words.mailId}/decision`, body);
    expect((await decide({ decision: 'dismiss' })).body).toMatchObject({ review: 'dismissed' });
    expect((await decide({ decision: 'reopen' })).body).toMatchObject({ review: 'open', reviewedBy: null });
    expect((await decide({ decision: 'burn' })).status).toBe(422);
    expect((await (await app.as('expert')).api('get', '/incoming-mail')).status).toBe(403);
    expect((await secretariat.post(`/mail-to-review/${words.mailId}/refusal`, { tell: 'true' })).status).toBe(303);
  });
});
