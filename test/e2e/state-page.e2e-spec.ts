// The page of a State before a meeting: three persons of two States work by their links, the organiser, and strangers.
import { InvitationFinder, InvitationService } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { AskedFinder, AskedLink, ItemCallFinder, ProposalFinder } from '@samrad/preparation';
import { ReportFinder } from '@samrad/follow-up';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { confidential } from '../support/held-meeting.js';
import { called, personOf } from '../support/invited.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;
let eero: string;
let meetingId: string;
let at: string;

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
  const deputy = { givenName: 'Eero', familyName: 'Laine', email: 'eero.laine@example.org', stateCode: 'FI' };
  eero = await app.get(PersonService).createContact(system, deputy);
});
afterAll(() => app.close());

const dayIn = (days: number) => addDays(app.get(Clock).today(), days);
const form = (more: object = {}) => ({
  ...{ 'topics-en': 'Returns <b>\nCounselling', respondBy: dayIn(14), mostLetters: '300', message: 'In <i>short</i>' },
  ...{ states: ['FI', 'SE'], ...more },
});

/** Aino, contact of Finland, her deputy Eero, and Maria of Sweden are invited and asked. */
async function ask(more: object = {}) {
  await ola.get(`${at}/reports`);
  return ola.post(`${at}/reports`, form(more));
}

beforeEach(async () => {
  const { id } = await called(app, ['stateContact', 'swede'], { audience: 'network' });
  await app
    .get(InvitationService)
    .invite(system, id, { persons: [{ personId: eero, role: 'required' }], contacts: [] });
  [meetingId, at] = [id, `/meetings/${id}`];
});

const callOf = async () => (await app.get(ReportFinder).callOf(meetingId))!;
const topicIds = async () => (await app.get(ReportFinder).topics(await callOf())).map(({ id }) => id);
async function linkOf(who: 'stateContact' | 'swede' | 'eero'): Promise<string> {
  const personId = who === 'eero' ? eero : await personOf(app, who);
  const all = await app.get(AskedFinder).all('state_report', (await callOf()).id);
  return app.get(AskedLink).pathOf(all.find((one) => one.personId === personId)!);
}
const texts = async (first: string, second = '', numbers = [0, 0]) => {
  const [a, b] = await topicIds();
  return { [`text-${a}`]: first, [`text-${b}`]: second, [`number-${a}`]: numbers[0], [`number-${b}`]: numbers[1] };
};
const page = (link: string) => app.visitor().get(`${link}?lang=en`);
const markIn = (html: string) => /name="mark" value="([^"]*)"/.exec(html)?.[1] ?? '';
const clear = async (link: string) =>
  app.visitor().post(`${link}/clearance`, { mark: markIn((await page(link)).text) });

describe('asking', () => {
  it('shows beforehand who gets the mail, and sends each one link', async () => {
    const shown = (await ola.get(`${at}/reports?lang=en`)).text;
    expect(shown).toContain('Aino Virtanen, Eero Laine');
    expect(shown).toContain('3 persons get a mail');
    expect((await ask()).status).toBe(303);
    const mails = (await app.mails()).filter(({ subject }) => subject.startsWith('Report from'));
    const own = mails.slice(-3);
    expect(own.map(({ subject }) => subject).sort()).toEqual([
      'Report from Finland: Return and reintegration',
      'Report from Finland: Return and reintegration',
      'Report from Sweden: Return and reintegration',
    ]);
    expect((await ask()).status).toBe(409);
  });

  it('keeps what was typed when something is wrong', async () => {
    const refused = await ask({ 'topics-en': '', states: 'DE' });
    expect([refused.status, refused.text.includes('In &lt;i&gt;short')]).toEqual([422, true]);
    expect((await ask({ respondBy: '2020-01-01' })).status).toBe(422);
    expect((await ask({ mostLetters: '5' })).status).toBe(422);
    expect(await app.get(ReportFinder).callOf(meetingId)).toBeUndefined();
  });
});

