import { simpleParser } from 'mailparser';
import { MeetingLife, MeetingService, MinutesService } from '@samrad/meetings';
import { GroupFinder, MembershipService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, addItems, personOf, type HeldMeeting } from '../support/held-meeting.js';

let app: TestApp;
let ola: Browser;
let samuel: Browser;
let meeting: HeldMeeting;
let at: string;
let api: string;

const asked = { circle: 'participants', procedure: 'silence', workingDays: 5 };
const run = (query: Parameters<Db['run']>[0]) => app.get(Db).tx(() => app.get(Db).run(query));
const minutes = async () => (await ola.api('get', `${api}?draft=true`)).body;
const version = async (): Promise<number> => (await minutes()).version;
const rounds = async (browser = ola) => (await browser.api('get', `${api}/circulations`)).body.items;
const status = async () =>
  (await app.get(Db).row<{ status: string }>(sql`SELECT status FROM minutes WHERE meeting_id = ${meeting.id}`))!.status;

async function send(fields: object = {}) {
  return ola.api('post', `${api}/circulations`, { ...asked, version: await version(), ...fields });
}

async function write(markdown: string) {
  const [section] = (await minutes()).sections;
  const { version: known } = (await ola.api('get', `/minutes-sections/${section.id}`)).body;
  await ola.api('put', `/minutes-sections/${section.id}`, { markdown, version: known }).expect(200);
}

/** The last day for comments is over. */
async function closeComments() {
  await run(sql`UPDATE minutes_circulation SET closes_at = '2026-01-01T00:00:00.000Z' WHERE outcome IS NULL`);
  await run(sql`UPDATE job SET run_at = '2026-01-01T00:00:00.000Z' WHERE kind = 'minutes.comments_close'`);
  await app.work();
}

async function linkOf(mailTo: string): Promise<string> {
  const mail = (await app.mails()).filter(({ toAddress }) => toAddress === mailTo).at(-1)!;
  return `/c/${/\/c\/([\w-]{43})/.exec(mail.raw.replace(/=\r?\n/g, ''))![1]}`;
}

const lastComment = async (browser = ola) => {
  const [round] = await rounds();
  return (await browser.api('get', `/minutes-circulations/${round.id}/comments`)).body.items.at(-1);
};

