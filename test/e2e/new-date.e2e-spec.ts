import { simpleParser } from 'mailparser';
import { IncomingMailService, MeetingService } from '@samrad/meetings';
import { SubstituteFinder } from '@samrad/delegations';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import { called, plain } from '../support/invited.js';
import { aReply } from '../support/replies/clients.js';
import { proposals } from '../support/replies/other-mail.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ CHANGE_DELAY_SECONDS: '180' });
});
afterAll(() => app.close());

async function move(id: string, more: object) {
  const row = await app.get(Db).row<{ version: number }>(sql`SELECT version FROM meeting WHERE id = ${id}`);
  await app.get(MeetingService).change(system, id, { ...plain, ...more, version: row!.version });
}

const textOf = async (mail: { raw: string }) => (await simpleParser(Buffer.from(mail.raw, 'latin1'))).text!;

describe('a new date', () => {
  it('ends what was proposed for the old one: organisers see it before, the person is told, the history says so', async () => {
    const { id, uid, invitations } = await called(app, ['swede', 'expert']);
    const [maria, samuel] = invitations as [(typeof invitations)[0], (typeof invitations)[0]];
    await app.visitor().post(`${samuel.link}/substitute`, { name: 'Pia Ny', address: 'pia.ny@example.org' });
    const counter = aReply({
      ...{ uid, sequence: 0, address: maria.address, method: 'COUNTER', messageId: '<counter@x.example>' },
      ...{ stamp: '20261123T073000Z', date: 'Mon, 23 Nov 2026 07:30:05 +0000' },
    });
    const { ruling } = await app.get(IncomingMailService).ingest(proposals.Google!(counter), 'file');
    expect(ruling).toBe('COUNTER');

    await move(id, { start: '2026-12-17T09:00', end: '2026-12-17T15:00' });
    const ola = await app.as('secretariat');
    const look = (await ola.get(`/meetings/${id}/changes?lang=en`)).text;
    expect(look).toContain('proposed another time; the proposal ends with the new date');
    expect(look).toContain('the proposal that Pia Ny comes instead ends with the new date');

    const before = (await app.mails()).length;
    await ola.post(`/meetings/${id}/changes/sending`);
    const sent = (await app.mails()).slice(before);
    const mailTo = (address: string) => textOf(sent.find(({ toAddress }) => toAddress === address)!);
    expect(await mailTo(maria.address)).toMatch(/Your proposal of another time|Forslaget ditt om en annen tid/);
    expect(await mailTo(samuel.address)).toMatch(/Pia Ny (comes instead of you|kommer i stedet for deg)/);

    expect(await app.get(SubstituteFinder).standing(id)).toEqual([]);
    const history = (await ola.get(`/meetings/${id}/history?lang=en`)).text;
    expect(history).toContain('as substitute for the earlier date; the proposal ended with the new date');
    expect(history).toContain('proposed another time for the earlier date; the proposal ended with the new date');
    expect((await ola.get(`/meetings/${id}/participants?lang=en`)).text).toContain(
      'Pia Ny was proposed for the earlier date',
    );
    expect((await ola.get('/mail-to-review')).text).not.toContain('counter@x.example');
  });
});

describe('a new agenda', () => {
  const add = (id: string, title: string) =>
    app
      .as('secretariat')
      .then((ola) => ola.api('post', `/meetings/${id}/agenda`, { title, minutes: 30, type: 'discussion' }));

  it('is mailed when the organiser says so at publication, with what has changed, and asks for no new answer', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const ola = await app.as('secretariat');
    await add(id, 'Status');
    expect((await ola.post(`/meetings/${id}/agenda/publication`, {})).headers.location).toContain('/agenda/versions/1');
    expect((await ola.get(`/meetings/${id}/changes?lang=en`)).text).toContain('Nothing waits');

    await app.visitor().post(invitations[0]!.link, { answer: 'on_site' });
    await add(id, 'Study');
    expect((await ola.get(`/meetings/${id}/agenda/publication?lang=en`)).text).toContain('Tell the one participant');
    const told = await ola.post(`/meetings/${id}/agenda/publication`, { tell: 'true' });
    expect(told.headers.location).toBe(`/meetings/${id}/changes`);
    expect((await ola.get(`/meetings/${id}/changes?lang=en`)).text).toContain('is invited; the answer still counts');

    const before = (await app.mails()).length;
    await ola.post(`/meetings/${id}/changes/sending`);
    const [mail, ...more] = (await app.mails()).slice(before);
    expect(more).toEqual([]);
    const text = await textOf(mail!);
    expect(text).toMatch(/The agenda is published \(version 2\)|Dagsordenen er publisert \(versjon 2\)/);
    const { attachments } = await simpleParser(Buffer.from(mail!.raw, 'latin1'));
    const calendar = attachments[0]!.content.toString().replace(/\r\n /g, '');
    expect(calendar).toContain('PARTSTAT=ACCEPTED');

    await add(id, 'Any other business');
    await ola.post(`/meetings/${id}/agenda/publication`, { tell: 'true' });
    await ola.post(`/meetings/${id}/changes/sending`);
    const last = await textOf((await app.mails()).at(-1)!);
    expect(last).toMatch(/\(version 3\)|\(versjon 3\)/);
    expect(last).toContain('Any other business');
  });

  it('is read behind the personal link by people without an account', async () => {
    const { id, invitations } = await called(app, ['expert']);
    const { link } = invitations[0]!;
    expect((await app.visitor().get(`${link}/agenda.pdf`)).status).toBe(404);
    await add(id, 'Status');
    await (await app.as('secretariat')).post(`/meetings/${id}/agenda/publication`, {});
    const file = await app.visitor().get(`${link}/agenda.pdf`);
    expect([200, 503]).toContain(file.status);
    expect((await app.visitor().get(`${link.slice(0, -3)}/agenda.pdf`)).status).toBe(404);
  });
});
