// What changes behind closed doors makes no mail and no note for those outside.
import { simpleParser } from 'mailparser';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';
import { aHeldMeeting, confidential } from '../support/held-meeting.js';
import { called } from '../support/invited.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;

beforeAll(async () => {
  app = await startApp({ CHANGE_DELAY_SECONDS: '180' });
  ola = await app.as('secretariat');
});
afterAll(() => app.close());

const session = { title: 'Among States', access: 'states', attribution: 'chatham_house', ...confidential };
const mailsSince = async (before: number) => (await app.mails()).slice(before);
const count = async () => (await app.mails()).length;
const to = (mails: { toAddress: string }[]) => mails.map(({ toAddress }) => toAddress).sort();

describe('a new agenda', () => {
  it('is mailed to those who may see what is different in it, and to nobody else', async () => {
    const { id } = await called(app, ['expert', 'stateContact']);
    const at = `/meetings/${id}`;
    await ola.api('post', `${at}/agenda`, { title: 'Welcome', minutes: 10 }).expect(201);
    await ola.api('post', `${at}/agenda/publication`, { tell: true }).expect(201);
    expect((await ola.api('post', `${at}/changes/sending`)).body).toEqual({ sent: 2 });
    const sessionId = (await ola.api('post', `${at}/agenda/sessions`, session).expect(201)).body.id;
    await ola.api('post', `${at}/agenda`, { title: 'Returns', minutes: 10, within: { sessionId } }).expect(201);
    await ola.api('post', `${at}/agenda/publication`, { tell: true }).expect(201);
    const before = await count();
    expect((await ola.api('get', `${at}/changes`)).body.recipients).toHaveLength(1);
    expect((await ola.api('post', `${at}/changes/sending`)).body).toEqual({ sent: 1 });
    expect(to(await mailsSince(before))).toEqual([cast.stateContact.email]);
    await ola.api('post', `${at}/agenda`, { title: 'Figures', minutes: 10 }).expect(201);
    await ola.api('post', `${at}/agenda/publication`, { tell: true }).expect(201);
    expect((await ola.api('post', `${at}/changes/sending`)).body).toEqual({ sent: 2 });
    const [mail] = (await mailsSince(before)).filter(({ toAddress }) => toAddress === cast.expert.email);
    const { text } = await simpleParser(mail!.raw);
    expect(text).toContain('Figures');
    expect(text).not.toContain('Returns');
  });
});

describe('a correction of what was said among States', () => {
  it('is mailed and explained to those who may read it, and to nobody else', async () => {
    const { id } = await aHeldMeeting(app);
    const at = `/meetings/${id}`;
    const samuel = await app.as('expert');
    const aino = await app.as('stateContact');
    const sessionId = (await ola.api('post', `${at}/agenda/sessions`, session).expect(201)).body.id;
    const item = (await ola.api('post', `${at}/agenda`, { title: 'Returns', minutes: 10, within: { sessionId } })).body;
    await ola.api('post', `${at}/agenda/publication`, { tell: false }).expect(201);
    await ola.api('post', `${at}/minutes`).expect(201);
    const write = async (itemId: string | null, markdown: string) => {
      const { sections } = (await ola.api('get', `${at}/minutes?draft=true`)).body;
      const { id: section } = sections.find((one: { itemId: string }) => !itemId || one.itemId === itemId);
      const { version } = (await ola.api('get', `/minutes-sections/${section}`)).body;
      await ola.api('put', `/minutes-sections/${section}`, { markdown, version }).expect(200);
    };
    const publish = async (note: string | null) => {
      const { version } = (await ola.api('get', `${at}/minutes?draft=true`)).body;
      const before = await count();
      await ola
        .api('post', `${at}/minutes/publication`, { audience: 'network', tell: true, note, version })
        .expect(201);
      return mailsSince(before);
    };
    await write(null, 'Said to all.');
    await write(item.id, 'Said among States.');
    expect(await publish(null)).toHaveLength(2);
    await write(item.id, 'Said among States, corrected.');
    expect(to(await publish('Figures of a State corrected'))).toEqual([cast.stateContact.email]);
    expect((await aino.get(`${at}/minutes?lang=en`)).text).toContain('Figures of a State corrected');
    expect((await samuel.get(`${at}/minutes?lang=en`)).text).not.toContain('Figures of a State');
    expect((await samuel.api('get', `${at}/minutes`)).body).toMatchObject({ number: 2, note: null });
    await write(null, 'Said to all, corrected.');
    expect(await publish('Open words corrected')).toHaveLength(2);
    expect((await samuel.get(`${at}/minutes`)).text).toContain('Open words corrected');

    expect((await aino.get(`${at}/minutes`)).text).toContain('Chatham House Rule');
    expect((await samuel.get(`${at}/minutes`)).text).not.toContain('Chatham House Rule');
    const { body } = await aino.raw.get(`${at}/minutes.pdf`).buffer(true);
    const { text } = await readPdf(body as Buffer);
    expect(text).toContain('Chatham House Rule');
    expect(text).toContain('Attributable');
  });
});