beforeEach(async () => {
  app = await startApp();
  [ola, samuel] = [await app.as('secretariat'), await app.as('expert')];
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}/minutes`;
  api = at;
  await app.get(MinutesService).start(system, meeting.id);
  await write('Finland counsels early.\n\nSweden counsels late.');
});
afterEach(() => app.close());

describe('minutes go round', () => {
  it('with a closing date in working days, one mail to a person, and the silence procedure said in it', async () => {
    await ola.get(`${at}/circulation?lang=en`);
    const page = await ola.get(`${at}/circulation?circle=participants&workingDays=5`);
    expect(page.text).toContain('2 persons get a mail');
    const { body } = await send();
    expect(body).toMatchObject({ number: 1, told: 2 });
    const mails = await app.mails();
    expect(mails).toHaveLength(2);
    expect(mails[0]!.raw).toMatch(/Silence procedure|Stilleprosedyre/);
    expect(await status()).toBe('circulated');
    expect((await ola.post(`${at}/publication`, { audience: 'network', version: 2 })).status).toBe(409);
  });

  it('to those who were asked and to nobody else', async () => {
    await send();
    expect(await rounds(samuel)).toHaveLength(1);
    expect((await samuel.get(`${at}/comments`)).text).toContain('Finland counsels early.');
    const other = await app.as('stateContact');
    const [{ id }] = await rounds();
    await run(sql`DELETE FROM circulation_recipient WHERE person_id = ${await personOf(app, 'stateContact')}`);
    expect(await rounds(other)).toEqual([]);
    expect((await other.get(`${at}/comments`)).status).toBe(404);
    expect((await other.api('get', `/minutes-circulations/${id}/comments`)).status).toBe(404);
    expect((await other.api('post', `/minutes-circulations/${id}/comments`, { text: 'x' })).status).toBe(404);
    expect((await app.visitor().get(`${at}/comments`)).status).toBe(303);
    expect((await samuel.api('post', `${api}/circulations`, { ...asked, version: 2 })).status).toBe(403);
    expect((await samuel.api('post', `${api}/adoption`, { version: 2 })).status).toBe(403);
    expect((await samuel.api('post', `${api}/reopening`, { version: 2 })).status).toBe(403);
  });

  it('are commented paragraph by paragraph, with an account and by personal link', async () => {
    await send();
    const [{ id, parts }] = await rounds(samuel);
    const anchor = parts[0].paragraphs[1].anchor;
    const wording = { anchor, text: 'Not quite', wording: 'Sweden counsels early too.' };
    await samuel.api('post', `/minutes-circulations/${id}/comments`, wording).expect(201);
    const link = await linkOf((await app.mails()).find(({ toAddress }) => !toAddress.includes('samuel'))!.toAddress);
    const guest = app.visitor();
    const page = await guest.get(`${link}?lang=en`);
    expect(page.text).toContain('Sweden counsels early too.');
    await guest.post(link, { anchor, text: 'I agree' }).expect(303);
    expect(await lastComment()).toMatchObject({ text: 'I agree', quote: 'Sweden counsels late.', isLate: false });
    expect((await guest.post(link, { anchor, text: ' ' })).status).toBe(422);
    expect((await guest.post(link, { anchor: 'nowhere', text: 'x' })).status).toBe(422);
    expect((await app.visitor().get(`/c/${'x'.repeat(43)}`)).status).toBe(404);
  });

  it('close to whoever is not in the group of the meeting any more', async () => {
    const { id: groupId } = (await app.get(GroupFinder).byCode('REG'))!;
    await run(sql`UPDATE meeting SET group_id = ${groupId} WHERE id = ${meeting.id}`);
    const term = { personId: await personOf(app, 'expert'), role: 'member' as const, stateCode: 'NO' };
    const dates = { validFrom: '2020-01-01', validTo: null };
    const membership = await app.get(MembershipService).add(system, groupId, { ...term, ...dates });
    await send();
    const link = await linkOf((await app.mails()).find(({ toAddress }) => toAddress.includes('samuel'))!.toAddress);
    const opened = async () => (await app.visitor().get(link)).status;
    expect(await opened()).toBe(200);
    await app.get(MembershipService).end(system, membership, { validTo: '2026-01-01', version: 1 });
    expect(await opened()).toBe(404);
  });

  it('have proposals accepted, or refused with a reason; two rulings at once lose neither', async () => {
    await send();
    const [{ id }] = await rounds();
    await samuel.api('post', `/minutes-circulations/${id}/comments`, { wording: 'Better so' });
    const { id: comment } = await lastComment();
    const ruling = `/minutes-comments/${comment}/ruling`;
    expect((await samuel.api('put', ruling, { ruling: 'accepted', version: 1 })).status).toBe(403);
    expect((await ola.api('put', ruling, { ruling: 'refused', version: 1 })).status).toBe(422);
    await ola.get(`${at}/comments?lang=en`);
    await ola.post(ruling, { ruling: 'refused', reason: 'Theirs', version: 1 }).expect(303);
    const stale = await ola.post(ruling, { ruling: 'refused', reason: 'Mine', version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Theirs');
    expect(stale.text).toContain('Mine');
    expect((await samuel.get(`${at}/comments?lang=en`)).text).toContain('Refused by');
  });

  it('have an accepted wording put into the text by one press, and both shown when the text has changed since', async () => {
    await send();
    const [{ id, parts }] = await rounds();
    const wordings = ['Finland counsels at once.', 'Sweden counsels on arrival.'];
    for (const [place, wording] of wordings.entries()) {
      const { anchor } = parts[0].paragraphs[place];
      await samuel.api('post', `/minutes-circulations/${id}/comments`, { anchor, wording }).expect(201);
    }
    const items = (await ola.api('get', `/minutes-circulations/${id}/comments`)).body.items;
    const [first, second] = wordings.map((one) => items.find(({ wording }: { wording: string }) => wording === one).id);
    expect((await ola.api('post', `/minutes-comments/${first}/taking`, { version: 1 })).status).toBe(409);
    expect((await samuel.api('post', `/minutes-comments/${first}/taking`, { version: 1 })).status).toBe(403);
    await ola.get(`${at}/comments?lang=en`);
    const { headers } = await ola.post(`/minutes-comments/${first}/ruling`, {
      ruling: 'accepted',
      take: 'on',
      version: 1,
    });
    expect((await ola.get(String(headers.location))).text).toContain('is in the text');
    expect((await minutes()).sections[0].markdown).toBe('Finland counsels at once.\n\nSweden counsels late.');
    await write('Finland counsels at once.\n\nSweden counsels when asked.');
    await ola.post(`/minutes-comments/${second}/ruling`, { ruling: 'accepted', take: 'on', version: 1 }).expect(303);
    const page = (await ola.get(`${at}/comments`)).text;
    expect(page).toContain('Sweden counsels when asked.');
    expect((await ola.api('post', `/minutes-comments/${second}/taking`, { version: 2 })).status).toBe(409);
    await ola.post(`/minutes-comments/${second}/taking`, { version: 2, byHand: 'on' }).expect(303);
    expect((await ola.api('post', `/minutes-comments/${second}/taking`, { version: 3, byHand: true })).status).toBe(
      409,
    );
    expect((await ola.get(at)).text).toContain('Took a wording by');
  });

  it('keep a comment after closing for the secretariat and say so', async () => {
    await send();
    await closeComments();
    const [{ id }] = await rounds();
    await samuel.get(`${at}/comments?lang=en`);
    const { headers } = await samuel.post(`${at}/comments`, { text: 'Too late?' });
    expect((await samuel.get(String(headers.location))).text).toContain('is kept for the secretariat');
    expect(await lastComment()).toMatchObject({ text: 'Too late?', isLate: true });
    expect((await samuel.api('get', `/minutes-circulations/${id}/comments`)).body.items).toEqual([]);
  });
});

describe('the attendance in minutes', () => {
  it('counts members on the day of the meeting as absent once somebody is noted as present', async () => {
    const group = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group LIMIT 1`))!.id;
    await run(sql`UPDATE meeting SET group_id = ${group} WHERE id = ${meeting.id}`);
    const [present, silent] = [await personOf(app, 'expert'), await personOf(app, 'stateContact')];
    for (const personId of [present, silent]) {
      const membership = { personId, role: 'member', stateCode: null, validFrom: '2024-01-01', validTo: null };
      await app.get(MembershipService).add(system, group, membership as never);
    }
    expect((await minutes()).absent).toEqual([]);
    await ola.api('put', `/meetings/${meeting.id}/attendance`, {
      persons: [{ personId: present, presence: 'on_site' }],
    });
    expect((await minutes()).absent).toMatchObject([{ name: 'Aino Virtanen' }]);
  });
});