describe('the page of a State', () => {
  beforeEach(async () => void (await ask()));

  it('is plain, secret, and tells nothing to whoever guesses', async () => {
    const link = await linkOf('swede');
    const shown = await page(link);
    expect(shown.text).toContain('In &lt;i&gt;short');
    expect(shown.text).toContain('Returns &lt;b&gt;');
    expect(shown.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    const wrong = await page(`${link.slice(0, -3)}abc`);
    expect([wrong.status, wrong.text.includes('Return and reintegration')]).toEqual([404, false]);
    expect((await app.visitor().post(`${link.slice(0, -3)}abc/report`, await texts('x'))).status).toBe(404);
  });

  it('takes the answer to the invitation', async () => {
    const link = await linkOf('swede');
    expect((await page(link)).text).toContain('Answer the invitation');
    const sent = await app.visitor().post(`${link}/answer`, { answer: 'online', comment: 'From <b>home</b>' });
    expect([sent.status, sent.headers.location]).toEqual([303, `${link}?done=answer#answer`]);
    const rows = await app.get(InvitationFinder).all(meetingId);
    expect(rows.find(({ stateCode }) => stateCode === 'SE')).toMatchObject({ status: 'accepted', channel: 'link' });
    expect((await app.visitor().post(`${link}/answer`, { answer: 'perhaps' })).status).toBe(422);
  });

  it('is shared by the people of one State, who see each other’s words and lose none', async () => {
    const [aino, deputy] = [await linkOf('stateContact'), await linkOf('eero')];
    const saved = await app.visitor().post(`${deputy}/report`, await texts('Many <u>', 'Little'));
    expect([saved.status, saved.headers.location]).toEqual([303, `${deputy}?done=report#report`]);
    const shown = (await page(aino)).text;
    expect(shown).toContain('Many &lt;u&gt;');
    expect(shown).toContain('Saved by Eero Laine');
    const stale = await app.visitor().post(`${aino}/report?lang=en`, await texts('Few', 'Little'));
    expect(stale.status).toBe(409);
    for (const words of ['Many &lt;u&gt;', 'Few', 'Saved by Eero Laine']) expect(stale.text).toContain(words);
    const merged = await app.visitor().post(`${aino}/report`, await texts('Many and few', 'Little', [1, 1]));
    expect(merged.status).toBe(303);
    const long = await app.visitor().post(`${aino}/report?lang=en`, await texts('x'.repeat(301), 'Little', [2, 1]));
    expect([long.status, long.text.includes('x'.repeat(301))]).toEqual([422, true]);
  });

  it('shows and gives nothing of one State to another', async () => {
    const [deputy, maria] = [await linkOf('eero'), await linkOf('swede')];
    await app.visitor().post(`${deputy}/report`, await texts('Only Finland'));
    expect((await page(maria)).text).not.toContain('Only Finland');
    await app.visitor().post(`${maria}/report`, await texts('Only Sweden'));
    expect((await page(deputy)).text).not.toContain('Only Sweden');
    const reports = await app.get(ReportFinder).reports((await callOf()).id);
    expect(reports.map(({ stateCode, texts: all }) => [stateCode, all.map(({ text }) => text)])).toEqual([
      ['FI', ['Only Finland']],
      ['SE', ['Only Sweden']],
    ]);
    const samuel = await app.as('expert');
    expect((await samuel.get(`${at}/reports`)).status).toBe(404);
    expect((await samuel.api('get', `${at}/reports`)).status).toBe(404);
  });

  it('is cleared by the contact, not by a deputy, and only as it was read', async () => {
    const [aino, deputy] = [await linkOf('stateContact'), await linkOf('eero')];
    await app.visitor().post(`${deputy}/report`, await texts('Many'));
    const mark = markIn((await page(aino)).text);
    expect((await page(deputy)).text).not.toContain('name="mark"');
    expect((await app.visitor().post(`${deputy}/clearance`, { mark })).status).toBe(403);
    await app.visitor().post(`${deputy}/report`, await texts('More', '', [1, 0]));
    expect((await app.visitor().post(`${aino}/clearance?lang=en`, { mark })).text).toContain('Read it again');
    expect((await clear(aino)).status).toBe(303);
    const late = await app.visitor().post(`${deputy}/report?lang=en`, await texts('Most', '', [2, 0]));
    expect([late.status, late.text.includes('has been cleared')]).toEqual([409, true]);
    expect((await app.visitor().post(`${aino}/clearance-withdrawal`)).status).toBe(303);
    expect((await app.visitor().post(`${deputy}/report`, await texts('Most', '', [2, 0]))).status).toBe(303);
  });

  it('takes reports on actions by the rules of actions', async () => {
    const action = { title: 'Name <i>figures</i>', responsibleKind: 'states', stateCodes: ['FI'], audience: 'network' };
    const { id } = (await ola.api('post', '/actions', { ...action, dueOn: dayIn(30) }).expect(201)).body as {
      id: string;
    };
    const line = await lineOf(id);
    const [aino, deputy, maria] = [await linkOf('stateContact'), await linkOf('eero'), await linkOf('swede')];
    const report = { status: 'done', note: 'Sent', version: '1' };
    expect((await page(deputy)).text).toContain('The contact of your State reports on this');
    expect((await app.visitor().post(`${deputy}/actions/${line}`, report)).status).toBe(403);
    expect((await page(maria)).text).not.toContain('Name &lt;i&gt;');
    expect((await app.visitor().post(`${maria}/actions/${line}`, report)).status).toBe(403);
    expect((await page(aino)).text).toContain('Name &lt;i&gt;figures');
    const declined = await app
      .visitor()
      .post(`${aino}/actions/${line}?lang=en`, { ...report, status: 'declined', note: '' });
    expect(declined.status).toBe(422);
    expect((await app.visitor().post(`${aino}/actions/${line}`, report)).status).toBe(303);
    expect((await app.visitor().post(`${aino}/actions/${line}`, { ...report, note: 'Again' })).status).toBe(409);
    expect((await page(aino)).text).not.toContain('Name &lt;i&gt;');
  });

  it('shows the papers that the person may read, of this meeting only', async () => {
    const file = { content: Buffer.from('Facts'), filename: 'facts.txt' };
    for (const [title, audience] of [
      ['For all', 'network'],
      ['For few', 'organisers'],
    ])
      await ola.upload(`${at}/documents/upload`, 'file', file, { title: title!, audience: audience!, language: 'en' });
    const link = await linkOf('swede');
    const shown = (await page(link)).text;
    expect([shown.includes('For all'), shown.includes('For few')]).toEqual([true, false]);
    const ids = (await app.get(Db).rows<{ id: string; title: string }>(sql`
      SELECT d.id, d.title FROM document d JOIN meeting_document md ON md.document_id = d.id
      WHERE md.meeting_id = ${meetingId} ORDER BY d.title`)) as { id: string }[];
    const [all, few] = ids.map(({ id }) => `${link}/documents/${id}`);
    expect((await app.visitor().get(all!)).status).toBe(200);
    expect((await app.visitor().get(few!)).status).toBe(404);
  });

  it('takes items where they are called for, and says so where they are not', async () => {
    const link = await linkOf('swede');
    const item = { title: 'Minors', reason: 'Two cases', minutes: '20', type: 'discussion' };
    expect((await page(link)).text).toContain('Items are not called for');
    expect((await app.visitor().post(`${link}/items`, item)).status).toBe(409);
  });

  it('opens to nobody who no longer works for the State', async () => {
    const link = await linkOf('eero');
    const rows = await app.get(InvitationFinder).all(meetingId);
    const { id } = rows.find(({ personId }) => personId === eero)!;
    await app.get(InvitationService).remove(system, id);
    expect((await page(link)).status).toBe(404);
    expect((await app.visitor().post(`${link}/report`, await texts('x'))).status).toBe(404);
  });
});

const lineOf = async (actionId: string): Promise<string> =>
  (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM action_progress WHERE action_id = ${actionId}`))!.id;

describe('the tour de table', () => {
  it('shows organisers who is missing, others what is cleared, on pages, in files and in the API', async () => {
    await ask();
    const [aino, maria] = [await linkOf('stateContact'), await linkOf('swede')];
    await app.visitor().post(`${aino}/report`, await texts('Many'));
    const shown = (await ola.get(`${at}/reports?lang=en`)).text;
    expect(shown).toMatch(/Report is missing[\s\S]*Sweden/);
    expect(shown).toContain('Many');
    const contact = await app.as('stateContact');
    expect((await contact.get(`${at}/reports?lang=en`)).text).toContain('Many');
    expect((await contact.get(`${at}?lang=en`)).text).toContain('Tour de table');
    await app.visitor().post(`${maria}/report`, await texts('Few'));
    expect((await contact.get(`${at}/reports?lang=en`)).text).not.toContain('Few');
    expect(JSON.stringify((await contact.api('get', `${at}/reports`)).body)).not.toContain('Few');
    expect((await clear(maria)).status).toBe(303);
    expect((await contact.get(`${at}/reports?lang=en`)).text).toContain('Few');
    const { body } = await contact.api('get', `${at}/reports`);
    expect(body.reports).toMatchObject([
      { stateCode: 'FI', standing: 'written', texts: [{ text: 'Many' }] },
      { stateCode: 'SE', standing: 'cleared', clearedBy: 'Maria Lindqvist' },
    ]);
    const own = await readPdf((await contact.raw.get(`${at}/reports.pdf`).buffer(true)).body as Buffer);
    expect(own.text).toContain('Few');
    await ola.api('post', `${at}/agenda`, { title: 'Round', minutes: 30 });
    const agenda = await readPdf((await ola.raw.get(`${at}/agenda.pdf`).buffer(true)).body as Buffer);
    expect(agenda.text).toMatch(/Tour de table.*Sweden Returns/);
    expect(agenda.text).not.toContain('Finland');
    await ola.get(`${at}/reports`);
    const reminded = await ola.post(`${at}/reports/reminder`);
    expect(reminded.status).toBe(303);
    const [last] = (await app.mails()).slice(-1);
    expect([last!.toAddress, last!.subject]).toEqual([
      'aino.virtanen@migri.example.org',
      'To be cleared: report from Finland: Return and reintegration',
    ]);
  });

  it('takes items from the agenda as topics, and an item of the State where items are called for', async () => {
    const { id } = (await ola.api('post', `${at}/agenda`, { title: 'Figures', minutes: 30 }).expect(201)).body as {
      id: string;
    };
    await ask({ items: id, 'topics-en': '' });
    const link = await linkOf('swede');
    expect((await page(link)).text).toContain('Figures');
    expect((await ola.get(`${at}/agenda/edit?lang=en`)).text).toContain('0 of 2 States have reported');
    const now = app.get(Clock).instant();
    await app.get(Db).tx(() =>
      app.get(Db).run(sql`INSERT INTO item_call (id, meeting_id, respond_by, status, created_by, created_at, updated_at,
        version) VALUES (${`call-${meetingId}`.slice(0, 36)}, ${meetingId}, ${dayIn(9)}, 'open', 'Ola', ${now}, ${now}, 1)`),
    );
    const item = { title: 'Minors <b>', reason: 'Two cases', minutes: '20', type: 'discussion' };
    expect((await app.visitor().post(`${link}/items`, item)).status).toBe(303);
    expect((await app.visitor().post(`${link}/items`, { ...item, reason: '' })).status).toBe(422);
    const call = (await app.get(ItemCallFinder).ofMeeting(meetingId))!;
    expect(await app.get(ProposalFinder).ofCall(call.id)).toMatchObject([{ title: 'Minors <b>', stateCode: 'SE' }]);
    expect((await page(link)).text).toContain('Minors &lt;b&gt;');
    expect((await page(await linkOf('eero'))).text).not.toContain('Minors');
  });

  it('keeps what is reported on a closed item to those who may attend it, also when the item is gone', async () => {
    const session = { title: 'Closed', access: 'states', attribution: 'attributable', ...confidential };
    const sessionId = (await ola.api('post', `${at}/agenda/sessions`, session).expect(201)).body.id as string;
    const item = { title: 'Kanarifugl', minutes: 30, within: { sessionId } };
    const id = (await ola.api('post', `${at}/agenda`, item).expect(201)).body.id as string;
    await ask({ items: id, 'topics-en': 'Returns' });
    const [aino, deputy] = [await linkOf('stateContact'), await linkOf('eero')];
    expect((await app.mails()).slice(-3).some(({ raw }) => raw.includes('Kanarifugl'))).toBe(false);
    await app.visitor().post(`${aino}/report`, await texts('Open words', 'Closed words'));
    expect((await page(aino)).text).toContain('Closed words');
    expect((await page(deputy)).text).not.toMatch(/Kanarifugl|Closed words/);
    await app.visitor().post(`${deputy}/report`, await texts('Open words', 'Forged', [1, 1]));
    expect((await page(aino)).text).not.toContain('Forged');
    await ola.api('delete', `/agenda-items/${id}`).expect(204);
    expect((await page(deputy)).text).not.toMatch(/Kanarifugl|Closed words/);
    expect((await clear(aino)).status).toBe(303);
    const contact = await app.as('stateContact');
    expect((await contact.get('/?lang=en')).text).not.toContain(aino);
  });

  it('waits on the first page of those who have an account until it is cleared', async () => {
    await ask();
    const contact = await app.as('stateContact');
    expect((await contact.get('/?lang=en')).text).toContain('Write the report of your State');
    const aino = await linkOf('stateContact');
    await app.visitor().post(`${aino}/report`, await texts('Many'));
    const home = (await contact.get('/?lang=en')).text;
    expect(home).toContain('Clear the report of your State');
    expect(home).toContain(aino);
  });
});