describe('the comments as a document', () => {
  it('are for those whom the text went round to, with what became of each', async () => {
    await send();
    const [{ id, parts }] = await rounds();
    const { anchor } = parts[0].paragraphs[0];
    const said = { kind: 'comment', anchor, text: 'Since 2024', wording: 'Finland has counselled early since 2024.' };
    await samuel.api('post', `/minutes-circulations/${id}/comments`, said).expect(201);
    const { id: comment, version: known } = await lastComment();
    await ola.api('put', `/minutes-comments/${comment}/ruling`, { ruling: 'accepted', reason: null, version: known });
    const kinds = async (browser: Browser) =>
      (await browser.api('get', `/meetings/${meeting.id}/papers`)).body.items.map(({ kind }: { kind: string }) => kind);
    expect(await kinds(samuel)).toContain('comments');
    expect((await app.visitor().get(`/meetings/${meeting.id}/papers/file?kind=comments&format=html`)).status).toBe(404);
    const page = await ola.get(`/meetings/${meeting.id}/papers/file?kind=comments&format=html&language=en`);
    expect(page.text).toContain('Finland counsels early.');
    expect(page.text).toContain('Proposed wording: Finland has counselled early since 2024.');
    expect(page.text).toContain('Accepted');
  });
});

describe('minutes are adopted', () => {
  it('by silence when the day is over, and everybody is told; then published with a note if the text changed', async () => {
    await send();
    await closeComments();
    expect(await status()).toBe('adopted');
    expect((await app.mails()).filter(({ subject }) => /Adopted|Godkjent/.test(subject))).toHaveLength(2);
    await write('Something else.');
    const publication = { audience: 'network', tell: false, version: await version() };
    expect((await ola.api('post', `${api}/publication`, publication)).status).toBe(422);
    await ola.api('post', `${api}/publication`, { ...publication, note: 'Corrected' }).expect(201);
    expect(await status()).toBe('published');
    expect((await samuel.get(`${at}?lang=en`)).text).toContain('nobody objected in time');
  });

  it('and the mail of the published ones says what is different from what went round', async () => {
    await send();
    await closeComments();
    await write('Finland counsels early.\n\nSweden counsels on arrival.');
    const before = (await app.mails()).length;
    const publication = { audience: 'network', tell: true, note: 'Sweden corrected', version: await version() };
    await ola.api('post', `${api}/publication`, publication).expect(201);
    const mails = (await app.mails()).slice(before);
    const texts = await Promise.all(mails.map(async ({ raw }) => (await simpleParser(raw)).text!));
    const english = texts.find((text) => text.includes('What is different from the text that went round'))!;
    expect(english).toContain('Taken out: Sweden counsels late.');
    expect(english).toContain('New: Sweden counsels on arrival.');
    expect(english).not.toContain('Finland counsels early');
  });

  it('as a version of the record that stays, published or not, and the API tells where they stand', async () => {
    const { closesOn } = (await send()).body;
    const round = { number: 1, procedure: 'silence', closesOn, isOpen: true, outcome: null };
    expect(await minutes()).toMatchObject({ status: 'circulated', adoption: null, circulation: round });
    await closeComments();
    const adoption = { number: 1, way: 'silence', at: expect.any(String) };
    expect((await ola.api('get', api)).body).toMatchObject({ status: 'adopted', isDraft: false, number: 1, adoption });
    await write('Finland counsels early.\n\nSweden counsels on arrival.');
    const kept = await ola.get(`${at}/versions/1?lang=en`);
    expect(kept.text).toContain('Sweden counsels late.');
    expect(kept.text).toContain('This is the text as it was adopted.');
    const publication = { audience: 'network', tell: false, note: 'Sweden corrected', version: await version() };
    expect((await ola.api('post', `${api}/publication`, publication)).body.number).toBe(2);
    expect((await samuel.get(`${at}?lang=en`)).text).toContain('corrects the one that was adopted, version 1');
    expect((await samuel.api('get', api)).body).toMatchObject({ status: 'published', number: 2, adoption });
    expect((await samuel.get(`${at}/versions/1`)).status).toBe(403);
    await ola.api('post', `${api}/reopening`, { version: await version() }).expect(204);
    expect((await ola.get(`${at}/versions/1`)).text).toContain('Sweden counsels late.');
    expect((await ola.api('get', api)).body).toMatchObject({ status: 'draft', number: 2 });
  });

  it('not by silence when somebody objected in time: a draft again, revised, and the old comments stay', async () => {
    await send();
    const [{ id }] = await rounds();
    await samuel.api('post', `/minutes-circulations/${id}/comments`, { kind: 'objection', text: 'Wrong figures' });
    await closeComments();
    expect(await status()).toBe('draft');
    expect((await app.mails()).filter(({ subject }) => /Not adopted|Ikke godkjent/.test(subject))).toHaveLength(2);
    await write('Right figures.');
    expect((await send()).body.number).toBe(2);
    expect(await rounds(samuel)).toHaveLength(2);
    expect((await samuel.get(`${at}/comments?round=${id}`)).text).toContain('Wrong figures');
  });

  it('at the next meeting of the series, whose agenda gets the item by itself', async () => {
    const series = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM meeting_series LIMIT 1`))!.id;
    await run(sql`UPDATE meeting SET series_id = ${series}, number = 900 WHERE id = ${meeting.id}`);
    await send({ procedure: 'meeting' });
    const year = Number(meeting.start.slice(0, 4)) + 1;
    const later = await app.get(MeetingService).plan(system, {
      ...{ title: 'Next', description: null, seriesId: series, number: 901, groupId: null, zone: 'Europe/Oslo' },
      ...{ start: `${year}-06-10T09:00`, end: `${year}-06-10T15:00`, place: null, videoUrl: null, hostStateCode: null },
      ...{ languages: ['en'], chairId: null, secretaryId: null, answerBy: null, audience: 'network' },
    });
    await app.work();
    const items = await app.get(Db).rows<{ title: string; type: string }>(sql`
      SELECT title, type FROM agenda_item WHERE meeting_id = ${later} AND carried IS NULL`);
    expect(items).toMatchObject([{ type: 'decision' }]);
    expect(items[0]!.title).toContain('Adoption of the minutes of');
    const early = await ola.api('post', `${api}/adoption`, { version: await version() });
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('omments are still open')]);
    await closeComments();
    expect(await status()).toBe('circulated');
    const ahead = await ola.api('post', `${api}/adoption`, { version: await version() });
    expect([ahead.status, ahead.body.detail]).toEqual([409, expect.stringContaining('Next')]);
    await run(sql`UPDATE meeting SET start_at = '2026-01-02T09:00:00.000Z' WHERE id = ${later}`);
    await ola.api('post', `${api}/adoption`, { version: await version() }).expect(204);
    expect(await status()).toBe('adopted');
    expect((await ola.get(`${at}/circulation`)).text).toContain(`action="${at}/reopening"`);
    await ola.api('post', `${api}/reopening`, { version: await version() }).expect(204);
    await run(sql`UPDATE meeting SET start_wall = ${`${meeting.start.slice(0, 4)}-12-31T09:00`} WHERE id = ${later}`);
    await send();
    await closeComments();
    const refused = await ola.api('post', `${api}/reopening`, { version: await version() });
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('Next');
    const page = (await ola.get(`${at}/circulation?lang=en`)).text;
    expect(page).toMatch(/a later meeting of the year builds on them, [^<]*Next/);
    expect(page).not.toContain(`action="${at}/reopening"`);
  });

  it('at the meeting after, when the next one is cancelled', async () => {
    const series = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM meeting_series LIMIT 1`))!.id;
    await run(sql`UPDATE meeting SET series_id = ${series}, number = 900 WHERE id = ${meeting.id}`);
    await send({ procedure: 'meeting' });
    const year = Number(meeting.start.slice(0, 4)) + 1;
    const plan = (number: number, month: string) =>
      app.get(MeetingService).plan(system, {
        ...{ title: `No ${number}`, description: null, seriesId: series, number, groupId: null, zone: 'Europe/Oslo' },
        ...{ start: `${year}-${month}-10T09:00`, end: `${year}-${month}-10T15:00`, place: null, videoUrl: null },
        ...{ hostStateCode: null, languages: ['en'], chairId: null, secretaryId: null, answerBy: null },
        audience: 'network',
      });
    const [first, second] = [await plan(901, '05'), await plan(902, '06')];
    await app.work();
    await app.get(MeetingLife).cancel(system, first, { reason: 'Strike' });
    await app.work();
    const rows = await app.get(Db).rows<{ id: string }>(sql`
      SELECT meeting_id AS id FROM agenda_item WHERE title LIKE 'Adoption of the minutes%' ORDER BY id`);
    expect(rows.map(({ id }) => id)).toEqual([first, second]);
  });

  it('there no more, when they are recalled and nobody has worked on the item', async () => {
    const series = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM meeting_series LIMIT 1`))!.id;
    await run(sql`UPDATE meeting SET series_id = ${series}, number = 900 WHERE id = ${meeting.id}`);
    const year = Number(meeting.start.slice(0, 4)) + 1;
    await app.get(MeetingService).plan(system, {
      ...{ title: 'Next', description: null, seriesId: series, number: 901, groupId: null, zone: 'Europe/Oslo' },
      ...{ start: `${year}-06-10T09:00`, end: `${year}-06-10T15:00`, place: null, videoUrl: null, hostStateCode: null },
      ...{ languages: ['en'], chairId: null, secretaryId: null, answerBy: null, audience: 'network' },
    });
    const items = () =>
      app.get(Db).rows<{ id: string }>(sql`SELECT id FROM agenda_item WHERE title LIKE 'Adoption of the minutes%'`);
    const recall = async () =>
      ola.api('delete', `${api}/circulations?version=${await version()}`).then(({ status: code }) => code);
    await send({ procedure: 'meeting' });
    expect(await items()).toHaveLength(1);
    await send({ procedure: 'meeting' });
    expect(await items()).toHaveLength(1);
    await send({ procedure: 'silence' });
    expect(await items()).toEqual([]);
    await send({ procedure: 'meeting' });
    expect(await recall()).toBe(204);
    expect(await items()).toEqual([]);
    await send({ procedure: 'meeting' });
    const [kept] = await items();
    await run(sql`UPDATE agenda_item SET minutes = 15, version = 2 WHERE id = ${kept!.id}`);
    expect(await recall()).toBe(204);
    await send({ procedure: 'meeting' });
    expect(await items()).toEqual([kept]);
  });

  it('not while an item for decision has none', async () => {
    await addItems(app, meeting.id, ['decision'], 3);
    expect((await send()).body.detail).toContain('Item 4');
    expect(await status()).toBe('draft');
  });

  it('after those who are silent were reminded once', async () => {
    await send();
    const [{ id }] = await rounds();
    await samuel.api('post', `/minutes-circulations/${id}/comments`, { kind: 'nothing' });
    await run(sql`UPDATE job SET run_at = '2026-01-01T00:00:00.000Z' WHERE kind = 'minutes.comments_remind'`);
    await app.work();
    const reminders = (await app.mails()).filter(({ subject }) => /Reminder|Påminnelse/.test(subject));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]!.toAddress).not.toContain('samuel');
  });

  it('unless the secretariat recalls them', async () => {
    await send();
    await ola.api('delete', `${api}/circulations?version=${await version()}`).expect(204);
    const recalled = (await app.mails()).filter(({ subject }) => /Recalled|Trukket tilbake/.test(subject));
    expect(recalled).toHaveLength(2);
    for (const { raw } of recalled) expect(raw).not.toContain('/c/');
    await closeComments();
    expect(await status()).toBe('draft');
  });
});
